using System.Globalization;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Pilots;

/// <summary>The days that are compared, all inclusive: those of the pilot, and as many right before it.</summary>
public sealed record PilotWindow(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
    public DateOnly BeforeFrom => From.AddDays(-Days);
    public DateOnly BeforeTo => From.AddDays(-1);

    /// <param name="standsSince">The first day on which the units of the pilot were the same; none: they always were. What is younger than the
    /// pilot is long is compared over fewer days, before and during alike.</param>
    /// <param name="standsUntil">The last day on which they were the same; none: they still are.</param>
    /// <returns>None where it has not begun, or where its units have no day before it.</returns>
    public static PilotWindow? Of(
        DateOnly from,
        DateOnly? last,
        DateOnly? standsSince,
        DateOnly? standsUntil,
        DateOnly today
    )
    {
        var to = today;
        to = last < to ? last.Value : to;
        to = standsUntil < to ? standsUntil.Value : to;
        if (standsSince is { } since)
        {
            var common = from.AddDays(from.DayNumber - since.DayNumber - 1);
            to = common < to ? common : to;
        }

        return to < from ? null : new PilotWindow(from, to);
    }
}

/// <summary>Some records out of others.</summary>
public sealed record PilotShare(long Numerator, long Denominator)
{
    /// <summary>0 to 100; none where nothing falls under it.</summary>
    public decimal? Percent => Denominator == 0 ? null : 100m * Numerator / Denominator;
}

/// <summary>A figure of the board in the units of a pilot before and during it, and in comparable units outside it on the same days.</summary>
/// <param name="Comparable">How many units outside are counted; those without any record are not.</param>
public sealed record PilotComparison(
    PilotWindow Window,
    PilotShare Before,
    PilotShare During,
    PilotShare OthersBefore,
    PilotShare OthersDuring,
    int Comparable
)
{
    /// <summary>In points of percent; none where one of the two is not known.</summary>
    public decimal? Change => During.Percent - Before.Percent;

    public decimal? OthersChange => OthersDuring.Percent - OthersBefore.Percent;

    /// <summary>How much more the units of the pilot changed than the others. It shows a difference and proves no cause.</summary>
    public decimal? Difference => Change - OthersChange;

    /// <summary>As the evaluation keeps it: the days and the four shares.</summary>
    public string ToText() =>
        string.Join(
            ' ',
            Canonical.Day(Window.From),
            Canonical.Day(Window.To),
            Text(Before),
            Text(During),
            Text(OthersBefore),
            Text(OthersDuring),
            Comparable.ToString(CultureInfo.InvariantCulture)
        );

    /// <exception cref="FormatException">The text is none of <see cref="ToText"/>.</exception>
    public static PilotComparison Parse(string text)
    {
        if (text.Split(' ') is not [var from, var to, var a, var b, var c, var d, var count])
        {
            throw new FormatException($"No comparison: {text}");
        }

        return new PilotComparison(
            new PilotWindow(
                DateOnly.Parse(from, CultureInfo.InvariantCulture),
                DateOnly.Parse(to, CultureInfo.InvariantCulture)
            ),
            Share(a),
            Share(b),
            Share(c),
            Share(d),
            int.Parse(count, CultureInfo.InvariantCulture)
        );
    }

    private static string Text(PilotShare share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share.Numerator}/{share.Denominator}");

    private static PilotShare Share(string text)
    {
        var parts = text.Split('/');
        return new PilotShare(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture)
        );
    }
}

/// <summary>
/// Which units are compared. The unit of a record is that of its day, so a pilot's unit that was only renamed goes on in its heir; one that was
/// merged with units outside the pilot, or taken over by a body that stood before, does not, because its records can no longer be told apart. In
/// the same way a unit is continued backwards in predecessors that went over into it whole.
/// </summary>
public sealed class PilotUnits
{
    private readonly UnitTree tree;
    private readonly HashSet<Guid> inside;

    /// <param name="units">Where the pilot is tried.</param>
    public PilotUnits(UnitTree tree, IReadOnlyCollection<Guid> units)
    {
        this.tree = tree;
        inside = [.. units];
        GoForward(units);
        GoBack(units);
    }

    /// <summary>The first day on which they were the same units, with what went over into them whole; none: they always were.</summary>
    public DateOnly? StandsSince { get; private set; }

    /// <summary>The last day on which they were the same units; none: they still are.</summary>
    public DateOnly? StandsUntil { get; private set; }

    public bool Contains(Guid unit) => inside.Any(i => tree.IsWithin(unit, i));

