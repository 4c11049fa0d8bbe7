using System.Numerics;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>
/// A demand multiplied out, so that no figure is divided: factors of the sums of numerators, denominators and bases which
/// shall add up to at least a limit. A share of nothing holds.
/// </summary>
internal sealed record LinearDemand(
    BigInteger Numerator,
    BigInteger Denominator,
    BigInteger Base,
    BigInteger Least
)
{
    public static LinearDemand Of(Demand demand)
    {
        var (value, scale) = Whole(demand.Value);
        var hundred = 100 * scale;
        var years = demand.Years;
        var floor = demand.Kind switch
        {
            ConditionKind.Share => new LinearDemand(hundred, -value, 0, 0),
            ConditionKind.Count => new LinearDemand(scale, 0, 0, value),
            ConditionKind.Reduction => new LinearDemand(-hundred, 0, hundred - value, 0),
            ConditionKind.Growth => new LinearDemand(
                BigInteger.Pow(hundred, years),
                0,
                -BigInteger.Pow(hundred + value, years),
                0
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(demand)),
        };
        return demand.Operator == ConditionOperator.AtLeast
            ? floor
            : new(-floor.Numerator, -floor.Denominator, -floor.Base, -floor.Least);
    }

    public BigInteger Of(FigurePart part) =>
        part switch
        {
            FigurePart.Numerator => Numerator,
            FigurePart.Denominator => Denominator,
            _ => Base,
        };

    private static (BigInteger Value, BigInteger Scale) Whole(decimal value)
    {
        var scale = BigInteger.Pow(10, value.Scale);
        return (new BigInteger(value * (decimal)scale), scale);
    }
}
