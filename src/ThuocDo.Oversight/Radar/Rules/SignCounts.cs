using ThuocDo.Shared.Contracts;

namespace ThuocDo.Oversight.Radar.Rules;

/// <summary>A pattern in the times of dossiers that has innocent reasons, and also a trick as one.</summary>
public enum RadarSign
{
    /// <summary>Results heap on the last day.</summary>
    LastDay,

    /// <summary>Closed and opened again.</summary>
    Reopened,

    /// <summary>A supplement is asked for in the last hours.</summary>
    LateSupplement,

    /// <summary>Online dossiers come only while the counter is open.</summary>
    CounterOnline,

    /// <summary>Many are closed at once at night.</summary>
    NightBatch,

    /// <summary>Ended without a grant and filed again under a new number.</summary>
    Refiled,
}

/// <summary>What is counted of a unit for a sign.</summary>
/// <param name="Cases">Among how many; for <see cref="RadarSign.NightBatch"/> days on which something was closed, else dossiers.</param>
/// <param name="Hits">How many of them bear the sign.</param>
/// <param name="Expected">How many would bear it if each of its kinds of dossiers did as in the other units: by level and length of the limit. The unit itself is left out.</param>
/// <param name="Peers">How many other units of its level have enough cases to say what is usual.</param>
public sealed record SignCount(
    RadarSign Sign,
    Guid UnitId,
    long Cases,
    long Hits,
    double Expected,
    int Peers
);

/// <summary>Counts the signs. What is a sign is said here and nowhere else.</summary>
public static class SignCounts
{
    /// <summary>A shorter limit has no time to heap in.</summary>
    public const int LeastDays = 3;

    /// <summary>Before what the slip promised.</summary>
    public const int LastHours = 24;
    public const int NightFrom = 20;
    public const int NightTo = 6;
    public const int BatchSize = 5;
    public const int BatchMinutes = 15;

    /// <param name="traces">Of the whole province: what is usual is taken from them.</param>
    /// <param name="levelOf">A small number for the level of a unit.</param>
    public static IReadOnlyList<SignCount> Of(
        IEnumerable<DossierTrace> traces,
        Func<Guid, int> levelOf
    )
    {
        var tally = new SignTally(levelOf);
        foreach (var trace in traces)
        {
            tally.Add(trace);
        }

        return tally.Counts();
    }

    /// <summary>Whether the sign could be on the dossier at all; not for <see cref="RadarSign.NightBatch"/>, which is of days.</summary>
    public static bool IsCase(RadarSign sign, in DossierTrace trace) =>
        sign switch
        {
            RadarSign.LastDay => trace.End is TraceEnd.Early or TraceEnd.OnLastDay
                && Days(trace) >= LeastDays,
            RadarSign.LateSupplement => Days(trace) >= LeastDays,
            RadarSign.CounterOnline => trace.IsOnline,
            _ => true,
        };

    public static bool IsHit(RadarSign sign, in DossierTrace trace) =>
        sign switch
        {
            RadarSign.LastDay => trace.End == TraceEnd.OnLastDay,
            RadarSign.Reopened => trace.WasReopened,
            RadarSign.LateSupplement => trace.SupplementAt is { } at
                && at <= trace.PromisedAt
                && at > trace.PromisedAt.AddHours(-LastHours),
            RadarSign.CounterOnline => IsOfficeTime(trace.FiledAt.AddHours(7)),
            RadarSign.Refiled => trace.WasRefiled,
            _ => false,
        };

    /// <summary>The dossiers behind a figure, for those who may look.</summary>
    public static IReadOnlyList<DossierTrace> Behind(
        RadarSign sign,
        Guid unit,
        IReadOnlyList<DossierTrace> traces
    )
    {
        var own = traces.Where(t => t.UnitId == unit).OrderBy(t => t.ClosedAt).ToList();
        if (sign != RadarSign.NightBatch)
        {
            return [.. own.Where(t => IsCase(sign, t) && IsHit(sign, t))];
        }

        var nights = Nights([.. own.Select(t => t.ClosedAt.AddHours(7))]);
        return
        [
            .. own.Where(t =>
                IsNight(t.ClosedAt.AddHours(7)) && nights.Contains(NightOf(t.ClosedAt.AddHours(7)))
            ),
        ];
    }

    /// <param name="closings">Local times in order.</param>
    /// <returns>The evenings of nights in which a batch was closed.</returns>
    internal static HashSet<DateTime> Nights(List<DateTime> closings)
    {
        var nights = new HashSet<DateTime>();
        var night = closings.Where(IsNight).ToList();
        for (var i = BatchSize - 1; i < night.Count; i++)
        {
            if (night[i] - night[i - BatchSize + 1] <= TimeSpan.FromMinutes(BatchMinutes))
            {
                nights.Add(NightOf(night[i]));
            }
        }

        return nights;
    }

    private static DateTime NightOf(DateTime local) => local.AddHours(-NightTo).Date;