    /// <summary>
    /// Units of the same kind and level that stood through all days compared and are no part of the pilot.
    /// </summary>
    /// <param name="adopters">Units that work by the model already.</param>
    public IReadOnlyList<Unit> Comparable(PilotWindow window, IReadOnlySet<Guid> adopters)
    {
        var kinds = inside
            .Select(tree.Find)
            .OfType<Unit>()
            .Where(u => u.IsValidOn(window.From))
            .Select(u => (u.Kind, u.Level))
            .ToHashSet();
        return
        [
            .. tree
                .All.Where(u =>
                    kinds.Contains((u.Kind, u.Level))
                    && u.IsValidOn(window.BeforeFrom)
                    && u.IsValidOn(window.To)
                    && !Contains(u.Id)
                    && !inside.Any(i => tree.IsWithin(i, u.Id))
                    && !adopters.Contains(u.Id)
                )
                .OrderBy(u => u.Key, StringComparer.Ordinal),
        ];
    }

    /// <param name="before">By unit, of the days before the pilot.</param>
    /// <param name="during">By unit, of its days.</param>
    public PilotComparison Compare(
        PilotWindow window,
        IReadOnlyList<UnitShare> before,
        IReadOnlyList<UnitShare> during,
        IReadOnlySet<Guid> adopters
    )
    {
        // A unit that had nothing to count is no measure of the others.
        var others = Comparable(window, adopters)
            .Select(u => tree.Subtree(u.Id))
            .Where(within =>
                before.Concat(during).Any(s => s.Denominator > 0 && within.Contains(s.UnitId))
            )
            .ToList();
        var outside = others.SelectMany(within => within).ToHashSet();
        return new PilotComparison(
            window,
            Sum(before, Contains),
            Sum(during, Contains),
            Sum(before, outside.Contains),
            Sum(during, outside.Contains),
            others.Count
        );
    }

    /// <summary>By the day of the end, so that all predecessors of an heir are known when the last of them ends.</summary>
    private void GoForward(IReadOnlyCollection<Guid> units)
    {
        var open = new PriorityQueue<Unit, DateOnly>();
        foreach (var unit in units.Select(tree.Find).OfType<Unit>())
        {
            open.Enqueue(unit, unit.ValidTo ?? DateOnly.MaxValue);
        }

        while (open.TryDequeue(out var unit, out var end))
        {
            if (unit.ValidTo is null)
            {
                continue;
            }

            if (tree.HeirOf(unit.Id, end) is { } heir && GoesOn(unit, heir))
            {
                if (inside.Add(heir.Id))
                {
                    open.Enqueue(heir, heir.ValidTo ?? DateOnly.MaxValue);
                }
            }
            else if (StandsUntil is not { } known || end.AddDays(-1) < known)
            {
                StandsUntil = end.AddDays(-1);
            }
        }
    }

    private void GoBack(IReadOnlyCollection<Guid> units)
    {
        var open = new Queue<Unit>(units.Select(tree.Find).OfType<Unit>());
        while (open.TryDequeue(out var unit))
        {
            var before = tree.SuccessionsTo(unit.Id)
                .Where(edge => edge.EffectiveOn == unit.ValidFrom)
                .Select(edge => tree.Find(edge.FromUnitId))
                .OfType<Unit>()
                .ToList();
            if (before.Count > 0 && before.All(b => WentOverWhole(b, unit)))
            {
                foreach (var earlier in before.Where(b => inside.Add(b.Id)))
                {
                    open.Enqueue(earlier);
                }
            }
            else if (StandsSince is not { } known || unit.ValidFrom > known)
            {
                StandsSince = unit.ValidFrom;
            }
        }
    }

    private bool WentOverWhole(Unit before, Unit unit) =>
        before.Level == unit.Level
        && before.ValidTo == unit.ValidFrom
        && tree.SuccessionsFrom(before.Id).All(edge => edge.ToUnitId == unit.Id);

    private bool GoesOn(Unit unit, Unit heir)
    {
        var edges = tree.SuccessionsFrom(unit.Id).ToList();
        return heir.Level == unit.Level
            && edges.Count > 0
            // A body that stood before has dossiers of its own.
            && edges.All(edge =>
                edge.ToUnitId == heir.Id
                && (heir.ValidFrom == edge.EffectiveOn || inside.Contains(heir.Id))
            )
            && tree.SuccessionsTo(heir.Id).All(edge => inside.Contains(edge.FromUnitId));
    }

    private static PilotShare Sum(IReadOnlyList<UnitShare> shares, Func<Guid, bool> counts)
    {
        var counted = shares.Where(s => counts(s.UnitId)).ToList();
        return new PilotShare(counted.Sum(s => s.Numerator), counted.Sum(s => s.Denominator));
    }
}
