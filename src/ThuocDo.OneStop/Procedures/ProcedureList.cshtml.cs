using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Procedures;

/// <summary>The catalogue for everybody: what is in force today and what the national database knows besides.</summary>
[PublicPage]
public sealed class ProcedureListModel(CatalogueSearch search, ICurrentUser user) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(Name = OneStopLinks.Search, SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(Name = CatalogueLinks.Level, SupportsGet = true)]
    public StatedLevels? Level { get; set; }

    [BindProperty(Name = CatalogueLinks.Field, SupportsGet = true)]
    public string? Field { get; set; }

    [BindProperty(Name = CatalogueLinks.Audience, SupportsGet = true)]
    public Audience? For { get; set; }

    [BindProperty(Name = CatalogueLinks.Online, SupportsGet = true)]
    public OnlineOffer? Online { get; set; }

    [BindProperty(Name = CatalogueLinks.Received, SupportsGet = true)]
    public bool ReceivedOnly { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public IReadOnlyList<(string Vi, string Shown)> Fields { get; private set; } = [];
    public IReadOnlyList<CatalogueEntry> Rows { get; private set; } = [];
    public bool IsLoose { get; private set; }
    public bool IsSearch => !string.IsNullOrWhiteSpace(Typed);
    public bool IsFiltered =>
        IsSearch
        || Level is not (null or StatedLevels.None)
        || !string.IsNullOrEmpty(Field)
        || For is not null
        || Online is not null
        || ReceivedOnly;
    public int Total { get; private set; }
    public int Received { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }
    public bool MayManage => user.Can(Permissions.CatalogueManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var index = await search.GetAsync(cancellation);
        var sorting = StringComparer.Create(Formats.Sorting, false);
        Fields =
        [
            .. index
                .Entries.GroupBy(e => e.FieldVi)
                .Select(g => (g.Key, Shown: g.First().FieldIn(Texts.CurrentLanguage)))
                .OrderBy(f => f.Shown, sorting),
        ];
        var filter = new CatalogueFilter
        {
            Typed = Typed,
            Level = Level ?? StatedLevels.None,
            Field = Field,
            Audience = For,
            Online = Online,
            ReceivedOnly = ReceivedOnly,
        };
        var finding = index.Find(Typed);
        var found = finding.Entries.Where(filter.Fits).ToList();
        if (!IsSearch)
        {
            // What can be filed here stands first.
            found = [.. found.OrderBy(e => e.IsReceived ? 0 : 1)];
        }

        IsLoose = finding.IsLoose;
        Total = found.Count;
        Received = found.Count(e => e.IsReceived);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Rows = [.. found.Skip((Current - 1) * PageSize).Take(PageSize)];
    }

    public static string AddressOf(CatalogueEntry entry) =>
        entry.Procedure is null
            ? CatalogueLinks.National(entry.Code)
            : OneStopLinks.Procedure(entry.Code);
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

    public static string Of(OnlineOffer offer) =>
        offer switch
        {
            OnlineOffer.Full => "catalogue.online.full",
            OnlineOffer.Partial => "catalogue.online.partial",
            OnlineOffer.Stated => "catalogue.online.stated",
            _ => "catalogue.online.none",
        };

    public static string Of(Audience audience) =>
        audience switch
        {
            Audience.Person => "catalogue.audience.person",
            Audience.Business => "catalogue.audience.business",
            _ => "catalogue.audience.both",
        };

    public static readonly IReadOnlyList<(StatedLevels Level, string Key)> Stated =
    [
        (StatedLevels.Central, "catalogue.level.central"),
        (StatedLevels.Province, "catalogue.level.province"),
        (StatedLevels.District, "catalogue.level.district"),
        (StatedLevels.Commune, "catalogue.level.commune"),
        (StatedLevels.Other, "catalogue.level.other"),
    ];

    /// <summary>The levels in words, joined by commas.</summary>
    public static string InWords(StatedLevels levels, Texts texts) =>
        string.Join(", ", Stated.Where(l => (levels & l.Level) != 0).Select(l => texts[l.Key]));
}
