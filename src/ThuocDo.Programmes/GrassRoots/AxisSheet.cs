using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.GrassRoots;

/// <summary>How one axis stands.</summary>
public sealed record AxisRow
{
    /// <summary>None: what serves all axes.</summary>
    public int? Number { get; init; }
    public Bilingual? Name { get; init; }
    public required TaskTally Tasks { get; init; }

    /// <summary>Mean of the approved progress of its tasks, 0 to 1; none without a task.</summary>
    public decimal? Progress { get; init; }

    /// <summary>Working days by which the latest task is overdue; 0: none is.</summary>
    public int WorstLate { get; init; }

    /// <summary>Conditions of its targets by verdict.</summary>
    public required IReadOnlyDictionary<Verdict, int> Targets { get; init; }

    /// <summary>Clearly behind the others.</summary>
    public bool IsBehind { get; init; }

    public int TargetCount => Targets.Values.Sum();

    public int TargetsWith(Verdict verdict) => Targets.GetValueOrDefault(verdict);
}

/// <summary>The six axes side by side, so that uneven progress is seen. Pure.</summary>
public static class AxisSheet
{
    /// <summary>An axis this far below the mean of all axes is behind.</summary>
    public const decimal BehindBy = 0.10m;

    /// <summary>By number; what serves all axes comes last and is compared with none.</summary>
    public static IReadOnlyList<AxisRow> Of(
        IEnumerable<Axis> axes,
        IReadOnlyCollection<AssignedTask> tasks,
        IReadOnlyCollection<(ConditionInfo Info, Figure Figure)> figures,
        DateOnly today,
        WorkCalendar calendar
    )
    {
        var rows = axes.OrderBy(a => a.Number)
            .Select(a => Row(a.Number, new Bilingual(a.NameVi, a.NameEn)))
            .ToList();
        var known = rows.Select(r => r.Progress).OfType<decimal>().ToList();
        var mean = known.Count > 0 ? known.Average() : 0;
        return
        [
            .. rows.Select(r => r with { IsBehind = r.Progress < mean - BehindBy }),
            Row(null, null),
        ];

        AxisRow Row(int? number, Bilingual? name)
        {
            var own = tasks.Where(t => t.Axis == number).ToList();
            return new AxisRow
            {
                Number = number,
                Name = name,
                Tasks = PackReader.Tally(own, today),
                Progress =
                    own.Count == 0
                        ? null
                        : own.Sum(t => t.State == TaskState.Done ? 100 : t.Percent)
                            / 100m
                            / own.Count,
                WorstLate = own.Where(t => t.IsOverdue(today))
                    .Select(t => TaskLadder.LateOn(t.DueOn!.Value, today, calendar))
                    .DefaultIfEmpty(0)
                    .Max(),
                Targets = figures
                    .Where(f => f.Info.Axis == number)
                    .GroupBy(f => f.Figure.Verdict)
                    .ToDictionary(g => g.Key, g => g.Count()),
            };
        }
    }
}
