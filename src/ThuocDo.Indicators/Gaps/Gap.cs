using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Gaps;

/// <summary>One part of a share: a unit, a procedure, a channel or a month.</summary>
/// <param name="Key">Tells it from the others of its split.</param>
public sealed record GapPart(string Key, Share Share);

/// <summary>What a part does to the gap of the whole.</summary>
/// <param name="Short">
/// Its shortfall against the target rate times its records, in the unit of <see cref="GapTarget.Short"/>; the parts add up to that of the
/// whole exactly. Below 0: what the part gives.
/// </param>
/// <param name="Points">The same in percentage points of the whole, to be printed; rounded so that the parts add up to the printed gap.</param>
/// <param name="Turning">The records that would have to turn for the part to fulfil the condition alone; none where it cannot.</param>
public sealed record Contribution(GapPart Part, decimal Short, decimal Points, long? Turning)
{
    public bool HoldsBack => Short > 0;
}

/// <summary>Where a number of turned records would have to come from.</summary>
/// <param name="Records">How many of the part's records are needed; the last of the parts needs only what is left.</param>
public sealed record Lever(GapPart Part, long Records);

/// <summary>The fewest parts that close a gap, the strongest first.</summary>
/// <param name="Parts">Which parts, with how many records.</param>
/// <param name="After">The share of the whole once these records have turned.</param>
/// <param name="Closes">Whether the condition then holds: computed again from <paramref name="After"/>. Otherwise the parts are all that can give something.</param>
public sealed record Closing(IReadOnlyList<Lever> Parts, Share After, bool Closes);

/// <summary>How far a share is from what is asked of it, and which of its parts make the distance.</summary>
public sealed record Gap(GapTarget Target, Share Share)
{
    /// <summary>In percentage points, for print: positive where something is missing.</summary>
    public decimal? Points => Share.IsApplicable ? InPoints(Target.Short(Share)) : null;

    public bool IsMet => Target.IsMetBy(Share);

    /// <summary>See <see cref="GapTarget.Turning"/>.</summary>
    public long? Turning => Target.Turning(Share);

    /// <summary>See <see cref="GapTarget.Growing"/>.</summary>
    public long? Growing => Target.Growing(Share);

    /// <summary>
    /// Lays the gap apart: whoever holds back most comes first. A part without records contributes nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The parts are not the whole: their records do not add up to it.</exception>
    public IReadOnlyList<Contribution> Split(IEnumerable<GapPart> parts)
    {
        var list = parts.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var sum = list.Aggregate(new Share(0, 0), (all, part) => all + part.Share);
        if (sum != Share)
        {
            throw new ArgumentException(
                $"The parts hold {sum.Numerator} of {sum.Denominator}, the whole {Share.Numerator} of {Share.Denominator}.",
                nameof(parts)
            );
        }

        var lacking = list.Select(p => Target.Short(p.Share)).ToList();
        var printed = Share.IsApplicable
            ? Rounding.Keeping([.. lacking.Select(InPoints)], Places)
            : [.. lacking.Select(_ => 0m)];
        return
        [
            .. list.Select(
                    (part, i) =>
                        new Contribution(part, lacking[i], printed[i], Target.Turning(part.Share))
                )
                .OrderByDescending(c => c.Short)
                .ThenBy(c => c.Part.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The fewest parts that close the gap if each of them fulfils the condition itself.</summary>
    public Closing ByTarget(IEnumerable<GapPart> parts) =>
        Close(parts.Select(p => new Lever(p, Target.Turning(p.Share) ?? Most(p.Share))));

    /// <summary>
    /// The fewest parts that close the gap if each of them does as well as in its own best time: no more is asked of anybody than they have
    /// shown.
    /// </summary>
    /// <param name="parts">The parts.</param>
    /// <param name="best">Their best shares by key; a part without one is asked for nothing.</param>
    public Closing ByOwnBest(IEnumerable<GapPart> parts, IReadOnlyDictionary<string, Share> best) =>
        Close(
            parts.Select(p => new Lever(
                p,
                best.TryGetValue(p.Key, out var shown) && shown.IsApplicable
                    ? Reaching(p.Share, shown)
                    : 0
            ))
        );

    /// <summary>What each part can turn adds up, so taking the largest first needs the fewest parts.</summary>
    private Closing Close(IEnumerable<Lever> levers)
    {
        var need = Turning ?? long.MaxValue;
        var taken = new List<Lever>();
        var given = 0L;
        foreach (
            var lever in levers
                .Where(l => l.Records > 0)
                .OrderByDescending(l => l.Records)
                .ThenBy(l => l.Part.Key, StringComparer.Ordinal)
        )
        {
            if (given >= need)
            {
                break;
            }

            var records = Math.Min(lever.Records, need - given);
            taken.Add(lever with { Records = records });
            given += records;
        }

        var after = Turned(Share, given);
        return new(taken, after, Target.IsMetBy(after));
    }

    /// <summary>Whole records that turn until the share is as good as another, never better.</summary>
    private long Reaching(Share share, Share shown)
    {
        var wanted = (decimal)shown.Numerator * share.Denominator;
        return Target.Operator.IsFloor()
            ? Math.Max(0, (long)Math.Floor(wanted / shown.Denominator) - share.Numerator)
            : Math.Max(0, share.Numerator - (long)Math.Ceiling(wanted / shown.Denominator));
    }

    private Share Turned(Share share, long records) =>
        share with
        {
            Numerator = share.Numerator + (Target.Operator.IsFloor() ? records : -records),
        };

    private long Most(Share share) =>
        Target.Operator.IsFloor() ? share.Denominator - share.Numerator : share.Numerator;

    private decimal InPoints(decimal lacking) => lacking / Target.Below / Share.Denominator;

    /// <summary>Decimals of printed points.</summary>
    public const int Places = 2;

    private static class Rounding
    {
        /// <summary>Rounds so that the rounded numbers add up to the rounded sum: the largest remainders are rounded up.</summary>
        public static decimal[] Keeping(decimal[] values, int places)
        {
            var scale = 1m;
            for (var i = 0; i < places; i++)
            {
                scale *= 10;
            }

            var scaled = values.Select(v => v * scale).ToArray();
            var floors = scaled.Select(Math.Floor).ToArray();
            var rest = (int)(
                Math.Round(scaled.Sum(), MidpointRounding.AwayFromZero) - floors.Sum()
            );
            foreach (
                var i in Enumerable
                    .Range(0, values.Length)
                    .OrderByDescending(i => scaled[i] - floors[i])
                    .Take(rest)
            )
            {
                floors[i] += 1;
            }

            return [.. floors.Select(f => f / scale)];
        }
    }
}
