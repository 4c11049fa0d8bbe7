using System.Globalization;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Programmes.Funding;

/// <summary>Money in đồng.</summary>
/// <param name="Planned">Assigned, with all adjustments.</param>
/// <param name="Spent">Without what was given back.</param>
public readonly record struct FundingSum(decimal Planned, decimal Spent)
{
    public decimal Rest => Planned - Spent;
    public bool IsOver => Spent > Planned;

    /// <summary>0 to 1 and more; none where nothing is planned.</summary>
    public decimal? Share => Planned == 0 ? null : Spent / Planned;

    public static FundingSum operator +(FundingSum one, FundingSum other) =>
        new(one.Planned + other.Planned, one.Spent + other.Spent);

    /// <summary>What one entry adds; a counter-entry adds the opposite, so that its kind is that of what it cancels.</summary>
    public static FundingSum Of(FundingKind kind, decimal amount) =>
        kind switch
        {
            FundingKind.Planned or FundingKind.Adjusted => new(amount, 0),
            FundingKind.Spent => new(0, amount),
            _ => new(0, -amount),
        };

    public static FundingSum Of(IEnumerable<FundingEntry> entries) =>
        entries.Aggregate(default(FundingSum), (sum, e) => sum + Of(e.Kind, e.Amount));
}

/// <summary>An allotment: money of one source for one body, for a task or a product, in a year. Spending is measured against it.</summary>
/// <param name="Body">The heir of the body today, so that what one body was assigned another may go on spending.</param>
public sealed record FundingLineKey(
    int Year,
    Guid Body,
    Guid? TaskId,
    string? Product,
    int? Axis,
    string Source
);

/// <summary>An allotment with its sums.</summary>
/// <param name="Reason">The last reason given for spending above the plan.</param>
public sealed record FundingLine(
    FundingLineKey Key,
    FundingSum Sum,
    IReadOnlyList<FundingEntry> Entries,
    string? Reason
);

/// <summary>The lines of the ledger and their sums by whatever they have in common.</summary>
public sealed class FundingSheet
{
    private readonly UnitTree tree;
    private readonly DateOnly today;

    public FundingSheet(IEnumerable<FundingEntry> entries, UnitTree tree, DateOnly today)
    {
        (this.tree, this.today) = (tree, today);
        Lines =
        [
            .. entries
                .GroupBy(KeyOf)
                .Select(g => new FundingLine(
                    g.Key,
                    FundingSum.Of(g),
                    [.. g.OrderBy(e => e.Number)],
                    g.Where(e => e is { CounterOf: null, Reason: not null })
                        .MaxBy(e => e.Number)
                        ?.Reason
                )),
        ];
    }

    public IReadOnlyList<FundingLine> Lines { get; }

    public FundingSum Total => SumOf(Lines);

    /// <summary>Tasks of the year that no money was assigned to.</summary>
    /// <param name="tasks">Of the programme.</param>
    public static IReadOnlyList<AssignedTask> WithoutMoney(
        IEnumerable<AssignedTask> tasks,
        IEnumerable<FundingLine> lines,
        int year
    )
    {
        var funded = lines
            .Where(l => l.Key.Year == year && l.Sum.Planned > 0)
            .Select(l => l.Key.TaskId)
            .ToHashSet();
        var all = tasks.ToList();
        var parents = all.ToDictionary(t => t.Id, t => t.ParentId);
        return
        [
            .. all.Where(t =>
                    t.IsOpen
                    && (t.DueOn is null || t.DueOn.Value.Year >= year)
                    && !Above(t.Id).Any(id => funded.Contains(id))
                )
                .OrderBy(t => t.DueOn ?? DateOnly.MaxValue)
                .ThenBy(t => t.Number),
        ];

        // A part is paid from what its whole was given.
        IEnumerable<Guid> Above(Guid id)
        {
            for (Guid? next = id; next is { } found; next = parents.GetValueOrDefault(found))
            {
                yield return found;
            }
        }
    }

    public FundingLineKey KeyOf(FundingEntry entry) =>
        new(
            entry.Year,
            tree.HeirOf(entry.UnitId, today)?.Id ?? entry.UnitId,
            entry.TaskId,
            entry.Product,
            entry.TaskId is null ? entry.Axis : null,
            entry.Source
        );

    public IReadOnlyList<(T Key, FundingSum Sum)> By<T>(Func<FundingLine, T> key) =>
        [.. Lines.GroupBy(key).Select(g => (g.Key, SumOf(g)))];

    private static FundingSum SumOf(IEnumerable<FundingLine> lines) =>
        lines.Aggregate(default(FundingSum), (sum, l) => sum + l.Sum);
}

/// <summary>What an entry must fulfil.</summary>
public static class FundingRules
{
    public const int FirstYear = 2021;

    /// <param name="before">The sums of its line without it.</param>
    /// <param name="isCounter">It cancels another: its amount may bear either sign.</param>
    /// <returns>None where it can be written.</returns>
    public static Outcome? FaultOf(
        FundingEntry entry,
        FundingSum before,
        UnitTree tree,
        DateOnly today,
        bool isCounter
    ) =>
        entry.Year < FirstYear || entry.Year > today.Year + 1
            ? Outcome.Refused("funding.refused.year", FirstYear, today.Year + 1)
        : FundingSources.Find(entry.Source)?.StandsIn(entry.Year) != true
            ? Outcome.Refused(
                "funding.refused.source",
                entry.Year.ToString(CultureInfo.InvariantCulture)
            )
        : decimal.Truncate(entry.Amount) != entry.Amount
        || entry.Amount == 0
        || Math.Abs(entry.Amount) > FundingEntry.MostAmount
        || entry.Amount < 0 && !isCounter && entry.Kind != FundingKind.Adjusted
            ? Outcome.Refused("funding.refused.amount")
        : entry.Document.Length is 0 or > FundingEntry.DocumentMaxLength
            ? Outcome.Refused("funding.refused.document", FundingEntry.DocumentMaxLength)
        : entry.DocumentOn > today || Math.Abs(entry.DocumentOn.Year - entry.Year) > 1
            ? Outcome.Refused("funding.refused.day", entry.DocumentOn)
        : entry.TaskId is null && entry.Product is null ? Outcome.Refused("funding.refused.nothing")
        : entry.Product?.Length > FundingEntry.ProductMaxLength
            ? Outcome.Refused("funding.refused.product", FundingEntry.ProductMaxLength)
        : entry.Reason?.Length > FundingEntry.ReasonMaxLength
            ? Outcome.Refused("funding.refused.long", FundingEntry.ReasonMaxLength)
        : tree.Find(entry.UnitId) is not { } unit
        || unit.Kind == UnitKind.Area
        || !isCounter && !unit.IsValidOn(entry.DocumentOn)
            ? Outcome.Refused("funding.refused.unit", entry.DocumentOn)
        : FaultOfSums(entry, before, isCounter);

    private static Outcome? FaultOfSums(FundingEntry entry, FundingSum before, bool isCounter)
    {
        var after = before + FundingSum.Of(entry.Kind, entry.Amount);
        return after.Planned < 0 ? Outcome.Refused("funding.refused.below", before.Planned)
            : after.Spent < 0 ? Outcome.Refused("funding.refused.not-spent", before.Spent)
            : isCounter && entry.Reason is null ? Outcome.Refused("funding.refused.counter-reason")
            // More than was left before it: what brings an overspent line nearer its plan needs no reason.
            : after.IsOver && after.Rest < before.Rest && entry.Reason is null
                ? Outcome.Refused("funding.refused.over", after.Spent - after.Planned)
            : null;
    }
}
