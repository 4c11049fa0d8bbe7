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
/// <param name="Reason">Why it is spent above its plan: the reason of the last entry that took it further over; none where it is not over.</param>
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
                    ReasonOf(g)
                )),
        ];
    }

    public IReadOnlyList<FundingLine> Lines { get; }

    public FundingSum Total => SumOf(Lines);

    /// <summary>Open tasks of a year that no money was assigned to.</summary>
    /// <param name="tasks">All of the programme: a part is paid from what its whole was given.</param>
    /// <param name="lines">All of the ledger, whoever reads it.</param>
    /// <returns>Nothing for a year that has passed: which tasks stood open then is not known from those of today.</returns>
    public static IReadOnlyList<AssignedTask> WithoutMoney(
        IEnumerable<AssignedTask> tasks,
        IEnumerable<FundingLine> lines,
        int year,
        DateOnly today
    )
    {
        if (year < today.Year)
        {
            return [];
        }

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

        IEnumerable<Guid> Above(Guid id)
        {
            for (Guid? next = id; next is { } found; next = parents.GetValueOrDefault(found))
            {
                yield return found;
            }
        }
    }

    /// <summary>
    /// The body of a line on the day of a document: what an ended body was assigned its heir spends, and what is dated before the heir was there is
    /// of the body before it.
    /// </summary>
    /// <returns>Where several bodies of the line stood that day and it names none of them, the body of its first entry.</returns>
    public Guid UnitOn(FundingLine line, DateOnly day)
    {
        var own = line
            .Entries.Reverse()
            .Select(e => tree.HeirOf(e.UnitId, day))
            .FirstOrDefault(u => u?.IsValidOn(day) == true);
        if (own is not null)
        {
            return own.Id;
        }

        var before = tree
            .All.Where(u => u.IsValidOn(day) && tree.HeirOf(u.Id, today)?.Id == line.Key.Body)
            .Take(2)
            .ToList();
        return before is [var one] ? one.Id : line.Entries[0].UnitId;
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

    /// <summary>Entries that were cancelled explain nothing; but where a plan was cancelled under what had been spent, its counter-entry explains.</summary>
    private static string? ReasonOf(IEnumerable<FundingEntry> entries)
    {
        var all = entries.OrderBy(e => e.Number).ToList();
        var countered = all.Select(e => e.CounterOf).OfType<Guid>().ToHashSet();
        var (sum, over, reason) = (default(FundingSum), false, (string?)null);
        foreach (var entry in all.Where(e => e.CounterOf is null && !countered.Contains(e.Id)))
        {
            var before = sum;
            sum += FundingSum.Of(entry.Kind, entry.Amount);
            reason =
                !sum.IsOver ? null
                : sum.Rest < before.Rest ? entry.Reason
                : reason;
            over = sum.IsOver;
        }

        return over
            ? reason
                ?? all.LastOrDefault(e =>
                    e is { CounterOf: not null, Kind: FundingKind.Planned or FundingKind.Adjusted }
                )?.Reason
            : null;
    }

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
