using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Documents.Pages;

/// <param name="Key">Of the word of its state.</param>
public sealed record DocumentLine(
    LegalDocument Document,
    string Issuer,
    string Tone,
    string Icon,
    string Key
);

/// <summary>The register: search, the share of lawful documents, procedures that lost their base.</summary>
[Requires(Permissions.LegalView)]
public sealed class DocumentListModel(
    DocumentShelf shelf,
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Words { get; set; }

    [FromQuery(Name = "cap")]
    public IssuerLevel? Level { get; set; }

    [FromQuery(Name = "tinh-trang")]
    public DocumentState? State { get; set; }

    [FromQuery(Name = "nam")]
    public int? Year { get; set; }

    [FromQuery(Name = "trang")]
    public int? Wanted { get; set; }

    public int Number => Math.Clamp(Wanted ?? 1, 1, 100_000);
    public int Count { get; private set; }
    public int Pages => (Count + DocumentShelf.PageSize - 1) / DocumentShelf.PageSize;
    public IReadOnlyList<DocumentLine> Lines { get; private set; } = [];
    public IReadOnlyList<(IssuerLevel Level, LawfulShare Share)> Shares { get; private set; } = [];
    public IReadOnlyList<WarnedProcedure> Warned { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.LegalManage);

    public string PageUrl(int page) =>
        QueryHelpers.AddQueryString(
            DocumentLinks.List,
            new Dictionary<string, string?>
            {
                ["q"] = Words,
                ["cap"] = Level?.ToString(),
                ["tinh-trang"] = State?.ToString(),
                ["nam"] = Year?.ToString(CultureInfo.InvariantCulture),
                ["trang"] = page.ToString(CultureInfo.InvariantCulture),
            }
        );

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var (found, count) = await shelf.SearchAsync(
            new DocumentSearch(Words, Level, State, Year, Number),
            cancellation
        );
        Count = count;
        Lines = [.. found.Select(d => LineOf(d, tree))];
        Shares =
        [
            .. (await shelf.SharesAsync(clock.Today, cancellation))
                .OrderBy(s => s.Key)
                .Select(s => (s.Key, s.Value)),
        ];
        Warned = await shelf.WarnedAsync(
            await catalogue.AllAsync(cancellation),
            clock.Today,
            cancellation
        );
    }

    private DocumentLine LineOf(LegalDocument document, UnitTree tree)
    {
        var (tone, icon, key) = DocumentStates.Of(document, clock.Today);
        return new DocumentLine(document, IssuerNames.Of(document, tree, texts), tone, icon, key);
    }
}

/// <summary>Whether a document holds, in a word.</summary>
public static class DocumentStates
{
    public static (string Tone, string Icon, string Key) Of(LegalDocument document, DateOnly day) =>
        document.State switch
        {
            DocumentState.Draft => ("open", "question", DocumentWords.Of(document.State)),
            DocumentState.Dropped => ("neutral", "dash", DocumentWords.Of(document.State)),
            _ when document.HasEndedOn(day) => ("neutral", "dash", "legal.holds.ended"),
            _ when document.HoldsOn(day) => ("good", "check", "legal.holds.now"),
            _ => ("info", "clock", "legal.holds.not-yet"),
        };
}

/// <summary>Who issues a document, in words.</summary>
public static class IssuerNames
{
    /// <summary>A resolution is one of the Council of its territory, a decision one of the Committee.</summary>
    public static string Of(LegalDocument document, UnitTree tree, Texts texts) =>
        document.IssuerId is not { } id || tree.Find(id) is not { } unit
            ? texts[DocumentWords.Of(IssuerLevel.Centre)]
            : Of(document.Kind, unit, texts);

    public static string Of(DocumentKind kind, Unit unit, Texts texts)
    {
        var name = unit.NameIn(Texts.CurrentLanguage);
        // Behind "People's Committee" the word for the kind of territory is a common noun in Vietnamese.
        if (
            Texts.CurrentLanguage != "en"
            && kind is DocumentKind.Resolution or DocumentKind.Decision
        )
        {
            name = char.ToLower(name[0], Formats.Sorting) + name[1..];
        }

        return texts[
            kind switch
            {
                // The Council as a body of its own has the word in its name.
                _ when unit.Kind == UnitKind.Council => "legal.issuer.other",
                DocumentKind.Resolution => "legal.issuer.council",
                DocumentKind.Decision => "legal.issuer.committee",
                _ => "legal.issuer.other",
            },
            unit.Kind == UnitKind.Council ? unit.NameIn(Texts.CurrentLanguage) : name
        ];
    }
}
