using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Dossiers.Cases;

public sealed record OpinionRow(
    Guid Id,
    string Question,
    string AskedBy,
    string Procedure,
    string Unit,
    TimeLeft Left
);

/// <summary>What other agencies are asking my units.</summary>
[Requires(Permissions.DossierView)]
public sealed class OpinionsModel(
    ThuocDoDb db,
    CaseReader cases,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Calendars calendars,
    Clock clock
) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public IReadOnlyList<OpinionRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var waiting = cases.Waiting();
        Total = await waiting.CountAsync(cancellation);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        var found = await waiting
            .OrderBy(o => o.DueAt)
            .ThenBy(o => o.Id)
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .Join(
                db.Set<Dossier>(),
                o => o.DossierId,
                d => d.Id,
                (o, d) =>
                    new
                    {
                        Opinion = o,
                        d.UnitId,
                        d.ProcedureId,
                    }
            )
            .ToListAsync(cancellation);
        var (tree, catalogue) = (
            await units.GetAsync(cancellation),
            await catalogues.GetAsync(cancellation)
        );
        var language = Texts.CurrentLanguage;
        var calendar = await calendars.NationalAsync(cancellation);
        Rows =
        [
            .. found
                .OrderBy(f => f.Opinion.DueAt)
                .ThenBy(f => f.Opinion.Id)
                .Select(f => new OpinionRow(
                    f.Opinion.Id,
                    f.Opinion.Question,
                    tree[f.UnitId].NameIn(language),
                    catalogue[f.ProcedureId].NameIn(language),
                    tree[f.Opinion.UnitId].NameIn(language),
                    TimeLeft.Of(DossierState.InProgress, f.Opinion.DueAt, clock.Now, calendar)
                )),
        ];
    }
}
