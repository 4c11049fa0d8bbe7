using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Simulation;

/// <summary>
/// How many come when and where. The shares are settings of the demonstration, not published figures of the province:
/// most work is done in communes, the weeks around Tết are thin, spring after it is busy, every year brings a little more.
/// </summary>
public sealed class Workload
{
    private static readonly double[] MonthWeight =
    [
        0.9,
        0.8,
        1.15,
        1.1,
        1.05,
        1.05,
        1.0,
        1.0,
        1.0,
        1.0,
        1.0,
        0.95,
    ];

    private readonly UnitTree tree;
    private readonly Catalogue catalogue;
    private readonly int seed;
    private readonly Dictionary<DateOnly, Offices> offices = [];
    private readonly List<DateOnly> changes;

    public Workload(UnitTree tree, Catalogue catalogue, int seed)
    {
        this.tree = tree;
        this.catalogue = catalogue;
        this.seed = seed;
        changes = tree
            .All.SelectMany(u => new[] { u.ValidFrom, u.ValidTo ?? u.ValidFrom })
            .Concat(
                catalogue.Versions.SelectMany(v => new[] { v.ValidFrom, v.ValidTo ?? v.ValidFrom })
            )
            .Distinct()
            .Order()
            .ToList();
    }

    /// <summary>The days of receipt of all dossiers, in order.</summary>
    public IEnumerable<DateOnly> Days(SimulationPlan plan, WorkCalendar calendar)
    {
        var days = Enumerable
            .Range(0, plan.To.DayNumber - plan.From.DayNumber + 1)
            .Select(plan.From.AddDays)
            .ToList();
        var total = 0.0;
        var cumulative = days.Select(day => total += Weight(day, plan.From, calendar)).ToArray();
        var random = Seeded.From(seed, "days");
        return Enumerable
            .Range(0, plan.Dossiers)
            .Select(_ => random.Weighted(cumulative))
            .Order()
            .Select(index => days[index])
            .ToList();
    }

    /// <summary>An office and a procedure version it receives on that day; null if the period has none.</summary>
    public (Unit Office, ProcedureVersion Version)? Choose(DateOnly day, Seeded random)
    {
        var period = changes.FindLast(change => change <= day);
        if (!offices.TryGetValue(period, out var today))
        {
            offices[period] = today = Offices.On(day, tree, catalogue, seed);
        }

        return today.Choose(random);
    }

    private static double Weight(DateOnly day, DateOnly first, WorkCalendar calendar)
    {
        var weight = MonthWeight[day.Month - 1] * (1 + 0.06 * (day.Year - first.Year));
        if (!calendar.IsWorkingDay(day))
        {
            // Online only.
            return weight * 0.02 * (day.Year - 2019);
        }

        var nearTet = Enumerable
            .Range(1, 5)
            .Count(n =>
                !calendar.IsWorkingDay(day.AddDays(n)) || !calendar.IsWorkingDay(day.AddDays(-n))
            );
        return weight * (nearTet >= 5 ? 0.5 : 1) * (day.DayOfWeek == DayOfWeek.Monday ? 1.25 : 1);
    }

    private sealed class Offices(
        double[] levels,
        Dictionary<Level, (Unit[] Units, double[] Cumulative)> byLevel,
        Dictionary<Guid, ProcedureVersion[]> versions
    )
    {
        public static Offices On(DateOnly day, UnitTree tree, Catalogue catalogue, int seed)
        {
            var inForce = catalogue
                .Versions.Where(v => v.IsValidOn(day))
                .OrderBy(v => catalogue[v.ProcedureId].Code, StringComparer.Ordinal)
                .ToList();
            var units = tree
                .All.Where(u => u.IsValidOn(day) && u.Identifier is not null)
                .OrderBy(u => u.Key, StringComparer.Ordinal)
                .ToList();
            var received = units
                .Select(u =>
                    (
                        Unit: u,
                        Versions: inForce
                            .Where(v =>
                                v.Level == u.Level
                                && Dossiers.Placement.Refusal(v, u, tree, day) is null
                            )
                            .ToArray()
                    )
                )
                .Where(x =>
                    x.Versions.Length > 0
                    && (x.Unit.Level != Level.Province || x.Unit.Kind == UnitKind.Centre)
                )
                .ToList();
            var byLevel = received
                .GroupBy(x => x.Unit.Level)
                .ToDictionary(
                    g => g.Key,
                    g =>
                    {
                        var total = 0.0;
                        return (
                            g.Select(x => x.Unit).ToArray(),
                            g.Select(x =>
                                    total +=
                                        0.4
                                        + 1.2
                                            * Seeded
                                                .From(seed, "size/" + (x.Unit.Code ?? x.Unit.Key))
                                                .Unit()
                                )
                                .ToArray()
                        );
                    }
                );
            var share = 0.0;
            double[] levels =
            [
                share += byLevel.ContainsKey(Level.Province) ? 0.17 : 0,
                share += byLevel.ContainsKey(Level.District) ? 0.23 : 0,
                share += byLevel.ContainsKey(Level.Commune) ? 0.60 : 0,
            ];
            return new Offices(
                levels,
                byLevel,
                received.ToDictionary(x => x.Unit.Id, x => x.Versions)
            );
        }

        public (Unit, ProcedureVersion)? Choose(Seeded random)
        {
            if (byLevel.Count == 0)
            {
                return null;
            }

            var (units, cumulative) = byLevel[(Level)random.Weighted(levels)];
            var office = units[random.Weighted(cumulative)];
            // The first procedures of an office are far more frequent than the last ones.
            var list = versions[office.Id];
            var skew = random.Unit();
            return (office, list[(int)(skew * skew * list.Length)]);
        }
    }
}
