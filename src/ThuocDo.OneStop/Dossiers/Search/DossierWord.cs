using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Dossiers.Search;

/// <summary>
/// A word under which a dossier is found: each word of the applicant's folded name, the telephone and the identity number. The
/// row carries the whole name, so that further words are compared without going to another table. It is derived from the
/// applicant, written with it and erased with it.
/// </summary>
public sealed class DossierWord
{
    public const int WordMaxLength = 40;
    public const int NameMaxLength = Applicant.NameMaxLength + 2;

    public required string Word { get; init; }

    /// <summary>The folded name between blanks, so that a whole word is found as " word ".</summary>
    public required string Name { get; init; }
    public required Guid DossierId { get; init; }
}

public sealed class DossierWordMapping : IEntityTypeConfiguration<DossierWord>
{
    public void Configure(EntityTypeBuilder<DossierWord> builder)
    {
        builder.ToTable("onestop_dossier_words");
        // The key is the index: everything a search asks stands in it.
        builder.HasKey(w => new
        {
            w.Word,
            w.Name,
            w.DossierId,
        });
        builder.Property(w => w.Word).HasMaxLength(DossierWord.WordMaxLength);
        builder.Property(w => w.Name).HasMaxLength(DossierWord.NameMaxLength);
    }
}

/// <summary>The words of an applicant: the one place that says under what a dossier is found.</summary>
public static class DossierWords
{
    public static IEnumerable<DossierWord> Of(Applicant applicant)
    {
        var words = Words.Of(applicant.FoldedName);
        var name = $" {string.Join(' ', words)} ";
        return words
            .Append(TypedNumber.Of(applicant.Phone))
            .Append(TypedNumber.Of(applicant.IdentityNumber))
            .OfType<string>()
            .Select(word =>
                word.Length <= DossierWord.WordMaxLength ? word : word[..DossierWord.WordMaxLength]
            )
            .Distinct()
            .Select(word => new DossierWord
            {
                Word = word,
                Name =
                    name.Length <= DossierWord.NameMaxLength
                        ? name
                        : name[..DossierWord.NameMaxLength],
                DossierId = applicant.DossierId,
            });
    }

    /// <summary>Adds an applicant with its words to the context: what every intake calls.</summary>
    public static void AddApplicant(this ThuocDoDb db, Applicant applicant)
    {
        db.Add(applicant);
        db.AddRange(Of(applicant));
    }

    /// <summary>Takes an applicant and its words out of the context: what every erasure calls.</summary>
    public static void RemoveApplicant(this ThuocDoDb db, Applicant applicant)
    {
        db.RemoveRange(Of(applicant));
        db.Remove(applicant);
    }
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
