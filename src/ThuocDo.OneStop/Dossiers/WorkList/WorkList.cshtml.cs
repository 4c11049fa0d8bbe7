using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Many;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Dossiers.WorkList;

/// <summary>One line of the work-list.</summary>
public sealed record WorkRow(
    string Code,
    string Procedure,
    string? Applicant,
    DossierState State,
    string Step,
    string? Holder,
    string Unit,
    DateTime? DueAt,
    TimeLeft Left,
    bool IsCase = false
);

/// <summary>How many stand at each tab.</summary>
public sealed record WorkCounts(
    int Open,
    int Overdue,
    int Today,
    int Soon,
    int Stopped,
    int Resolved,
    int Mine
)
{
    public int? Of(WorkTab tab) =>
        tab switch
        {
            WorkTab.Open => Open,
            WorkTab.Overdue => Overdue,
            WorkTab.Today => Today,
            WorkTab.Soon => Soon,
            WorkTab.Stopped => Stopped,
            WorkTab.Resolved => Resolved,
            WorkTab.Mine => Mine,
            _ => null,
        };
}

/// <summary>The dossiers of my units by remaining time. Overdue is computed from the due date, never stored.</summary>
[Requires(Permissions.DossierView)]
public sealed class WorkListModel(
    ThuocDoDb db,
    DossierReader reader,
    DossierSearch search,
    CatalogueDirectory catalogues,
    Processes.ProcessDirectory processes,
    Cases.CaseReader cases,
    UnitDirectory directory,
    Calendars calendars,
    Absences.Authorities authorities,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(Name = OneStopLinks.Tab, SupportsGet = true)]
    public string? TabSlug { get; set; }

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = OneStopLinks.Search, SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public WorkTab Tab { get; private set; }
    public IReadOnlyList<WorkRow> Rows { get; private set; } = [];
    public WorkCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public int Total { get; private set; }

    /// <summary>More dossiers fit the search than are shown.</summary>
    public bool IsCut { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }
    public int OpinionsWaiting { get; private set; }

    /// <summary>In whose stead the reader acts today: what these hold stands among the reader's own.</summary>
    public IReadOnlyList<Absences.StoodFor> Principals { get; private set; } = [];
    public bool MayReceive => user.Can(Permissions.DossierReceive);
    public bool MayWork => ActOnMany.Kinds.SelectMany(ActOnMany.Permissions).Any(p => user.Can(p));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Tab = WorkTabs.Parse(TabSlug);
        var tree = await directory.GetAsync(cancellation);
        var today = clock.Today;
        Units =
        [
            .. tree
                .All.Where(u => u.Identifier is not null && user.Can(Permissions.DossierView, u.Id))
                .OrderBy(u => u.IsValidOn(today) ? 0 : 1)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(u => u.Key),
        ];
        var calendar = await calendars.NationalAsync(cancellation);
        var days = WorkDays.Of(today, calendar);
        var mine = db.Set<Dossier>().AsNoTracking().VisibleTo(user);
        if (tree.Find(UnitKey) is { } unit)
        {
            mine = mine.Where(d => d.UnitId == unit.Id || d.ReceivingUnitId == unit.Id);
        }

        OpinionsWaiting = await cases.Waiting().CountAsync(cancellation);
        Principals = (await authorities.OfUserAsync(cancellation)).Principals;
        List<Guid?> me = [user.UserId, .. Principals.Select(p => (Guid?)p.AccountId)];
        Counts = await CountAsync(mine, days, me, cancellation);
        var chosen = Narrow(mine, Tab, days, me);
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var found = await search.FindAsync(chosen, Search, cancellation);
            IsCut = found.IsCut;
            chosen = db.Set<Dossier>().AsNoTracking().Where(d => found.Ids.Contains(d.Id));
        }

        Total = await chosen.CountAsync(cancellation);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Rows = await ReadAsync(chosen, tree, calendar, cancellation);
    }

    private static async Task<WorkCounts> CountAsync(
        IQueryable<Dossier> dossiers,
        WorkDays days,
        List<Guid?> me,
        CancellationToken cancellation
    ) =>
        await dossiers
            .Where(d =>
                d.State == DossierState.Received
                || d.State == DossierState.InProgress
                || d.State == DossierState.SupplementInProcess
                || d.State == DossierState.AwaitingPayment
                || d.State == DossierState.Resolved
            )
            .GroupBy(_ => 1)
            .Select(g => new WorkCounts(
                g.Count(d => d.State != DossierState.Resolved),
                g.Count(d => d.State != DossierState.Resolved && d.DueAt < days.Today),
                g.Count(d =>
                    d.State != DossierState.Resolved
                    && d.DueAt >= days.Today
                    && d.DueAt < days.Tomorrow
                ),
                g.Count(d =>
                    d.State != DossierState.Resolved
                    && d.DueAt >= days.Tomorrow
                    && d.DueAt < days.AfterSoon
                ),
                g.Count(d =>
                    d.State == DossierState.SupplementInProcess
                    || d.State == DossierState.AwaitingPayment
                ),
                g.Count(d => d.State == DossierState.Resolved),
                g.Count(d => d.State != DossierState.Resolved && me.Contains(d.AssigneeId))
            ))
            .FirstOrDefaultAsync(cancellation)
        ?? new WorkCounts(0, 0, 0, 0, 0, 0, 0);

    private static IQueryable<Dossier> Narrow(
        IQueryable<Dossier> dossiers,
        WorkTab tab,
        WorkDays days,
        List<Guid?> me
    )
    {
        var open = dossiers.Where(d =>
            d.State == DossierState.Received
            || d.State == DossierState.InProgress
            || d.State == DossierState.SupplementInProcess
            || d.State == DossierState.AwaitingPayment
        );
        return tab switch
        {
            WorkTab.Overdue => open.Where(d => d.DueAt < days.Today),
            WorkTab.Today => open.Where(d => d.DueAt >= days.Today && d.DueAt < days.Tomorrow),
            WorkTab.Soon => open.Where(d => d.DueAt >= days.Tomorrow && d.DueAt < days.AfterSoon),
            WorkTab.Stopped => dossiers.Where(d =>
                d.State == DossierState.SupplementInProcess
                || d.State == DossierState.AwaitingPayment
            ),
            WorkTab.Resolved => dossiers.Where(d => d.State == DossierState.Resolved),
            WorkTab.Mine => open.Where(d => me.Contains(d.AssigneeId)),
            WorkTab.All => dossiers,
            _ => open,
        };
    }

    private async Task<IReadOnlyList<WorkRow>> ReadAsync(
        IQueryable<Dossier> chosen,
        UnitTree tree,
        WorkCalendar calendar,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var now = clock.Now;
        var rows = await chosen
            .OrderBy(d => d.ClosedOn == null ? 0 : 1)
            .ThenBy(d => d.DueAt == null ? 1 : 0)
            .ThenBy(d => d.DueAt)
            .ThenByDescending(d => d.ReceivedAt)
            .ThenBy(d => d.Id)
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .Select(d => new
            {
                d.Code,
                d.ProcedureId,
                d.ProcedureVersionId,
                d.ProcessVersionId,
                d.ProcessPart,
                d.ParentId,
                d.Step,
                d.State,
                d.UnitId,
                d.ReceivingUnitId,
                d.AssigneeId,
                d.DueAt,
                Name = db.Set<Applicant>()
                    .Where(a => a.DossierId == d.Id)
                    .Select(a => a.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var published = await processes.VersionsAsync(
            rows.Select(r => r.ProcessVersionId),
            cancellation
        );
        var names = await reader.NamesAsync(rows.Select(r => r.AssigneeId), cancellation);
        return
        [
            .. rows.Select(r =>
            {
                var version = catalogue.Version(r.ProcedureVersionId);
                var steps = r.ProcessVersionId is { } process
                    ? published[process].Steps(r.ProcessPart, version.PromisedLimit)
                    : version.Steps;
                return new WorkRow(
                    r.Code,
                    catalogue[r.ProcedureId].NameIn(language),
                    r.Name is null ? null
                        : DossierScope.ShowsParticulars(user, r.UnitId, r.ReceivingUnitId) ? r.Name
                        : Particulars.Initials(r.Name),
                    r.State,
                    steps[Math.Clamp(r.Step, 1, steps.Count) - 1].NameIn(language),
                    r.AssigneeId is { } id ? names.GetValueOrDefault(id) : null,
                    tree[r.UnitId].NameIn(language),
                    r.DueAt,
                    TimeLeft.Of(r.State, r.DueAt, now, calendar),
                    r.ParentId is not null
                );
            }),
        ];
    }
}
