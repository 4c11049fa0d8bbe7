namespace ThuocDo.Indicators.Forecasts;

/// <summary>Why nothing can be said of the years to come.</summary>
public enum NoForecast
{
    /// <summary>Fewer whole years than <see cref="Forecaster.FewestYears"/>, counted from the last change of method.</summary>
    TooFewYears,

    /// <summary>The deadline is behind the last whole year: the figure itself speaks.</summary>
    DeadlinePassed,

    /// <summary>The series has ended, or is no series of numbers.</summary>
    NoSeries,
}

/// <summary>What a year is likely to show.</summary>
/// <param name="Low">Lower end of the 80 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ForecastYear(int Year, decimal Value, decimal Low, decimal High);

/// <param name="Years">From the year after the last whole one to the deadline; empty where <paramref name="Why"/> says so.</param>
/// <param name="Used">How many years it rests on.</param>
public sealed record Forecast(IReadOnlyList<ForecastYear> Years, NoForecast? Why, int Used)
{
    public ForecastYear? Last => Years is [.., var last] ? last : null;

    public static Forecast None(NoForecast why, int used = 0) => new([], why, used);
}

/// <summary>
/// Carries the trend of whole years on to a deadline. The trend is Theil and Sen's: the median of the slopes between all pairs of years,
/// through the median of what is left, so that one odd year does not turn it. The interval comes from a bootstrap of the residuals with a
/// fixed seed: the same figures give the same forecast. It holds the uncertainty of the trend and the scatter of single years, nothing
/// else; a new rule or a reorganisation it does not know. Nothing leaves the range of possible values.
/// </summary>
public static class Forecaster
{
    /// <summary>Three years lie near a line by chance too often.</summary>
    public const int FewestYears = 4;

    /// <summary>Of a hundred, how many years should fall into the interval.</summary>
    public const int Coverage = 80;

    private const int Draws = 399;
    private const int Seed = 2021;

    /// <param name="years">Whole years that can be compared, in order.</param>
    /// <param name="until">The year of the deadline.</param>
    /// <param name="least">The smallest possible value.</param>
    /// <param name="most">The greatest; none: there is no limit.</param>
    public static Forecast Of(
        IReadOnlyList<(int Year, decimal Value)> years,
        int until,
        decimal least,
        decimal? most
    )
    {
        if (years.Count > 0 && until <= years[^1].Year)
        {
            return Forecast.None(NoForecast.DeadlinePassed, years.Count);
        }

        if (years.Count < FewestYears)
        {
            return Forecast.None(NoForecast.TooFewYears, years.Count);
        }

        var x = years.Select(y => (double)(y.Year - years[0].Year)).ToArray();
        var line = Line.Through(x, [.. years.Select(y => (double)y.Value)]);
        var residuals = Residuals(x, years, line);
        var ahead = Enumerable.Range(years[^1].Year + 1, until - years[^1].Year).ToList();
        var drawn = Draw(x, line, residuals, [.. ahead.Select(y => (double)(y - years[0].Year))]);
        return new(
            [
                .. ahead.Select(
                    (year, i) =>
                    {
                        var middle = line.At(year - years[0].Year);
                        var low = Math.Min(middle, Quantile(drawn[i], (100 - Coverage) / 200.0));
                        var high = Math.Max(middle, Quantile(drawn[i], (100 + Coverage) / 200.0));
                        return new ForecastYear(year, Within(middle), Within(low), Within(high));
                    }
                ),
            ],
            null,
            years.Count
        );

        decimal Within(double value) =>
            Math.Round(
                Math.Clamp((decimal)value, least, most ?? decimal.MaxValue),
                4,
                MidpointRounding.AwayFromZero
            );
    }

    /// <summary>A line through few points lies nearer to them than the truth does, so what is left is widened by n ÷ (n − 2).</summary>
    private static double[] Residuals(
        double[] x,
        IReadOnlyList<(int Year, decimal Value)> years,
        Line line
    )
    {
        var widened = Math.Sqrt((double)x.Length / (x.Length - 2));
        return [.. x.Select((at, i) => ((double)years[i].Value - line.At(at)) * widened)];
    }

    private static double[][] Draw(double[] x, Line line, double[] residuals, double[] ahead)
    {
        // Fixed on purpose: chance here is a tool of the computation and must not move a figure between two views.
        var random = new Random(Seed);
        double Any() => residuals[random.Next(residuals.Length)];
        var drawn = ahead.Select(_ => new double[Draws]).ToArray();
        for (var draw = 0; draw < Draws; draw++)
        {
            var other = Line.Through(x, [.. x.Select(at => line.At(at) + Any())]);
            for (var i = 0; i < ahead.Length; i++)
            {
                drawn[i][draw] = other.At(ahead[i]) + Any();
            }
        }

        foreach (var values in drawn)
        {
            Array.Sort(values);
        }

        return drawn;
    }

    private static double Quantile(double[] sorted, double share) =>
        sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private readonly record struct Line(double Start, double Slope)
    {
        public double At(double x) => Start + Slope * x;

        public static Line Through(double[] x, double[] y)
        {
            var slopes = new List<double>(x.Length * (x.Length - 1) / 2);
            for (var i = 0; i < x.Length; i++)
            {
                for (var j = i + 1; j < x.Length; j++)
                {
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }

            var slope = Median([.. slopes]);
            return new(Median([.. x.Select((at, i) => y[i] - slope * at)]), slope);
        }

        private static double Median(double[] values)
        {
            Array.Sort(values);
            var middle = values.Length / 2;
            return values.Length % 2 == 1
                ? values[middle]
                : (values[middle - 1] + values[middle]) / 2;
        }
    }
}
