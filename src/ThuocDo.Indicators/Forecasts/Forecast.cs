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
/// Carries whole years on to a deadline: halfway between "as in the last year" and the trend. The trend is Theil and Sen's: the median of
/// the slopes between all pairs of years, through the median of what is left, so that one odd year does not turn it; it is damped because
/// published figures turn more often than they go on (docs/guide/forecast-backtest.md). The interval comes from how far the changes from
/// year to year lay from half the slope: Student's quantile times their root mean square, growing with the root of the distance, and never without room for the whole trend. It knows
/// no new rule and no reorganisation. Nothing leaves the range of possible values.
/// </summary>
public static class Forecaster
{
    /// <summary>Three years lie near a line by chance too often.</summary>
    public const int FewestYears = 4;

    /// <summary>Of a hundred, how many years should fall into the interval.</summary>
    public const int Coverage = 80;

    /// <summary>How much of the trend is believed.</summary>
    private const double Damping = 0.5;

    /// <summary>Student's t that 80 % of the draws stay within, by degrees of freedom from 1 (tables of the distribution).</summary>
    private static readonly double[] Student =
    [
        3.078,
        1.886,
        1.638,
        1.533,
        1.476,
        1.440,
        1.415,
        1.397,
        1.383,
        1.372,
    ];

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
        var values = years.Select(y => (double)y.Value).ToArray();
        var line = Line.Through(x, values);
        var spread = Spread(x, values, Damping * line.Slope);
        return new(
            [
                .. Enumerable
                    .Range(years[^1].Year + 1, until - years[^1].Year)
                    .Select(year =>
                    {
                        var trend = line.At(year - years[0].Year);
                        var middle = values[^1] + Damping * (trend - values[^1]);
                        // Never so narrow that the series going on as before would lie outside.
                        var ahead = year - years[^1].Year;
                        var half = Math.Max(
                            spread * Math.Sqrt(ahead),
                            Damping * Math.Abs(line.Slope) * ahead
                        );
                        return new ForecastYear(
                            year,
                            Within(middle),
                            Within(middle - half),
                            Within(middle + half)
                        );
                    }),
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

    /// <summary>
    /// Half the interval one year ahead. A gap of several years counts by the root of its length. The slope was found from the same years,
    /// of which its half is used: half a degree of freedom is taken off.
    /// </summary>
    private static double Spread(double[] x, double[] values, double drift)
    {
        var changes = x.Length - 1;
        var squares = Enumerable
            .Range(1, changes)
            .Sum(i =>
            {
                var gap = x[i] - x[i - 1];
                var off = values[i] - values[i - 1] - drift * gap;
                return off * off / gap;
            });
        return Student[Math.Min(changes, Student.Length) - 1]
            * Math.Sqrt(squares / (changes - Damping));
    }

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
