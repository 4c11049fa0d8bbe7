using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>
/// What became of the tasks whose last day fell into the days in which somebody was at the head of the unit that led them on that day.
/// </summary>
public sealed class TaskScores(ThuocDoDb db, UnitDirectory directory, Clock clock) : IScoreSource
{
    public int Order => 20;

    public async Task<IReadOnlyList<IReadOnlyList<ScoreLine>>> ReadAsync(
        IReadOnlyList<ScoreQuestion> questions,
        CancellationToken cancellation
    )
    {
        if (questions.Count == 0)
        {
            return [];
        }

        var tree = await directory.GetAsync(cancellation);
        var (today, from, last) = (
            clock.Today,
            questions.Min(q => q.From),
            questions.Max(q => q.To).AddDays(-1)
        );
        var due = await db.Set<AssignedTask>()
            .AsNoTracking()
            .DueIn(from, last)
            .ToListAsync(cancellation);
        return
        [
            .. questions.Select(question =>
            {
                var within = tree.Subtree(question.UnitId);
                var tasks = due.Where(t =>
                        question.From <= t.DueOn
                        && t.DueOn < question.To
                        && within.Contains(t.DueUnitId ?? t.UnitId)
                    )
                    .ToList();
                return Lines(question, tree[question.UnitId], tasks, today);
            }),
        ];
    }

    private static IReadOnlyList<ScoreLine> Lines(
        ScoreQuestion question,
        Unit unit,
        List<AssignedTask> tasks,
        DateOnly today
    )
    {
        return
        [
            Share("tasks-in-time", "task.score.in-time", TaskView.InTime, t => t.DoneOn <= t.DueOn),
            Share(
                "tasks-late",
                "task.score.late",
                TaskView.Late,
                t => t.WasLate || t.IsOverdue(today)
            ),
            Times("task-returns", "task.score.returns", t => t.Returns),
            Times("task-date-changes", "task.score.date-changes", t => t.DateChanges),
        ];

        ScoreLine Share(string kind, string name, TaskView view, Func<AssignedTask, bool> counts) =>
            new()
            {
                Kind = kind,
                NameKey = name,
                UnitKey = "task.score.unit",
                Numerator = tasks.Count(counts),
                Denominator = tasks.Count,
                NumeratorRecords = Records(view),
                DenominatorRecords = Records(TaskView.All),
            };

        ScoreLine Times(string kind, string name, Func<AssignedTask, int> count) =>
            new()
            {
                Kind = kind,
                NameKey = name,
                UnitKey = "task.score.times",
                Numerator = tasks.Sum(count),
            };

        string Records(TaskView view) =>
            TaskLinks.ListOf(
                new TaskFilter(view, null, unit.Key, (question.From, question.To.AddDays(-1)))
            );
    }
}
