namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>Student's and the beta distribution: the value that a share of all draws stays below.</summary>
public static class Quantiles
{
    private const double Accuracy = 1e-10;

    /// <param name="share">Between 0.5 and 1.</param>
    /// <param name="degrees">Degrees of freedom, above 0, not only whole ones.</param>
    public static double OfStudent(double share, double degrees)
    {
        var (low, high) = (0.0, 1.0);
        while (Below(high, degrees) < share && high < 1e9)
        {
            high *= 2;
        }

        while (high - low > Accuracy * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(middle, degrees) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <param name="share">Between 0 and 1.</param>
    /// <param name="a">First parameter, above 0.</param>
    /// <param name="b">Second parameter, above 0.</param>
    public static double OfBeta(double share, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        while (high - low > Accuracy)
        {
            var middle = (low + high) / 2;
            (low, high) = IncompleteBeta(middle, a, b) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Below(double t, double degrees) =>
        1 - (IncompleteBeta(degrees / (degrees + (t * t)), degrees / 2, 0.5) / 2);

    /// <summary>The regularised incomplete beta function, by its continued fraction where that converges fast.</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - IncompleteBeta(1 - x, b, a);
        }

        var front = Math.Exp(
            LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))
        );
        // From the inside out: so many steps are far more than double precision needs here.
        var fraction = 0.0;
        for (var m = 200; m >= 1; m--)
        {
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            fraction = even / (1 + (odd / (1 + fraction)));
        }

        var first = -(a + b) * x / (a + 1);
        return front / (a * (1 + (first / (1 + fraction))));
    }

    /// <summary>Stirling's series after the argument was raised above 10.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
        {
            shift -= Math.Log(x);
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        return shift
            + ((x - 0.5) * Math.Log(x))
            - x
            + (0.5 * Math.Log(2 * Math.PI))
            + (
                inverse
                * (
                    (1.0 / 12)
                    - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))
                )
            );
    }
}
