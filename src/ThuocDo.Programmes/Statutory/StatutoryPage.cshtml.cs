using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Statutory;

/// <summary>Statutory forms of procedure control, each cell counted from facts; on a page, on paper and as a spreadsheet.</summary>
[Requires(Permissions.ReportView)]
public sealed class StatutoryModel(
    ICountBook counts,
    RoundShelf rounds,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Years = 3;

    [BindProperty(SupportsGet = true, Name = "bieu")]
    public string? FormKey { get; set; }

    /// <summary><c>2025/quarter-2</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "ky")]
    public string? PeriodKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? UnitKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "in")]
    public bool IsPrint { get; set; }

    public StatutoryForm? Form { get; private set; }
    public ReportWindow? Window { get; private set; }
    public Unit? Unit { get; private set; }
    public IReadOnlyList<SelectListItem> Forms { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Periods { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<CountRow> Rows { get; private set; } = [];
    public CountRow Total { get; private set; } = null!;
    public string PeriodName { get; private set; } = "";

    /// <summary>The last day counted: of a period that runs, today.</summary>
    public DateOnly Last { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ?? Page();

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } refused)
        {
            return refused;
        }

        if (Form is null || Window is null || Unit is null)
        {
            return NotFound();
        }

        return File(
            StatutorySheet.Write(
                Form,
                Rows,
                Total,
                [
                    texts.In("vi", "statutory.number", Form.Number),
                    Form.Name.Vi,
                    Unit.Name,
                    texts.In("vi", "cycle.days.of", Window.From, Last),
                    texts.In("vi", "statutory.unconfirmed"),
                    texts.In("vi", "statutory.outside", StatutoryForm.Outside(Total)),
                ],
                texts
            ),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"bieu-{Form.Key}-{Unit.Key}-{Window.Year}-{Window.Period}.xlsx"
        );
    }

    public string Address(bool print) =>
        $"{StatutoryLinks.Page}?bieu={FormKey}&ky={Uri.EscapeDataString(PeriodKey ?? "")}&don-vi={UnitKey}{(print ? "&in=true" : "")}";

    /// <summary>Where the records of a cell are listed; none for whoever may not look at dossiers.</summary>
    /// <param name="row">None: the total.</param>
    public string? Records(StatutoryColumn column, CountRow? row)
    {
        var own = Form!.Rows == CountsBy.Unit && row is not null;
        return column.Records is { } code && !IsPrint && user.Can(Permissions.BoardDrill)
            ? ScoreLinks.RecordsOf(
                code,
                own ? row!.Key : Unit!.Key,
                Window!.From,
                Last.AddDays(1),
                Form.Rows == CountsBy.Field ? row?.Key : null,
                own
            )
            : null;
    }

    /// <returns>None where the page can be shown.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var calendar = await calendars.NationalAsync(cancellation);
        var windows = Enumerable
            .Range(0, Years)
            .SelectMany(
                _ => ReportWindow.Periods,
                (i, p) => ReportWindow.Of(p, clock.Today.Year + 1 - i, calendar)
            )
            .OfType<ReportWindow>()
            .Where(w => w.From <= clock.Today)
            .OrderByDescending(w => w.To)
            .ToList();
        // It opens on the last period that is over.
        PeriodKey ??= windows.Where(w => w.To < clock.Today).Select(KeyOf).FirstOrDefault();
        Window = windows.FirstOrDefault(w => KeyOf(w) == PeriodKey);
        if (Window is null)
        {
            return NotFound();
        }

        var units = UnitsOf(tree, Window);
        var asked = UnitKey is null ? null : tree.Find(UnitKey);
        if (UnitKey is not null && asked is null)
        {
            return NotFound();
        }

        if (asked is not null && !user.Can(Permissions.ReportView, asked.Id))
        {
            return Forbid();
        }

        Unit = asked ?? (units.Count > 0 ? units[0] : null);
        UnitKey = Unit?.Key;
        var forms = StatutoryForm.On(Window.To);
        FormKey ??= forms.Count > 0 ? forms[0].Key : null;
        Form = forms.FirstOrDefault(f => f.Key == FormKey);
        if (Form is null)
        {
            return NotFound();
        }

        Forms =
        [
            .. forms.Select(f => new SelectListItem($"{f.Number} – {f.Name}", f.Key, f == Form)),
        ];
        Periods =
        [
            .. windows.Select(w => new SelectListItem(
                rounds.NameOf(w.Period, w.Year),
                KeyOf(w),
                w == Window
            )),
        ];
        Units =
        [
            .. units.Select(u => new SelectListItem(
                u.NameIn(Texts.CurrentLanguage),
                u.Key,
                u == Unit
            )),
        ];
        PeriodName = rounds.NameOf(Window.Period, Window.Year);
        Last = Window.To < clock.Today ? Window.To : clock.Today;
        if (Unit is not null)
        {
            Rows = await counts.CountAsync(Question(Unit, Form.Rows), cancellation);
            Total = (await counts.CountAsync(Question(Unit, CountsBy.Whole), cancellation))[0];
        }

        return null;
    }

    private CountQuestion Question(Unit unit, CountsBy by) => new(unit.Key, Window!.From, Last, by);

    /// <summary>Who had dossiers in the days, provinces first.</summary>
    private List<Unit> UnitsOf(UnitTree tree, ReportWindow window) =>
        [
            .. tree
                .All.Where(u =>
                    u.Kind
                        is UnitKind.Province
                            or UnitKind.District
                            or UnitKind.Commune
                            or UnitKind.Ward
                            or UnitKind.Township
                            or UnitKind.SpecialZone
                            or UnitKind.Department
                            or UnitKind.Area
                    && u.ValidFrom <= window.To
                    && (u.ValidTo is null || u.ValidTo > window.From)
                    && user.Can(Permissions.ReportView, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u =>
                    u.Kind == UnitKind.Province ? 0
                    : u.Kind == UnitKind.Area ? 1
                    : 2
                )
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false)),
        ];

    private static string KeyOf(ReportWindow window) =>
        string.Create(CultureInfo.InvariantCulture, $"{window.Year}/{window.Period}");
}
