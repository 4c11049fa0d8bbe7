using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks.Pages;

/// <summary>The tasks of the units a person answers for, those with the nearest day first.</summary>
[Requires(Permissions.TaskView)]
public sealed class TaskListModel(
    ThuocDoDb db,
    TaskShelf shelf,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private WorkCalendar calendar = null!;

    [FromQuery(Name = TaskLinks.ViewField)]
    public string? ViewSlug { get; set; }

    [FromQuery(Name = TaskLinks.ProgrammeField)]
    public string? ProgrammeKey { get; set; }

    [FromQuery(Name = TaskLinks.UnitField)]
    public string? UnitKey { get; set; }

    [FromQuery(Name = TaskLinks.FromField)]
    public DateOnly? From { get; set; }

    [FromQuery(Name = TaskLinks.LastField)]
    public DateOnly? Last { get; set; }

    [FromQuery(Name = "trang")]
    public int Current { get; set; } = 1;

    /// <summary>As it was asked for; of a view that these days do not have it is the first one.</summary>
    public TaskFilter Filter { get; private set; } = new(TaskView.Open, null, null);
    public IReadOnlyList<TaskLine> Lines { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Total + TaskShelf.PageSize - 1) / TaskShelf.PageSize);
    public IReadOnlyDictionary<TaskView, int> Counts { get; private set; } =
        new Dictionary<TaskView, int>();
    public IReadOnlyList<Programme> Programmes { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public bool MayAssign => user.Can(Permissions.ProgrammeManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        calendar = await calendars.NationalAsync(cancellation);
        Programmes = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .ToListAsync(cancellation);
        Units =
        [
            .. tree
                .All.Where(u => u.IsValidOn(clock.Today) && user.Can(Permissions.TaskView, u.Id))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
        var asked = new TaskFilter(
            TaskLinks.ViewOf(ViewSlug),
            ProgrammeKey,
            UnitKey,
            From is { } from && Last is { } last ? (from, last) : null
        );
        Counts = await shelf.CountAsync(asked, cancellation);
        Filter = Counts.ContainsKey(asked.View)
            ? asked
            : asked with
            {
                View = TaskTexts.Views(asked)[0],
            };
        Total = Counts[Filter.View];
        Current = Math.Clamp(Current, 1, Pages);
        Lines = await shelf.ListAsync(Filter, Current, cancellation);
    }

    public TaskTable Table =>
        new(
            texts[TaskTexts.Of(Filter.View)],
            [
                .. Lines.Select(l => new TaskRow(
                    TaskLinks.Task(l.Programme, l.Task.Number),
                    l.Task,
                    tree.Find(l.Task.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–",
                    TaskTexts.Look(l.Task, clock.Today, calendar),
                    l.Missed
                )),
            ]
        );
}
