using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>A day that departs from the week, with where it comes from.</summary>
public sealed record ListedDay(
    DateOnly Date,
    string Kind,
    Named Name,
    DateOnly KnownOn,
    string Source,
    bool IsConfirmed
)
{
    public bool IsWorking =>
        Kind
            is "swapped-working"
                or nameof(CalendarDecisionKind.Hours)
                or nameof(CalendarDecisionKind.Worked);

    public string KindKey =>
        Kind switch
        {
            "swapped-working" => "workdays.kind.make-up",
            "swapped-off" => "workdays.kind.swapped-off",
            "compensatory" => "workdays.kind.compensatory",
            nameof(CalendarDecisionKind.Closed) => "calendar.kind.closed",
            nameof(CalendarDecisionKind.Hours) => "calendar.kind.hours",
            nameof(CalendarDecisionKind.Worked) => "calendar.kind.worked",
            _ => "workdays.kind.holiday",
        };
}

/// <summary>Working days of one month: the control total by which a calendar is checked.</summary>
public sealed record MonthTotal(DateOnly Month, int WorkingDays);

/// <summary>The national working calendar of a year, as every due date is counted by it.</summary>
[PublicPage]
public sealed class WorkingDaysModel(Calendars calendars, ICurrentUser user, Clock clock)
    : PageModel
{
    [BindProperty(Name = OneStopLinks.Year, SupportsGet = true)]
    public int? Asked { get; set; }

    /// <summary>The national calendar as decisions have changed it since it was shipped.</summary>
    public WorkCalendar Calendar { get; private set; } = null!;

    public bool MayDecide { get; } = user.Can(Permissions.CalendarManage);

    public int Year { get; private set; }

    public IReadOnlyList<int> Years { get; private set; } = [];

    public IReadOnlyList<ListedDay> Days { get; private set; } = [];

    /// <summary>Not law yet: they count as ordinary days until confirmed.</summary>
    public IReadOnlyList<ListedDay> Unconfirmed { get; private set; } = [];

    public IReadOnlyList<MonthTotal> Months { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var book = await calendars.GetAsync(cancellation);
        Calendar = book.National;
        Years =
        [
            .. Enumerable.Range(Calendar.First.Year, Calendar.Last.Year - Calendar.First.Year + 1),
        ];
        Year = Math.Clamp(Asked ?? clock.Today.Year, Years[0], Years[^1]);
        Days =
        [
            .. Read("calendar/national.csv")
                .Concat(Decided(book))
                .OrderBy(d => d.Date)
                .ThenBy(d => d.KnownOn),
        ];
        Unconfirmed = Read("calendar/unconfirmed.csv");
        Months =
        [
            .. Enumerable
                .Range(1, 12)
                .Select(m => new DateOnly(Year, m, 1))
                .Select(first => new MonthTotal(first, WorkedIn(first))),
        ];
    }

    private IEnumerable<ListedDay> Decided(CalendarBook book) =>
        book
            .Decisions.Where(d => d.UnitId is null)
            .SelectMany(d =>
                d.Days()
                    .Where(date => date.Year == Year)
                    .Select(date => new ListedDay(
                        date,
                        d.Kind.ToString(),
                        d.Name,
                        d.KnownOn,
                        d.Act,
                        true
                    ))
            );

    private int WorkedIn(DateOnly first)
    {
        var count = 0;
        for (var day = first; day.Month == first.Month; day = day.AddDays(1))
        {
            count += Calendar.IsWorkingDay(day) ? 1 : 0;
            if (day == DateOnly.MaxValue)
            {
                break;
            }
        }

        return count;
    }

    private List<ListedDay> Read(string file) =>
        [
            .. ShippedData
                .Rows(file)
                .Where(row => row.Date("date").Year == Year)
                .OrderBy(row => row.Date("date"))
                .Select(row => new ListedDay(
                    row.Date("date"),
                    row.Required("kind"),
                    new Named(row.Required("name_vi"), row.Required("name_en")),
                    row.Date("known_on"),
                    row.Required("source"),
                    row.Required("confidence") == "confirmed"
                )),
        ];
}
