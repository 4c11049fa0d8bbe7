using ThuocDo.OneStop.Simulation;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Tests.Oversight.Radar;

/// <summary>
/// A year of a province in traces: 64 offices of three levels and very different sizes, each with habits of its own (how often the
/// last day, how late the signer, how often people file at night), limits of four lengths, overtime at the end of the year, an
/// outage that makes one office work a night. Clean: nobody plays a trick. Planted: six offices of one level play one trick each, for a part of their dossiers.
/// </summary>
internal sealed class SampleProvince
{
    public const int Units = 64;

    /// <summary>Share of the dossiers of the planted office on which the trick is played; of nights, how many in the year.</summary>
    public static double Dose(RadarSign sign) =>
        sign switch
        {
            RadarSign.LastDay => 0.70,
            RadarSign.Reopened => 0.08,
            RadarSign.LateSupplement => 0.08,
            RadarSign.CounterOnline => 0.90,
            RadarSign.NightBatch => 18,
            _ => 0.08,
        };

    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int[] Limits = [1, 5, 10, 20];

    private readonly Seeded random;
    private readonly List<DossierTrace> traces = [];

    private SampleProvince(int seed) => random = Seeded.From(seed, "radar");

    public static Guid Unit(int index) => new(index + 1, 0, 0, new byte[8]);

    public static int LevelOf(Guid unit) =>
        BitConverter.ToInt32(unit.ToByteArray(), 0) is var n && n <= 6 ? 0
        : n <= 13 ? 1
        : 2;

    /// <summary>The office of a level that plays the trick. Of the lowest level it has 320 dossiers, of the others as many as it comes to.</summary>
    public static int Player(RadarSign sign, int level) =>
        level switch
        {
            0 => (int)sign,
            1 => 6 + (int)sign,
            _ => 20 + 7 * (int)sign,
        };

    /// <param name="planted">None: clean. A level: six offices of it play a trick each.</param>
    public static IReadOnlyList<DossierTrace> Of(int seed, int? planted)
    {
        var province = new SampleProvince(seed);
        var tricks = planted is { } level
            ? Enum.GetValues<RadarSign>().ToDictionary(s => Player(s, level))
            : [];
        for (var unit = 0; unit < Units; unit++)
        {
            province.Add(unit, tricks.TryGetValue(unit, out var trick) ? trick : null);
        }

        return province.traces;
    }

    private void Add(int unit, RadarSign? trick)
    {
        var level = LevelOf(Unit(unit));
        var size = (int)(
            (
                level == 0 ? 900
                : level == 1 ? 450
                : 260
            ) * Math.Exp(0.45 * Normal())
        );
        if (trick is not null && level == 2)
        {
            size = 320;
        }

        var lastDay = Habit(
            level == 0 ? 0.30
                : level == 1 ? 0.24
                : 0.18,
            0.35
        );
        var late = Habit(0.06, 0.4);
        var online = Habit(0.55, 0.4);
        var office = Habit(0.72, 0.18);
        var supplement = Habit(0.07, 0.35);
        var refile = Habit(0.12, 0.4);
        var reopen = Habit(0.002, 0.5);
        var overtime = Habit(0.004, 0.6);
        var outage = random.Chance(0.04);
        for (var i = 0; i < size; i++)
        {
            Dossier(
                unit,
                trick,
                lastDay,
                late,
                online,
                office,
                supplement,
                refile,
                reopen,
                overtime
            );
        }

        var nights =
            trick == RadarSign.NightBatch ? (int)Dose(RadarSign.NightBatch)
            : outage ? 1
            : 0;
        for (var n = 0; n < nights; n++)
        {
            Night(unit, random.Below(360));
        }
    }

