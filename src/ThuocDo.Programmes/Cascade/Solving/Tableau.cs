using System.Numerics;

namespace ThuocDo.Programmes.Cascade.Solving;

/// <summary>
/// The dual simplex method on whole numbers. Each row says what a basic variable is: a constant and factors of the
/// non-basic variables, all over one common denominator, which makes every division exact. All variables are at least 0
/// and no cost is negative, so the method starts without a first phase. Bland's rule keeps it from turning in circles.
/// </summary>
internal sealed class Tableau
{
    private readonly List<BigInteger[]> rows;
    private readonly List<int> basic;
    private readonly int[] nonBasic;
    private readonly BigInteger[] cost;
    private readonly Effort effort;
    private BigInteger denominator = BigInteger.One;
    private int names;

    /// <param name="costs">What a unit of each variable costs, none negative.</param>
    /// <param name="effort">What the work is taken from.</param>
    public Tableau(IReadOnlyList<BigInteger> costs, Effort effort)
    {
        cost = [BigInteger.Zero, .. costs];
        nonBasic = [.. Enumerable.Range(0, costs.Count)];
        names = costs.Count;
        rows = [];
        basic = [];
        this.effort = effort;
    }

    private Tableau(Tableau other)
    {
        rows = [.. other.rows.Select(r => (BigInteger[])r.Clone())];
        basic = [.. other.basic];
        nonBasic = [.. other.nonBasic];
        cost = [.. other.cost];
        (denominator, names, effort) = (other.denominator, other.names, other.effort);
    }

    /// <summary>The cost of the solution, as numerator over <see cref="Denominator"/>.</summary>
    public BigInteger Cost => cost[0];

    public BigInteger Denominator => denominator;

    public Tableau Copy() => new(this);

    /// <summary>Asks that a constant and factors of the first variables add up to at least 0; before the first solution.</summary>
    public void Require(BigInteger[] row) => Add([.. row]);

    /// <summary>The value of a variable as numerator over <see cref="Denominator"/>.</summary>
    public BigInteger ValueOf(int variable)
    {
        var row = basic.IndexOf(variable);
        return row < 0 ? BigInteger.Zero : rows[row][0];
    }

    /// <summary>Asks a basic variable to be at most, or at least, a whole number.</summary>
    public void Bound(int variable, BigInteger limit, bool isUpper)
    {
        var row = rows[basic.IndexOf(variable)];
        var bounded = isUpper ? [.. row.Select(BigInteger.Negate)] : (BigInteger[])row.Clone();
        bounded[0] += (isUpper ? limit : -limit) * denominator;
        Add(bounded);
    }

    /// <summary>Goes to the cheapest solution; false if there is none.</summary>
    public bool Solve()
    {
        while (Leaving() is var row and >= 0)
        {
            var column = Entering(rows[row]);
            if (column < 0)
            {
                return false;
            }

            Pivot(row, column);
        }

        return true;
    }

    private void Add(BigInteger[] row)
    {
        rows.Add(row);
        basic.Add(names++);
    }

    private int Leaving()
    {
        var best = -1;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][0].Sign < 0 && (best < 0 || basic[i] < basic[best]))
            {
                best = i;
            }
        }

        return best;
    }

    private int Entering(BigInteger[] row)
    {
        var best = -1;
        for (var j = 1; j < row.Length; j++)
        {
            if (row[j].Sign <= 0)
            {
                continue;
            }

            var order = best < 0 ? -1 : (cost[j] * row[best]).CompareTo(cost[best] * row[j]);
            if (order < 0 || (order == 0 && nonBasic[j - 1] < nonBasic[best - 1]))
            {
                best = j;
            }
        }

        return best;
    }

    private void Pivot(int at, int column)
    {
        var row = rows[at];
        var pivot = row[column];
        foreach (var other in rows.Where(r => r != row).Append(cost))
        {
            var factor = other[column];
            if (factor.IsZero && pivot == denominator)
            {
                continue;
            }

            effort.Spend(other.Length);
            for (var j = 0; j < other.Length; j++)
            {
                if (j != column)
                {
                    other[j] = (other[j] * pivot - factor * row[j]) / denominator;
                }
            }
        }

        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j == column ? denominator : -row[j];
        }

        denominator = pivot;
        (basic[at], nonBasic[column - 1]) = (nonBasic[column - 1], basic[at]);
    }
}
