using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Filing.Mine;

/// <param name="Expiry">Until when a draft is kept.</param>
public sealed record MySubmission(
    Submission Submission,
    string Procedure,
    DateTime? Expiry,
    bool EndsSoon
);

public sealed record MyDossierRow(
    string Code,
    string Procedure,
    DossierState State,
    string Unit,
    TimeLeft Left
);

/// <summary>Drafts, what is being checked, and the dossiers of the citizen behind the request.</summary>
[CitizenPage]
public sealed class MyDossiersModel(
    ThuocDoDb db,
    HolderActs holder,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Calendars calendars,
    ICurrentCitizen citizen,
    Clock clock
) : PageModel
{
    private const int PageSize = 20;

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public IReadOnlyList<MySubmission> Submissions { get; private set; } = [];

    public IReadOnlyList<MyDossierRow> Dossiers { get; private set; } = [];

    public int Total { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (me, now, language) = (citizen.CitizenId, clock.Now, Texts.CurrentLanguage);
        var rules = FilingRules.On(clock.Today);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var submissions = await db.Set<Submission>()
            .AsNoTracking()
            .Where(s => s.CitizenId == me && s.State != SubmissionState.Received)
            // Of one that was erased nothing is left to show.
            .Where(s => db.Set<SubmissionContent>().Any(c => c.SubmissionId == s.Id))
            .OrderByDescending(s => s.ChangedAt)
            .Take(PageSize)
            .ToListAsync(cancellation);
        Submissions =
        [
            .. submissions.Select(s =>
            {
                DateTime? expiry = s.IsDraft ? rules.ExpiryOf(s) : null;
                return new MySubmission(
                    s,
                    catalogue[s.ProcedureId].NameIn(language),
                    expiry,
                    expiry is { } end && now.AddDays(rules.DraftWarningDays) >= end
                );
            }),
        ];
        Total = await holder.Own().CountAsync(cancellation);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        var dossiers = await holder
            .Own()
            .AsNoTracking()
            .OrderByDescending(d => d.ReceivedAt)
            .ThenBy(d => d.Id)
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .Select(d => new
            {
                d.Code,
                d.ProcedureId,
                d.State,
                d.UnitId,
                d.DueAt,
            })
            .ToListAsync(cancellation);
        var book = await calendars.GetAsync(cancellation);
        Dossiers =
        [
            .. dossiers.Select(d => new MyDossierRow(
                d.Code,
                catalogue[d.ProcedureId].NameIn(language),
                d.State,
                tree[d.UnitId].NameIn(language),
                TimeLeft.Of(d.State, d.DueAt, now, book.For(d.UnitId))
            )),
        ];
    }
}
