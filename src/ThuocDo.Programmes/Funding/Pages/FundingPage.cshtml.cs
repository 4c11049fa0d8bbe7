using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Funding.Pages;

/// <summary>A line of sums.</summary>
/// <param name="Address">Of the page that explains the name.</param>
public sealed record FundingRow(string Name, string? Address, FundingSum Sum, string? Note = null);

/// <summary>Several sums under one heading.</summary>
public sealed record FundingTable(string Caption, string Head, IReadOnlyList<FundingRow> Rows);

/// <summary>The reform's money in a year: planned, spent and left, by axis, task, body and source.</summary>
[Requires(Permissions.FundingView)]
public sealed class FundingPageModel(
    ThuocDoDb db,
    MeetingShelf programmes,
    FundingShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private Dictionary<Guid, AssignedTask> tasks = [];
    private Dictionary<int, string> axes = [];

    [FromQuery(Name = FundingLinks.YearField)]
    public int? Year { get; set; }

    public Programme Programme { get; private set; } = null!;
    public int Shown { get; private set; }

    /// <summary>The sums of every year, the last first.</summary>
    public IReadOnlyList<(int Year, FundingSum Sum)> Years { get; private set; } = [];
    public FundingSum Total { get; private set; }
    public IReadOnlyList<FundingTable> Tables { get; private set; } = [];
    public IReadOnlyList<FundingRow> Over { get; private set; } = [];
    public IReadOnlyList<FundingRow> WithoutTask { get; private set; } = [];
    public IReadOnlyList<AssignedTask> WithoutMoney { get; private set; } = [];

    /// <summary>The list is of tasks that are open, which says nothing of a year that has passed.</summary>
    public bool HasWithoutMoney => Shown >= clock.Today.Year;
    public bool HasUnconfirmed { get; private set; }
    public bool MayManage => user.Can(Permissions.FundingManage);

    /// <summary>The page of a task is for those who may see its body's tasks.</summary>
    public string? AddressOf(AssignedTask task) =>
        user.Can(Permissions.TaskView, task.UnitId)
            ? TaskLinks.Task(Programme.Key, task.Number)
            : null;

    public string NameOf(Guid unit) => tree.Find(unit)?.NameIn(Texts.CurrentLanguage) ?? "–";

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        Programme = found;
        tree = await directory.GetAsync(cancellation);
        tasks = await shelf.TasksAsync(found.Id, cancellation);
        axes = await db.Set<Axis>()
            .AsNoTracking()
            .Where(a => a.ProgrammeId == found.Id)
            .ToDictionaryAsync(
                a => a.Number,
                a => new Bilingual(a.NameVi, a.NameEn).ToString(),
                cancellation
            );
        var entries = await shelf.EntriesAsync(found.Id, cancellation);
        Years =
        [
            .. new FundingSheet(entries, tree, clock.Today)
                .By(l => l.Key.Year)
                .OrderByDescending(y => y.Key),
        ];
        Shown = Year ?? clock.Today.Year;
        Read(new FundingSheet(entries.Where(e => e.Year == Shown), tree, clock.Today));
        WithoutMoney = await shelf.WithoutMoneyAsync(found.Id, Shown, cancellation);
        return Page();
    }

    private void Read(FundingSheet sheet)
    {
        Total = sheet.Total;
        HasUnconfirmed = sheet.Lines.Any(l =>
            FundingSources.Find(l.Key.Source)?.IsConfirmed != true
        );
        Tables =
        [
            new(
                texts["funding.by-axis"],
                texts["funding.axis"],
                [
                    .. sheet
                        .By(AxisOf)
                        .OrderBy(r => r.Key ?? int.MaxValue)
                        .Select(r => new FundingRow(AxisName(r.Key), null, r.Sum)),
                ]
            ),
            new(
                texts["funding.by-task"],
                texts["funding.task"],
                [
                    .. sheet
                        .By(l => l.Key.TaskId)
                        .Where(r => r.Key is not null)
                        .Select(r => (Task: tasks[r.Key!.Value], r.Sum))
                        .OrderBy(r => r.Task.Number)
                        .Select(r => new FundingRow(
                            Named(r.Task),
                            AddressOf(r.Task),
                            r.Sum,
                            r.Task.State == TaskState.Withdrawn
                                ? texts["funding.task-withdrawn"]
                                : null
                        )),
                ]
            ),
            new(
                texts["funding.by-product"],
                texts["funding.product"],
                [
                    .. sheet
                        .By(l => l.Key.Product)
                        .Where(r => r.Key is not null)
                        .Select(r => new FundingRow(r.Key!, null, r.Sum))
                        .OrderBy(r => r.Name, StringComparer.Create(Formats.Sorting, false)),
                ]
            ),
            new(
                texts["funding.by-body"],
                texts["funding.body"],
                [
                    .. sheet
                        .By(l => l.Key.Body)
                        .Select(r => new FundingRow(
                            NameOf(r.Key),
                            null,
                            r.Sum,
                            Before(sheet, r.Key)
                        ))
                        .OrderBy(r => r.Name, StringComparer.Create(Formats.Sorting, false)),
                ]
            ),
            new(
                texts["funding.by-source"],
                texts["funding.source"],
                [
                    .. sheet
                        .By(l => l.Key.Source)
                        .Select(r => new FundingRow(
                            FundingSources.NameOf(r.Key),
                            null,
                            r.Sum,
                            FundingSources.Find(r.Key)?.IsConfirmed == true
                                ? null
                                : texts["funding.unconfirmed"]
                        )),
                ]
            ),
        ];
        Over =
        [
            .. sheet
                .Lines.Where(l => l.Sum.IsOver)
                .OrderBy(l => l.Sum.Rest)
                .Select(l => RowOf(l, l.Reason ?? texts["funding.no-reason"])),
        ];
        WithoutTask =
        [
            .. sheet
                .Lines.Where(l => l.Key.TaskId is null && (l.Sum.Planned != 0 || l.Sum.Spent != 0))
                .OrderByDescending(l => l.Sum.Planned)
                .Select(l => RowOf(l, null)),
        ];
    }

    private FundingRow RowOf(FundingLine line, string? note) =>
        new(
            string.Join(
                " · ",
                new[]
                {
                    line.Key.TaskId is { } task ? Named(tasks[task]) : null,
                    line.Key.Product,
                    NameOf(line.Key.Body),
                    FundingSources.NameOf(line.Key.Source),
                }.OfType<string>()
            ),
            null,
            line.Sum,
            note
        );

    /// <summary>The bodies that ended and whose money is read with that of their heir.</summary>
    private string? Before(FundingSheet sheet, Guid body)
    {
        var earlier = sheet
            .Lines.Where(l => l.Key.Body == body)
            .SelectMany(l => l.Entries)
            .Select(e => e.UnitId)
            .Where(u => u != body)
            .Select(NameOf)
            .Distinct()
            .ToList();
        return earlier.Count == 0
            ? null
            : texts["funding.with-earlier", string.Join("; ", earlier)];
    }

    private int? AxisOf(FundingLine line) =>
        line.Key.TaskId is { } task ? tasks[task].Axis : line.Key.Axis;

    private string AxisName(int? axis) =>
        axis is { } number
            ? $"{number.ToString(CultureInfo.InvariantCulture)}. {axes.GetValueOrDefault(number, "–")}"
            : texts["funding.axis-all"];

    private static string Named(AssignedTask task) =>
        $"{task.Number.ToString(CultureInfo.InvariantCulture)}. {new Bilingual(task.Name, task.NameEn)}";
}