    private static bool IsNight(DateTime local) => local.Hour is >= NightFrom or < NightTo;

    private static bool IsOfficeTime(DateTime local)
    {
        var minute = local.Hour * 60 + local.Minute;
        return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && (minute is >= 7 * 60 and < 11 * 60 + 30 || minute is >= 13 * 60 + 30 and < 17 * 60);
    }

    private static int Days(in DossierTrace trace) =>
        (trace.PromisedAt.AddHours(7).Date - trace.ReceivedAt.AddHours(7).Date).Days;

    /// <summary>A result of a short limit lies on its last day more often by itself.</summary>
    internal static int LengthOf(RadarSign sign, in DossierTrace trace) =>
        sign is RadarSign.LastDay or RadarSign.LateSupplement
            ? Days(trace) switch
            {
                <= 4 => 0,
                <= 7 => 1,
                <= 14 => 2,
                <= 30 => 3,
                _ => 4,
            }
            : 0;
}

/// <summary>Counts dossier by dossier, so that none of them has to be kept.</summary>
public sealed class SignTally(Func<Guid, int> levelOf)
{
    private const int Lengths = 5;

    private static readonly RadarSign[] Signs = Enum.GetValues<RadarSign>();

    private readonly Dictionary<Guid, Tally> units = [];

    public void Add(in DossierTrace trace)
    {
        if (!units.TryGetValue(trace.UnitId, out var tally))
        {
            tally = new Tally(levelOf(trace.UnitId));
            units.Add(trace.UnitId, tally);
        }

        foreach (var sign in Signs)
        {
            if (sign != RadarSign.NightBatch && SignCounts.IsCase(sign, trace))
            {
                var at = (int)sign * Lengths + SignCounts.LengthOf(sign, trace);
                tally.Cases[at]++;
                tally.Hits[at] += SignCounts.IsHit(sign, trace) ? 1 : 0;
            }
        }

        tally.Closings.Add(trace.ClosedAt.AddHours(7));
    }

    public IReadOnlyList<SignCount> Counts()
    {
        foreach (var tally in units.Values)
        {
            var at = (int)RadarSign.NightBatch * Lengths;
            tally.Closings.Sort();
            tally.Cases[at] = tally.Closings.Select(c => c.Date).Distinct().Count();
            tally.Hits[at] = SignCounts.Nights(tally.Closings).Count;
        }

        var levels = units
            .Values.GroupBy(t => t.Level)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    var sum = new Tally(g.Key);
                    foreach (var tally in g)
                    {
                        for (var i = 0; i < sum.Cases.Length; i++)
                        {
                            sum.Cases[i] += tally.Cases[i];
                            sum.Hits[i] += tally.Hits[i];
                        }
                    }

                    return (
                        Sum: sum,
                        Able: Signs
                            .Select(s => g.Count(t => t.CasesOf(s) >= RadarRules.LeastCases))
                            .ToArray()
                    );
                }
            );
        return
        [
            .. Signs.SelectMany(sign =>
                units
                    .OrderBy(u => u.Key)
                    .Where(u => u.Value.CasesOf(sign) > 0)
                    .Select(u =>
                    {
                        var (sum, able) = levels[u.Value.Level];
                        var cases = u.Value.CasesOf(sign);
                        return new SignCount(
                            sign,
                            u.Key,
                            cases,
                            u.Value.HitsOf(sign),
                            Expected(sign, u.Value, sum),
                            able[(int)sign] - (cases >= RadarRules.LeastCases ? 1 : 0)
                        );
                    })
            ),
        ];
    }

    /// <summary>What the others of the level would have among these cases. A unit in its own norm would hide itself, most of all where there are few.</summary>
    private static double Expected(RadarSign sign, Tally own, Tally level)
    {
        var cases = level.CasesOf(sign) - own.CasesOf(sign);
        var rate = cases > 0 ? (double)(level.HitsOf(sign) - own.HitsOf(sign)) / cases : 0;
        var expected = 0.0;
        for (var i = (int)sign * Lengths; i < ((int)sign + 1) * Lengths; i++)
        {
            var others = level.Cases[i] - own.Cases[i];
            expected +=
                own.Cases[i] * (others > 0 ? (double)(level.Hits[i] - own.Hits[i]) / others : rate);
        }

        return expected;
    }

    private sealed class Tally(int level)
    {
        public int Level => level;
        public long[] Cases { get; } = new long[Signs.Length * Lengths];
        public long[] Hits { get; } = new long[Signs.Length * Lengths];
        public List<DateTime> Closings { get; } = [];

        public long CasesOf(RadarSign sign) => Sum(Cases, sign);

        public long HitsOf(RadarSign sign) => Sum(Hits, sign);

        private static long Sum(long[] numbers, RadarSign sign)
        {
            var sum = 0L;
            for (var i = (int)sign * Lengths; i < ((int)sign + 1) * Lengths; i++)
            {
                sum += numbers[i];
            }

            return sum;
        }
    }
}
