using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>A service unit against the base: budget-paid people by quota and present, and those who are to leave.</summary>
/// <param name="Leaving">People with a plan to leave whose day has not come.</param>
public sealed record ReductionRow(
    ServiceUnit Unit,
    int QuotaBase,
    int QuotaNow,
    int PeopleBase,
    int PeopleNow,
    int Leaving
)
{
    /// <summary>How many fewer than the base a share in percent asks for, upwards to whole people.</summary>
    public static int Required(int atBase, int percent) => (atBase * percent + 99) / 100;

    /// <summary>Who must still leave, or be taken off the quota, beyond the plan.</summary>
    public int Gap(int percent) =>
        Math.Max(0, Required(PeopleBase, percent) - (PeopleBase - PeopleNow) - Leaving);
}

/// <summary>A person who is to leave.</summary>
public sealed record LeaveRow(
    Guid PersonId,
    string Name,
    string Body,
    OrganisationAct Act,
    bool IsLate
);

/// <summary>Ten percent fewer people paid by the budget than in 2021, by service unit, with the plan of who leaves when.</summary>
[Requires(Permissions.StaffView)]
public sealed class ReductionPageModel(ActShelf shelf, StaffSheets sheets, ICurrentUser user)
    : PageModel
{
    [BindProperty(Name = StaffLinks.DayField, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly ShownDay { get; private set; }
    public int Percent { get; } =
        ShippedData
            .Rows("staff/readings.csv")
            .Single(r => r["reading"] == "target-less")
            .Int("value");
    public IReadOnlyList<ReductionRow> Rows { get; private set; } = [];
    public IReadOnlyList<LeaveRow> Leaves { get; private set; } = [];
    public int UnitsBase { get; private set; }
    public int UnitsNow { get; private set; }

    public static decimal? Less(int atBase, int now) =>
        atBase == 0 ? null : (decimal)(atBase - now) / atBase;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ShownDay = Day ?? sheets.Today;
        var language = Texts.CurrentLanguage;
        var scope = user.UnitsFor(Permissions.StaffView);
        var book = await shelf.ReadAsync(
            [ActKind.Quota, ActKind.Appointed, ActKind.Departed, ActKind.LeavePlanned],
            cancellation
        );
        var units = book.Reduction.OfUnits(scope, ShownDay);
        (UnitsBase, UnitsNow) = (units.Sum(l => l.Base), units.Sum(l => l.Now));
        var quota = book.Reduction.ByHeir(
            book.Reduction.OfQuota(book.Staff, scope, ShownDay),
            scope,
            ShownDay
        );
        var people = book.Reduction.ByHeir(
            book.Reduction.OfPeople(book.Staff, scope, ShownDay),
            scope,
            ShownDay
        );
        var plans = book
            .Fold.Acts.Where(a => a.Kind == ActKind.LeavePlanned && a.EffectiveOn <= ShownDay)
            .GroupBy(a => a.PersonId!.Value)
            .Select(g => (Act: g.Last(), Seat: book.Staff.SeatOf(g.Key, ShownDay)))
            .Where(x => x.Seat?.Body.ServiceUnit is not null && x.Seat.IsBudgetPaid)
            .Where(x =>
                StaffSheets.PlaceOf(book, x.Seat!.Body, ShownDay) is { } place
                && (scope is null || scope.Contains(place.Id))
            )
            .OrderBy(x => x.Act.Until)
            .ToList();
        var leaving = plans
            .Where(x => x.Act.Until >= ShownDay)
            .CountBy(x => x.Seat!.Body.ServiceUnit!.Value)
            .ToDictionary();
        Rows =
        [
            .. book
                .Units.Where(u => quota.ContainsKey(u.Id) || people.ContainsKey(u.Id))
                .Select(u => new ReductionRow(
                    u,
                    quota.GetValueOrDefault(u.Id).Base,
                    quota.GetValueOrDefault(u.Id).Now,
                    people.GetValueOrDefault(u.Id).Base,
                    people.GetValueOrDefault(u.Id).Now,
                    leaving.GetValueOrDefault(u.Id)
                ))
                .OrderBy(
                    r => r.Unit.NameIn(language),
                    StringComparer.Create(Formats.Sorting, false)
                ),
        ];
        var names = await sheets.NamesAsync(plans.Select(p => p.Act.PersonId!.Value), cancellation);
        Leaves =
        [
            .. plans.Select(p => new LeaveRow(
                p.Act.PersonId!.Value,
                StaffMask.Of(names[p.Act.PersonId.Value]),
                StaffSheets.NameOf(book, p.Seat!.Body, language),
                p.Act,
                p.Act.Until < ShownDay
            )),
        ];
    }
}
