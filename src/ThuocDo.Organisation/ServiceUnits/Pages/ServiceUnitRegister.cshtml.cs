using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>A public service unit on a day.</summary>
/// <param name="Plan">What is to become of it, decided and not yet done.</param>
/// <param name="Coverage">Own revenue of recurrent spending in its last year with figures; none where none were entered.</param>
public sealed record ServiceUnitLine(
    ServiceUnit Unit,
    Unit Place,
    OrganisationAct? Autonomy,
    OrganisationAct? Plan,
    decimal? Coverage
)
{
    /// <summary>It earns all its recurrent spending and its decision says that the budget pays.</summary>
    public bool IsEligible => Coverage >= 1 && !StaffLaw.IsSelfFinancing(Autonomy?.Code);
}

/// <summary>The register of public service units on a day: place, autonomy, plans; who could finance itself and does not.</summary>
[Requires(Permissions.StaffView)]
public sealed class ServiceUnitRegisterModel(ActShelf shelf, StaffSheets sheets, ICurrentUser user)
    : PageModel
{
    [BindProperty(Name = StaffLinks.DayField, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly ShownDay { get; private set; }
    public IReadOnlyList<ServiceUnitLine> Lines { get; private set; } = [];
    public IReadOnlyList<(OrganisationAct Act, string Name, string? Into)> Ended
    {
        get;
        private set;
    } = [];
    public int Counted => Lines.Count(l => l.Unit.Counts);
    public int SelfFinancing =>
        Lines.Count(l => l.Unit.Counts && StaffLaw.IsSelfFinancing(l.Autonomy?.Code));
    public int AtBase { get; private set; }
    public bool MayApprove => user.Can(Permissions.StaffApprove);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ShownDay = Day ?? sheets.Today;
        var language = Texts.CurrentLanguage;
        var book = await shelf.ReadAsync(
            [ActKind.Autonomy, ActKind.Planned, ActKind.Revenue],
            cancellation
        );
        var acts = book.Fold.Acts.Where(a => a.EffectiveOn <= ShownDay).ToList();
        var plans = acts.Where(a => a.Kind == ActKind.Planned).ToLookup(a => a.ServiceUnitId);
        var money = acts.Where(a => a.Kind == ActKind.Revenue).ToLookup(a => a.ServiceUnitId);
        Lines =
        [
            .. book
                .Units.Where(u => book.Fold.StandsOn(u.Id, ShownDay))
                .Select(u => (Unit: u, Place: book.Fold.PlaceOn(u.Id, ShownDay)))
                .Where(x => x.Place is not null && user.Can(Permissions.StaffView, x.Place.Id))
                .OrderBy(x => x.Place!.Level)
                .ThenBy(x => x.Unit.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(x => new ServiceUnitLine(
                    x.Unit,
                    x.Place!,
                    book.Fold.AutonomyOn(x.Unit.Id, ShownDay),
                    plans[x.Unit.Id].LastOrDefault(),
                    CoverageOf(money[x.Unit.Id])
                )),
        ];
        Ended =
        [
            .. book
                .Units.Select(u => (Unit: u, Act: book.Fold.EndedBy(u.Id, ShownDay)))
                .Where(x => x.Act is not null && user.Can(Permissions.StaffView, x.Act.UnitId))
                .OrderByDescending(x => x.Act!.Order)
                .Select(x =>
                    (
                        x.Act!,
                        x.Unit.NameIn(language),
                        x.Act!.OtherId is { } into ? book.Find(into)?.NameIn(language) : null
                    )
                ),
        ];
        AtBase = book
            .Reduction.OfUnits(user.UnitsFor(Permissions.StaffView), ShownDay)
            .Sum(l => l.Base);
    }

    /// <summary>Of the last year for which both were entered.</summary>
    internal static decimal? CoverageOf(IEnumerable<OrganisationAct> revenue) =>
        revenue.OrderBy(a => a.Year).ThenBy(a => a.Order).LastOrDefault()
            is { Amount: { } own, Second: > 0 and { } recurrent }
            ? own / recurrent
            : null;
}
