using System.Numerics;

namespace ThuocDo.Programmes.Cascade.Solving;

/// <summary>
/// Looks for the least cost over whole numbers within bounds, by branch and bound. Variables are counted from that bound at
/// which they are cheapest. The search can stop at the first point and go on later.
/// </summary>
internal sealed class Branching
{
    private readonly BigInteger[] low;
    private readonly BigInteger[] high;
    private readonly BigInteger[] cost;
    private readonly BigInteger divisor;
    private readonly BigInteger start;
    private readonly List<BigInteger[]> required = [];
    private readonly Stack<Tableau> open = [];

    public Branching(
        BigInteger[] low,
        BigInteger[] high,
        BigInteger[] cost,
        IEnumerable<LinearRow> rows,
        Effort effort
    )
    {
        (this.low, this.high, this.cost) = (low, high, cost);
        divisor = BigInteger.Max(
            1,
            cost.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor)
        );
        var root = new Tableau([.. cost.Select(BigInteger.Abs)], effort);
        for (var i = 0; i < low.Length; i++)
        {
            var width = new BigInteger[low.Length + 1];
            (width[0], width[i + 1]) = (high[i] - low[i], BigInteger.MinusOne);
            required.Add(width);
            start += cost[i] * (IsFromAbove(i) ? high : low)[i];
        }

        required.AddRange(rows.Select(Counted));
        required.ForEach(root.Require);
        if (root.Solve())
        {
            Bound = CostOf(root);
            open.Push(root);
        }
    }

    /// <summary>What no point is cheaper than; none if there is no point.</summary>
    public BigInteger? Bound { get; private set; }

    /// <summary>What the cheapest point found so far costs.</summary>
    public BigInteger? Best { get; private set; }

    public IReadOnlyList<BigInteger> Point { get; private set; } = [];

    /// <summary>Goes on to the next cheaper point; false if there is none, and the bound is then what the best one costs.</summary>
    /// <exception cref="NotDecidedException">The effort is used up.</exception>
    public bool FindCheaper()
    {
        while (open.TryPop(out var tableau))
        {
            if (!tableau.Solve() || CostOf(tableau) >= Best)
            {
                continue;
            }

            var fraction = Enumerable
                .Range(0, low.Length)
                .FirstOrDefault(i => tableau.ValueOf(i) % tableau.Denominator != 0, -1);
            if (fraction >= 0)
            {
                Branch(tableau, fraction);
            }

            if (Improves(tableau, LinearRow.Floor) || Improves(tableau, LinearRow.Ceiling))
            {
                return true;
            }
        }

        Bound = Best;
        return false;
    }

    private void Branch(Tableau tableau, int variable)
    {
        var floor = LinearRow.Floor(tableau.ValueOf(variable), tableau.Denominator);
        var (lower, upper) = (tableau.Copy(), tableau.Copy());
        lower.Bound(variable, floor, isUpper: true);
        upper.Bound(variable, floor + 1, isUpper: false);
        open.Push(upper);
        open.Push(lower);
    }

    /// <summary>Takes the rounded solution if it satisfies all rows and is cheaper than the best.</summary>
    private bool Improves(Tableau tableau, Func<BigInteger, BigInteger, BigInteger> round)
    {
        BigInteger[] rounded =
        [
            .. low.Select((_, i) => round(tableau.ValueOf(i), tableau.Denominator)),
        ];
        var total = start + Sum([0, .. cost.Select(BigInteger.Abs)], rounded);
        if (total >= Best || required.Exists(r => Sum(r, rounded).Sign < 0))
        {
            return false;
        }

        Best = total;
        Point = [.. rounded.Select((y, i) => IsFromAbove(i) ? high[i] - y : low[i] + y)];
        return true;
    }

    private static BigInteger Sum(BigInteger[] row, BigInteger[] counted) =>
        counted.Index().Aggregate(row[0], (sum, c) => sum + row[c.Index + 1] * c.Item);

    /// <summary>Every point costs the start and a multiple of the common divisor.</summary>
    private BigInteger CostOf(Tableau tableau) =>
        start + LinearRow.Ceiling(tableau.Cost, tableau.Denominator * divisor) * divisor;

    private BigInteger[] Counted(LinearRow row)
    {
        var counted = new BigInteger[low.Length + 1];
        counted[0] = -row.Least;
        foreach (var (variable, factor) in row.Terms)
        {
            var isFromAbove = IsFromAbove(variable);
            counted[0] += factor * (isFromAbove ? high : low)[variable];
            counted[variable + 1] = isFromAbove ? -factor : factor;
        }

        return counted;
    }

    private bool IsFromAbove(int variable) => cost[variable].Sign < 0;
}
