using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Gaps;

/// <summary>
/// What a share has to reach, as an exact fraction in percent: <paramref name="Above"/> ÷ <paramref name="Below"/>. A limit of the programme
/// stands over 1; an increase on a base year stands over what the base was counted from, so that no division is ever rounded.
/// </summary>
/// <param name="Above">Percent times <paramref name="Below"/>.</param>
/// <param name="Below">Positive.</param>
/// <param name="Operator">A floor or a ceiling, the limit itself included or not.</param>
public sealed record GapTarget(decimal Above, long Below, ConditionOperator Operator)
{
    public static GapTarget Of(decimal percent, ConditionOperator direction) =>
        new(percent, 1, direction);

    /// <summary>The share that a number of points a year on a base share comes to.</summary>
    /// <returns>None where the base has nothing below its line.</returns>
    public static GapTarget? OnBase(
        Share share,
        decimal pointsPerYear,
        int years,
        ConditionOperator direction
    ) =>
        share.IsApplicable
            ? new(
                100m * share.Numerator + pointsPerYear * years * share.Denominator,
                share.Denominator,
                direction
            )
            : null;

    /// <summary>In percent; for print.</summary>
    public decimal Percent => Above / Below;

    /// <summary>
    /// How much a share is short of the target, in hundredths of a record times <see cref="Below"/>; below 0 it gives more than the target asks.
    /// Adds up exactly over any parts of the share, which is what makes a split of the gap exact.
    /// </summary>
    public decimal Short(Share share)
    {
        var asked = Above * share.Denominator;
        var has = 100m * Below * share.Numerator;
        return Operator.IsFloor() ? asked - has : has - asked;
    }

    /// <summary>Whether the share fulfils the condition; never with nothing below the line.</summary>
    public bool IsMetBy(Share share) => share.IsApplicable && Allows(Short(share));

    /// <summary>The least whole number of records of a share that would have to turn so that it fulfils the condition.</summary>
    /// <returns>None where it cannot even with all of them, or nothing is below the line.</returns>
    public long? Turning(Share share)
    {
        if (!share.IsApplicable)
        {
            return null;
        }

        var most = Operator.IsFloor() ? share.Denominator - share.Numerator : share.Numerator;
        return Least(Short(share), 100m * Below) is { } least && least <= most ? least : null;
    }

    /// <summary>
    /// The least whole number of further records, all of them as wanted, that would do: above and below the line where the condition is a
    /// floor, below it alone where it is a ceiling.
    /// </summary>
    /// <returns>None where no number of them would, or nothing is below the line.</returns>
    public long? Growing(Share share) =>
        share.IsApplicable
            ? Least(Short(share), Operator.IsFloor() ? 100m * Below - Above : Above)
            : null;

    private bool Allows(decimal lacking) =>
        Operator is ConditionOperator.AtLeast or ConditionOperator.AtMost
            ? lacking <= 0
            : lacking < 0;

    /// <summary>The least n ≥ 0 with n steps taken off what is lacking; compared as products, because a quotient may be rounded.</summary>
    private long? Least(decimal lacking, decimal step)
    {
        if (Allows(lacking))
        {
            return 0;
        }

        if (step <= 0)
        {
            return null;
        }

        var n = Math.Max(0, (long)Math.Floor(lacking / step));
        while (n > 0 && Allows(lacking - (n - 1) * step))
        {
            n--;
        }

        while (!Allows(lacking - n * step))
        {
            n++;
        }

        return n;
    }
}