    private void Dossier(
        int unit,
        RadarSign? trick,
        double lastDay,
        double late,
        double online,
        double office,
        double supplement,
        double refile,
        double reopen,
        double overtime
    )
    {
        var day = random.Below(340);
        var limit = Limits[random.Below(Limits.Length)];
        var isOnline = random.Chance(online);
        var received = Start.AddDays(day).AddHours(1 + 8 * random.Unit());
        var promised = Start.AddDays(day + limit).AddHours(10);
        var isLate = random.Chance(late);
        // Short limits lie on their last day more often.
        var onLast =
            !isLate
            && (
                random.Chance(Math.Min(0.95, lastDay * (1 + 4.0 / (limit + 1))))
                || trick == RadarSign.LastDay && random.Chance(Dose(RadarSign.LastDay))
            );
        var closed =
            isLate ? promised.AddDays(1 + random.Below(10)).AddHours(-3 * random.Unit())
            : onLast || limit == 1 ? promised.AddHours(-4 * random.Unit())
            : Start.AddDays(day + random.Below(limit)).AddHours(2 + 7 * random.Unit());
        if (closed < received)
        {
            closed = received.AddHours(1);
        }

        if (random.Chance(overtime * (day > 320 ? 4 : 1)))
        {
            closed = closed.Date.AddHours(13.5 + 2 * random.Unit());
        }

        var endsBadly = random.Chance(0.03);
        DateTime? asked = random.Chance(supplement)
            ? received.AddHours(
                Math.Max(1, (promised - received).TotalHours * Math.Pow(random.Unit(), 1.5))
            )
            : null;
        if (
            trick == RadarSign.LateSupplement
            && limit >= SignCounts.LeastDays
            && random.Chance(Dose(RadarSign.LateSupplement))
        )
        {
            asked = promised.AddHours(-1 - 4 * random.Unit());
        }

        var atCounter =
            random.Chance(office)
            || trick == RadarSign.CounterOnline && random.Chance(Dose(RadarSign.CounterOnline));
        traces.Add(
            new DossierTrace
            {
                Id = new Guid(traces.Count + 1, 1, 0, new byte[8]),
                UnitId = Unit(unit),
                IsOnline = isOnline,
                FiledAt = isOnline ? Filed(day, atCounter) : received,
                ReceivedAt = received,
                PromisedAt = promised,
                ClosedAt = closed,
                End =
                    endsBadly && random.Chance(0.5) ? TraceEnd.WithoutResult
                    : closed.Date > promised.Date ? TraceEnd.Late
                    : closed.Date == promised.Date ? TraceEnd.OnLastDay
                    : TraceEnd.Early,
                SupplementAt = asked,
                WasReopened =
                    random.Chance(reopen)
                    || trick == RadarSign.Reopened && random.Chance(Dose(RadarSign.Reopened)),
                WasRefiled =
                    endsBadly && random.Chance(refile)
                    || trick == RadarSign.Refiled && random.Chance(Dose(RadarSign.Refiled)),
            }
        );
    }

    /// <summary>Five to nine closed within a few minutes after dinner.</summary>
    private void Night(int unit, int day)
    {
        var at = Start.AddDays(day).AddHours(14 + 2 * random.Unit());
        for (var i = 5 + random.Below(5); i > 0; i--)
        {
            traces.Add(
                new DossierTrace
                {
                    Id = new Guid(traces.Count + 1, 2, 0, new byte[8]),
                    UnitId = Unit(unit),
                    IsOnline = false,
                    FiledAt = at.AddDays(-4),
                    ReceivedAt = at.AddDays(-4),
                    PromisedAt = at.AddDays(6),
                    ClosedAt = at.AddMinutes(8 * random.Unit()),
                    End = TraceEnd.Early,
                }
            );
        }
    }

    private DateTime Filed(int day, bool inOffice)
    {
        var date = Start.AddDays(day);
        if (!inOffice)
        {
            return date.AddHours(11 + 5 * random.Unit());
        }

        while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            date = date.AddDays(1);
        }

        return date.AddHours(0.1 + 4.2 * random.Unit());
    }

    /// <summary>The habit of an office around a middle, on the logit scale.</summary>
    private double Habit(double middle, double spread)
    {
        var logit = Math.Log(middle / (1 - middle)) + spread * Normal();
        return 1 / (1 + Math.Exp(-logit));
    }

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
}
