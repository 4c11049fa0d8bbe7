using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>The catalogue for everybody: what is in force today, by field.</summary>
[PublicPage]
public sealed class ProcedureListModel(CatalogueDirectory catalogues, Clock clock) : PageModel
{
    [BindProperty(Name = OneStopLinks.Search, SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "cap", SupportsGet = true)]
    public Level? Level { get; set; }

    public IReadOnlyList<IGrouping<string, (Procedure Procedure, ProcedureVersion? Version)>> Fields
    {
        get;
        private set;
    } = [];

    public int Count { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var today = clock.Today;
        var language = Texts.CurrentLanguage;
        var sorting = StringComparer.Create(Formats.Sorting, false);
        var found = catalogue
            .Procedures.Where(p => ProcedureSearch.Fits(p, Search))
            .Select(p => (Procedure: p, Version: catalogue.VersionOn(p.Id, today)))
            .Where(p => Level is null || p.Version?.Level == Level)
            .ToList();
        Count = found.Count;
        Fields =
        [
            .. found
                .OrderBy(p => p.Procedure.NameIn(language), sorting)
                .GroupBy(p => p.Procedure.FieldIn(language))
                .OrderBy(g => g.Key, sorting),
        ];
    }
}

public static class LevelTexts
{
    public static string Of(Level level) =>
        level switch
        {
            Level.Province => "catalogue.level.province",
            Level.District => "catalogue.level.district",
            _ => "catalogue.level.commune",
        };

    public static string Of(OnlineLevel level) =>
        level switch
        {
            OnlineLevel.Full => "catalogue.online.full",
            OnlineLevel.Partial => "catalogue.online.partial",
            _ => "catalogue.online.none",
        };
}
