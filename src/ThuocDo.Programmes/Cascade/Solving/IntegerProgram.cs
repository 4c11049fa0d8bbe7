using System.Numerics;

namespace ThuocDo.Programmes.Cascade.Solving;

/// <summary>
/// Whole numbers within bounds that satisfy rows. Rows about one variable become bounds; variables that no row ties to one
/// another are solved apart, so that a province costs as much as its units together and not as their product.
/// </summary>
public sealed class IntegerProgram
{
    private readonly BigInteger[] low;
    private readonly BigInteger[] high;
    private readonly List<LinearRow> rows = [];

    public IntegerProgram(
        IReadOnlyList<(long Least, long Most)> bounds,
        IEnumerable<LinearRow> rows
    )
    {
        low = [.. bounds.Select(b => (BigInteger)b.Least)];
        high = [.. bounds.Select(b => (BigInteger)b.Most)];
        IsPossible = low.Zip(high).All(b => b.First <= b.Second) && Tighten([.. rows]);
    }

    /// <summary>False where the bounds alone cannot hold.</summary>
    private bool IsPossible { get; }

    /// <summary>
    /// A point that satisfies the rows and misses the goal; none if the goal follows from the rows. First every part says what
    /// it costs at least and at some point, and mostly that is enough; only then are parts searched to their end.
    /// </summary>
    /// <exception cref="NotDecidedException">The effort is used up.</exception>
    public BigInteger[]? Counterexample(LinearRow goal, Effort effort)
    {
        if (!IsPossible)
        {
            return null;
        }

        var cost = new BigInteger[low.Length];
        foreach (var (variable, factor) in goal.Terms)
        {
            cost[variable] += factor;
        }

        var point = low.Select((from, i) => cost[i].Sign < 0 ? high[i] : from).ToArray();
        var parts = Parts().ToList();
        foreach (var variable in parts.SelectMany(p => p.Variables))
        {
            point[variable] = 0;
        }

        var rest =
            goal.Least
            - cost.Zip(point, BigInteger.Multiply).Aggregate(BigInteger.Zero, BigInteger.Add);
        var searches = parts.ConvertAll(p => Search(p.Variables, p.Rows, cost, effort));
        if (
            searches.Exists(s => s.Bound is null)
            || Sum(searches, s => s.Bound) >= rest
            || !searches.TrueForAll(s => s.FindCheaper())
        )
        {
            return null;
        }

        foreach (var search in searches)
        {
            while (Sum(searches, s => s.Best) >= rest && search.FindCheaper()) { }
        }

        if (Sum(searches, s => s.Best) >= rest)
        {
            return null;
        }

        foreach (var (part, search) in parts.Zip(searches))
        {
            foreach (var (variable, value) in part.Variables.Zip(search.Point))
            {
                point[variable] = value;
            }
        }

        return point;
    }

    private static BigInteger Sum(List<Branching> searches, Func<Branching, BigInteger?> part) =>
        searches.Aggregate(BigInteger.Zero, (sum, search) => sum + part(search)!.Value);

    private Branching Search(
        IReadOnlyList<int> variables,
        IReadOnlyList<LinearRow> tied,
        BigInteger[] cost,
        Effort effort
    )
    {
        var place = variables.Index().ToDictionary(v => v.Item, v => v.Index);
        return new(
            [.. variables.Select(v => low[v])],
            [.. variables.Select(v => high[v])],
            [.. variables.Select(v => cost[v])],
            tied.Select(r => new LinearRow(
                [.. r.Terms.Select(t => t with { Variable = place[t.Variable] })],
                r.Least
            )),
            effort
        );
    }

    /// <summary>Puts known values in and turns rows about one variable into bounds, as long as there are any.</summary>
    private bool Tighten(List<LinearRow> open)
    {
        for (var again = true; again; )
        {
            again = false;
            foreach (var row in open.ToList())
            {
                var free = Free(row);
                if (free.Terms.Count > 1)
                {
                    continue;
                }

                open.Remove(row);
                again = true;
                if (!Hold(free))
                {
                    return false;
                }
            }
        }

        rows.AddRange(open.Select(Free));
        return true;
    }

    private bool Hold(LinearRow row)
    {
        if (row.Terms.Count == 0)
        {
            return row.Least.Sign <= 0;
        }

        // Reduced: the factor is 1 or −1.
        var (variable, factor) = row.Terms[0];
        if (factor.Sign > 0)
        {
            low[variable] = BigInteger.Max(low[variable], row.Least);
        }
        else
        {
            high[variable] = BigInteger.Min(high[variable], -row.Least);
        }

        return low[variable] <= high[variable];
    }

    private LinearRow Free(LinearRow row) =>
        new LinearRow(
            [.. row.Terms.Where(t => low[t.Variable] != high[t.Variable])],
            row.Least
                - row.Terms.Where(t => low[t.Variable] == high[t.Variable])
                    .Aggregate(BigInteger.Zero, (sum, t) => sum + t.Factor * low[t.Variable])
        ).Reduced();

    private IEnumerable<(IReadOnlyList<int> Variables, IReadOnlyList<LinearRow> Rows)> Parts()
    {
        var group = Enumerable.Range(0, low.Length).ToArray();
        foreach (var row in rows)
        {
            var into = row.Terms.Min(t => group[t.Variable]);
            var joined = row.Terms.Select(t => group[t.Variable]).ToHashSet();
            for (var i = 0; i < group.Length; i++)
            {
                group[i] = joined.Contains(group[i]) ? into : group[i];
            }
        }

        return rows.GroupBy(r => group[r.Terms[0].Variable])
            .OrderBy(g => g.Key)
            .Select(g =>
                (
                    (IReadOnlyList<int>)
                        [.. g.SelectMany(r => r.Terms).Select(t => t.Variable).Distinct().Order()],
                    (IReadOnlyList<LinearRow>)[.. g]
                )
            );
    }
}
