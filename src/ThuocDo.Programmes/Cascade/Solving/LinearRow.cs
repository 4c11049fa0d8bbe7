using System.Numerics;

namespace ThuocDo.Programmes.Cascade.Solving;

/// <summary>A whole number of times a variable, which is known by its place.</summary>
public readonly record struct Term(int Variable, BigInteger Factor);

/// <summary>The terms add up to at least a limit.</summary>
public sealed record LinearRow(IReadOnlyList<Term> Terms, BigInteger Least)
{
    /// <summary>What holds exactly where it does not: the terms add up to at most one less.</summary>
    public LinearRow Opposite =>
        new([.. Terms.Select(t => t with { Factor = -t.Factor })], 1 - Least);

    /// <summary>
    /// Without terms of factor 0 and divided by the common divisor; the limit is rounded up, for the sum is a whole number.
    /// </summary>
    public LinearRow Reduced()
    {
        var terms = Terms.Where(t => !t.Factor.IsZero).ToList();
        var divisor = BigInteger.Max(
            1,
            terms.Aggregate(
                BigInteger.Zero,
                (common, term) => BigInteger.GreatestCommonDivisor(common, term.Factor)
            )
        );
        return new(
            [.. terms.Select(t => t with { Factor = t.Factor / divisor })],
            Ceiling(Least, divisor)
        );
    }

    /// <summary>The quotient rounded up; the divisor is positive.</summary>
    public static BigInteger Ceiling(BigInteger dividend, BigInteger divisor) =>
        -Floor(-dividend, divisor);

    /// <summary>The quotient rounded down; the divisor is positive.</summary>
    public static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
