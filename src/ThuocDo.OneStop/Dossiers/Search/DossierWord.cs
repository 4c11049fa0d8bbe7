using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Dossiers.Search;

/// <summary>
/// A word under which a dossier is found: each word of the applicant's folded name, the telephone and the identity number. The
/// row carries the whole name and the units, so that further words and the scope of who searches are compared without going to
/// another table. It is derived from applicant and dossier, written with them and erased with the applicant.
/// </summary>
public sealed class DossierWord
{
    public const int WordMaxLength = 40;
    public const int NameMaxLength = Applicant.NameMaxLength + 2;

    public required string Word { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>The folded name between blanks, so that a whole word is found as " word ".</summary>
    public required string Name { get; init; }

    /// <summary>The unit competent at receipt: it never changes, unlike the one competent now.</summary>
    public required Guid FirstUnitId { get; init; }
    public required Guid ReceivingUnitId { get; init; }
}

public sealed class DossierWordMapping : IEntityTypeConfiguration<DossierWord>
{
    public void Configure(EntityTypeBuilder<DossierWord> builder)
    {
        builder.ToTable("onestop_dossier_words");
        // The key is the index: everything a search asks stands in it, the newest dossiers of a word at its end.
        builder.HasKey(w => new
        {
            w.Word,
            w.DossierId,
            w.Name,
            w.FirstUnitId,
            w.ReceivingUnitId,
        });
        // A small office among many: its rows of a frequent word are found without going through everybody's.
        builder.HasIndex(w => new { w.FirstUnitId, w.Word });
        builder.HasIndex(w => new { w.ReceivingUnitId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(DossierWord.WordMaxLength);
        builder.Property(w => w.Name).HasMaxLength(DossierWord.NameMaxLength);
    }
}

/// <summary>The words of an applicant: the one place that says under what a dossier is found.</summary>
public static class DossierWords
{
    public static IEnumerable<DossierWord> Of(Applicant applicant, Dossier dossier)
    {
        var name = NameOf(applicant.FoldedName);
        return WordsOf(applicant)
            .Select(word => new DossierWord
            {
                Word = word,
                DossierId = dossier.Id,
                Name =
                    name.Length <= DossierWord.NameMaxLength
                        ? name
                        : name[..DossierWord.NameMaxLength],
                FirstUnitId = dossier.FirstUnitId,
                ReceivingUnitId = dossier.ReceivingUnitId,
            });
    }

    /// <summary>A folded name between blanks.</summary>
    public static string NameOf(string foldedName) => $" {string.Join(' ', Words.Of(foldedName))} ";

    /// <summary>Adds an applicant with its words to the context: what every intake calls.</summary>
    public static void AddApplicant(this ThuocDoDb db, Applicant applicant, Dossier dossier)
    {
        db.Add(applicant);
        db.AddRange(Of(applicant, dossier));
    }

    /// <summary>Deletes an applicant and its words at once: what every erasure calls.</summary>
    public static async Task EraseApplicantAsync(
        this ThuocDoDb db,
        Guid dossierId,
        CancellationToken cancellation
    )
    {
        var applicants = db.Set<Applicant>().AsNoTracking().Where(a => a.DossierId == dossierId);
        if (await applicants.FirstOrDefaultAsync(cancellation) is not { } applicant)
        {
            return;
        }

        // By its words: the index begins with them.
        var words = WordsOf(applicant).ToList();
        await db.Set<DossierWord>()
            .Where(w => words.Contains(w.Word) && w.DossierId == dossierId)
            .ExecuteDeleteAsync(cancellation);
        await applicants.ExecuteDeleteAsync(cancellation);
    }

    private static IEnumerable<string> WordsOf(Applicant applicant) =>
        Words
            .Of(applicant.FoldedName)
            .Append(TypedNumber.Of(applicant.Phone))
            .Append(TypedNumber.Of(applicant.IdentityNumber))
            .OfType<string>()
            .Select(word =>
                word.Length <= DossierWord.WordMaxLength ? word : word[..DossierWord.WordMaxLength]
            )
            .Distinct();
}

/// <summary>Telephone and identity numbers in one form, however they are typed.</summary>
public static class TypedNumber
{
    /// <summary>Fewer digits name nobody.</summary>
    public const int FewestDigits = 6;

    private const string Signs = "+ .-()";
    private const string Country = "+84";

    /// <summary>The digits, +84 written as 0; none if the text is no number or has too few digits.</summary>
    public static string? Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (!text.All(c => char.IsAsciiDigit(c) || Signs.Contains(c, StringComparison.Ordinal)))
        {
            return null;
        }

        var national = text.StartsWith(Country, StringComparison.Ordinal)
            ? "0" + text[Country.Length..]
            : text;
        var digits = string.Concat(national.Where(char.IsAsciiDigit));
        return digits.Length >= FewestDigits ? digits : null;
    }
}
