using Shouldly;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using Xunit;

namespace ThuocDo.Tests.Organisation.Staff;

/// <summary>
/// Counts of units, quota, people and self-financing units on any day against a plain replay: a province held in dictionaries, changed day by day,
/// act by act, and counted where it stands.
/// </summary>
public sealed class FoldTests
{
    private static readonly DateOnly Begin = new(2020, 1, 1);
    private static readonly DateOnly End = new(2026, 1, 1);

    /// <summary>The places of the real tree: departments and districts that end in 2025, communes that merge in 2024 and 2025.</summary>
    private static readonly UnitTree Real = UnitFacts.Tree();

    public static TheoryData<int, bool> Seeds
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var seed = 1; seed <= 20; seed++)
            {
                data.Add(seed, seed % 2 == 0);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Figures_OnAnyDay_AreThoseOfAReplayDayByDay(int seed, bool isReal)
    {
        var random = new Random(seed);
        var tree = isReal ? Real : RandomTree(random);
        var world = new World(tree);
        var acts = Acts(random, tree, world.Clone());
        acts.Count(a => a.Kind == ActKind.Merged).ShouldBeGreaterThan(0);
        var fold = new ServiceUnitFold(acts, tree);
        var staff = new StaffFold(fold, tree);
        var ids = acts.Select(a => a.ServiceUnitId).OfType<Guid>().Distinct().ToList();
        var byDay = fold.Acts.ToLookup(a => a.EffectiveOn);
        for (var day = Begin; day < End; day = day.AddDays(1))
        {
            world.BeginDay(day);
            foreach (var act in byDay[day].OrderBy(a => a.Number))
            {
                world.Apply(act);
            }

            if (
                byDay[day].Any()
                || day.DayNumber % 41 == 0
                || day.Day == 1 && day.Month is 3 or 7 or 11
            )
            {
                Compare(day);
            }
        }

        void Compare(DateOnly day)
        {
            ids.Where(u => fold.StandsOn(u, day))
                .ShouldBe(ids.Where(world.Place.ContainsKey), $"{day}");
            foreach (var (unit, place) in world.Place)
            {
                fold.PlaceOn(unit, day)!.Id.ShouldBe(place, $"{day}");
                (fold.AutonomyOn(unit, day)?.Code).ShouldBe(world.GroupOn(unit, day), $"{day}");
            }

            foreach (var source in PaySources.All)
            {
                ids.Sum(u => staff.QuotaOf(u, source, day))
                    .ShouldBe(
                        world
                            .Quota.Where(q =>
                                q.Key.Body.ServiceUnit is not null && q.Key.Source == source
                            )
                            .Sum(q => q.Value),
                        $"{day}"
                    );
                foreach (
                    var ((body, paid), count) in world.Quota.Where(q => q.Key.Source == source)
                )
                {
                    (
                        body.ServiceUnit is { } unit
                            ? staff.QuotaOf(unit, paid, day)
                            : staff.QuotaOfAgency(body.Unit, paid, day)
                    ).ShouldBe(count, $"{day} {body}");
                }
            }

            staff
                .SeatsOn(day)
                .Select(s => (s.PersonId, s.Body, s.Act.Code!))
                .ShouldBe(
                    world.Seats.Select(s => (s.Key, s.Value.Body, s.Value.Source)),
                    ignoreOrder: true,
                    $"{day}"
                );
        }
    }

    /// <summary>What a scope counts and what its parts count are the same, and the whole is the sum of the plain counts.</summary>
    [Theory, InlineData(101), InlineData(102), InlineData(103), InlineData(104)]
    public void Reduction_OfTheWhole_IsTheDifferenceOfTheCountsOfBothDays(int seed)
    {
        var random = new Random(seed);
        var acts = Acts(random, Real, new World(Real));
        var fold = new ServiceUnitFold(acts, Real);
        var staff = new StaffFold(fold, Real);
        var ids = acts.Select(a => a.ServiceUnitId).OfType<Guid>().Distinct().ToList();
        var register = ids.Select((u, i) => Sample(u, i % 7 == 3 ? "left out" : null)).ToList();
        var counted = register.Where(u => u.Counts).Select(u => u.Id).ToHashSet();
        var reduction = new Reduction(register, fold, Real);
        foreach (
            var day in new[]
            {
                new DateOnly(2022, 5, 3),
                new DateOnly(2024, 11, 1),
                new DateOnly(2025, 6, 30),
                new DateOnly(2025, 12, 26),
            }
        )
        {
            var units = reduction.OfUnits(null, day);
            units
                .Sum(l => l.Base)
                .ShouldBe(counted.Count(u => fold.StandsOn(u, Reduction.BaseDay)));
            units.Sum(l => l.Now).ShouldBe(counted.Count(u => fold.StandsOn(u, day)));
            reduction.Standing(null, day).Count.ShouldBe(counted.Count(u => fold.StandsOn(u, day)));
            var people = reduction.OfPeople(staff, null, day);
            people
                .Sum(l => l.Now)
                .ShouldBe(
                    staff
                        .SeatsOn(day)
                        .Count(s =>
                            s.IsBudgetPaid && s.Body.ServiceUnit is { } u && counted.Contains(u)
                        )
                );
            var quota = reduction.OfQuota(staff, null, day);
            quota
                .Sum(l => l.Now)
                .ShouldBe(counted.Sum(u => staff.QuotaOf(u, PaySources.Budget, day)));
            var byHeir = reduction.ByHeir(people, null, day).Values;
            (byHeir.Sum(r => r.Base), byHeir.Sum(r => r.Now)).ShouldBe(
                (people.Sum(l => l.Base), people.Sum(l => l.Now))
            );
            // What stands is in exactly one of the parts: the place of each line is a unit that stands on the day.
            foreach (var part in units.GroupBy(l => l.Place))
            {
                Real[part.Key].IsValidOn(day).ShouldBeTrue();
                reduction
                    .OfUnits(new HashSet<Guid> { part.Key }, day)
                    .Sum(l => l.Now)
                    .ShouldBe(part.Sum(l => l.Now));
            }
        }
    }

    [Fact]
    public void Reduction_OfAProvinceThatEnded_IsThatOfItsLastDayAndOfItsHeirAfterwards()
    {
        var office = StableId.From("office");
        var centre = StableId.From("centre");
        List<OrganisationAct> acts =
        [
            Act(1, ActKind.Established, office, "so-tn-mt", "2019-01-01"),
            Act(2, ActKind.Established, centre, "d587", "2019-01-01"),
            Act(3, ActKind.Dissolved, centre, "d587", "2025-06-01"),
        ];
        var reduction = new Reduction(
            [Sample(office, null), Sample(centre, null)],
            new ServiceUnitFold(acts, Real),
            Real
        );
        var old = Real.Subtree(Unit.IdOf("ninh-thuan"));
        var heir = Real.Subtree(Unit.IdOf("khanh-hoa"));
        Sums(old, "2025-05-31").ShouldBe((2, 2));
        Sums(old, "2025-12-26").ShouldBe((2, 1));
        // The land office went with its department; the centre of the district is put down to the province above.
        Sums(heir, "2025-12-26").ShouldBe((2, 1));
        reduction
            .OfUnits(heir, new DateOnly(2025, 12, 26))
            .Select(l => Real[l.Place].Key)
            .ShouldBe(["kh-so-nn-mt", "khanh-hoa"], ignoreOrder: true);

        (int, int) Sums(IReadOnlySet<Guid> scope, string day)
        {
            var lines = reduction.OfUnits(scope, DateOnly.Parse(day, null));
            return (lines.Sum(l => l.Base), lines.Sum(l => l.Now));
        }
    }

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "2")]
    [InlineData("2023-12-31", "2")]
    [InlineData("2024-01-01", null)]
    [InlineData("2024-06-01", "3")]
    [InlineData("2024-12-31", "3")]
    public void Autonomy_OnADay_IsTheLastDecisionWhileItsPeriodRuns(string day, string? group)
    {
        var unit = StableId.From("unit");
        var fold = new ServiceUnitFold(
            [
                Act(1, ActKind.Established, unit, "so-y-te", "2019-01-01"),
                Act(
                    2,
                    ActKind.Autonomy,
                    unit,
                    "so-y-te",
                    "2022-01-01",
                    code: "2",
                    until: "2023-12-31"
                ),
                Act(3, ActKind.Autonomy, unit, "so-y-te", "2024-06-01", code: "3"),
            ],
            Real
        );
        (fold.AutonomyOn(unit, DateOnly.Parse(day, null))?.Code).ShouldBe(group);
    }

    [Fact]
    public void Act_ThatNoLongerHolds_IsNamedWhenALateOneComesBeforeIt()
    {
        var (one, other) = (StableId.From("one"), StableId.From("other"));
        List<OrganisationAct> acts =
        [
            Act(1, ActKind.Established, one, "so-y-te", "2019-01-01"),
            Act(2, ActKind.Established, other, "so-y-te", "2019-01-01"),
            Act(3, ActKind.Merged, one, "so-y-te", "2024-01-01", other: other),
        ];
        var fold = new ServiceUnitFold(acts, Real);
        Fault(Act(4, ActKind.Merged, one, "so-y-te", "2024-02-01", other: other))
            .ShouldBe("staff.refused.not-standing");
        Fault(Act(4, ActKind.Dissolved, other, "so-y-te", "2023-06-01"))
            .ShouldBe("staff.refused.order");
        Fault(Act(4, ActKind.Merged, other, "so-y-te", "2024-02-01", other: other))
            .ShouldBe("staff.refused.other");
        Fault(Act(4, ActKind.Autonomy, other, "so-y-te", "2024-02-01", code: "5"))
            .ShouldBe("staff.refused.group");
        Fault(Act(4, ActKind.Dissolved, other, "so-y-te", "2024-02-01")).ShouldBeNull();
        ActRules
            .FaultOfAll([.. acts.Where(a => a.Number != 2)], Real)!
            .Key.ShouldBe("staff.refused.order");

        string? Fault(OrganisationAct act) =>
            ActRules.FaultOf(act, fold, Real, new DateOnly(2025, 1, 1))?.Key;
    }

    [Theory]
    [InlineData("2024-01-01", "2024-06-29", "staff.refused.posting")]
    [InlineData("2024-01-01", "2024-06-30", null)]
    [InlineData("2024-01-01", "2025-12-31", null)]
    [InlineData("2024-01-01", "2026-01-01", "staff.refused.posting")]
    public void Posting_ToTheOneStopUnit_LastsSixToTwentyFourMonths(
        string from,
        string until,
        string? key
    )
    {
        var person = StableId.From("person");
        OrganisationAct Of(int number, ActKind kind, string day, string? end = null) =>
            new()
            {
                Id = StableId.From($"act {number}"),
                Number = number,
                Kind = kind,
                UnitId = Unit.IdOf("so-y-te"),
                PersonId = person,
                Position = "CV",
                Code = PaySources.Budget,
                EffectiveOn = DateOnly.Parse(day, null),
                Until = end is null ? null : DateOnly.Parse(end, null),
                Document = "1/QĐ",
                DocumentOn = DateOnly.Parse(day, null),
            };
        var fault = ActRules.FaultOf(
            Of(2, ActKind.Posted, from, until),
            new ServiceUnitFold([Of(1, ActKind.Appointed, "2020-01-01")], Real),
            Real,
            new DateOnly(2025, 1, 1)
        );
        (fault?.Key).ShouldBe(key);
    }

    [Theory]
    [InlineData("2021-12-20", 2022, "staff.refused.quota-year")]
    [InlineData("2022-01-01", 2022, null)]
    [InlineData("2022-12-31", 2022, null)]
    [InlineData("2024-03-01", 2021, "staff.refused.quota-year")]
    public void Quota_TakesEffectWithinItsYear(string day, int year, string? key)
    {
        var act = new OrganisationAct
        {
            Id = StableId.From("quota"),
            Number = 1,
            Kind = ActKind.Quota,
            UnitId = Unit.IdOf("so-y-te"),
            Code = PaySources.Budget,
            Year = year,
            Count = 5,
            EffectiveOn = DateOnly.Parse(day, null),
            Document = "1/QĐ",
            DocumentOn = DateOnly.Parse(day, null),
        };
        var fault = ActRules.FaultOf(
            act,
            new ServiceUnitFold([], Real),
            Real,
            new DateOnly(2025, 1, 1)
        );
        (fault?.Key).ShouldBe(key);
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, false, true)]
    [InlineData(4, false, true)]
    [InlineData(5, false, false)]
    [InlineData(1, true, false)]
    public void Classes_OfFewMarks_AreShownOnlyToThoseWhoKeepTheStaff(
        int marks,
        bool keeps,
        bool hidden
    ) => EvaluationRow.Hides(marks, keeps).ShouldBe(hidden);

    /// <summary>A merger with nobody gone: neither row is less, and the heir's is not more.</summary>
    [Fact]
    public void Reduction_ByUnit_PutsTheBaseOfAMergedUnitDownToItsHeir()
    {
        var (one, other, gone) = (
            StableId.From("one"),
            StableId.From("other"),
            StableId.From("gone")
        );
        var fold = new ServiceUnitFold(
            [
                Act(1, ActKind.Established, one, "so-y-te", "2019-01-01"),
                Act(2, ActKind.Established, other, "so-y-te", "2019-01-01"),
                Act(3, ActKind.Established, gone, "so-y-te", "2019-01-01"),
                Act(4, ActKind.Merged, one, "so-y-te", "2023-01-01", other: other),
                Act(5, ActKind.Dissolved, gone, "so-y-te", "2023-01-01"),
            ],
            Real
        );
        var reduction = new Reduction(
            [Sample(one, null), Sample(other, null), Sample(gone, null)],
            fold,
            Real
        );
        var place = Unit.IdOf("so-y-te");
        var rows = reduction.ByHeir(
            [
                new ReductionLine(one, place, 10, 0),
                new ReductionLine(other, place, 10, 20),
                new ReductionLine(gone, place, 3, 0),
            ],
            null,
            new DateOnly(2024, 1, 1)
        );
        rows.Count.ShouldBe(2);
        rows[other].ShouldBe((20, 20));
        rows[gone].ShouldBe((3, 0));
    }

    [Fact]
    public void Scheme_OfAnAgency_GoesThroughItsNewName()
    {
        var line = SchemeRules.Line(Unit.IdOf("ban-dan-toc"), Real);
        line.ShouldContain(Unit.IdOf("so-dt-tg-2025"));
        SchemeRules.Line(Unit.IdOf("so-dt-tg-2025"), Real).ShouldBe(line, ignoreOrder: true);
    }

    [Fact]
    public void Cost_OfADossier_IsDirectMoneyAndItsPartOfTheCommon()
    {
        List<OrganisationAct> acts =
        [
            Money(1, ActKind.Allotted, "dossiers", 700),
            Money(2, ActKind.Spent, "dossiers", 600),
            Money(3, ActKind.Spent, "management", 200),
            Money(4, ActKind.Spent, "common", 400),
        ];
        var money = UnitCost.ByProduct(acts, 2024);
        money["dossiers"].ShouldBe(new ProductMoney(700, 600));
        var cost = UnitCost.Of(money, 9)!;
        (cost.Allocated, cost.Total, cost.Each).ShouldBe((300m, 900m, 100m));
        UnitCost.Of(money, 0)!.Each.ShouldBeNull();
        UnitCost.Of(UnitCost.ByProduct(acts, 2023), 9).ShouldBeNull();

        static OrganisationAct Money(int number, ActKind kind, string product, decimal amount) =>
            new()
            {
                Id = StableId.From($"money {number}"),
                Number = number,
                Kind = kind,
                UnitId = Unit.IdOf("so-y-te"),
                Code = product,
                Year = 2024,
                Amount = amount,
                EffectiveOn = new DateOnly(2024, 1, 5),
                Document = "1/QĐ",
                DocumentOn = new DateOnly(2024, 1, 5),
            };
    }

    private static ServiceUnit Sample(Guid id, string? leftOut) =>
        new()
        {
            Id = id,
            Name = id.ToString("N"),
            NameEn = "",
            PlaceId = Unit.IdOf("ninh-thuan"),
            LeftOut = leftOut,
        };

    private static OrganisationAct Act(
        int number,
        ActKind kind,
        Guid unit,
        string place,
        string day,
        Guid? other = null,
        string? code = null,
        string? until = null
    ) =>
        new()
        {
            Id = StableId.From($"act {number}"),
            Number = number,
            Kind = kind,
            ServiceUnitId = unit,
            UnitId = Unit.IdOf(place),
            OtherId = other,
            Code = code,
            EffectiveOn = DateOnly.Parse(day, null),
            Until = until is null ? null : DateOnly.Parse(until, null),
            Document = "1/QĐ",
            DocumentOn = DateOnly.Parse(day, null),
        };

    /// <summary>Units in chains of mergers, splits and ends: each version has at most one heir of its level on the day it ends.</summary>
    private static UnitTree RandomTree(Random random)
    {
        var units = new List<Unit>();
        var edges = new List<Succession>();
        Add("root", null, new DateOnly(2000, 1, 1), null);
        var open = Enumerable
            .Range(0, 24)
            .Select(i => (Key: $"u{i}", From: new DateOnly(2000, 1, 1)))
            .ToList();
        var ended = new List<(string Key, DateOnly From, DateOnly To)>();
        for (var step = 0; step < 14; step++)
        {
            var day = Begin.AddDays(60 + step * 140 + random.Next(100));
            var (one, two) = (random.Next(open.Count), random.Next(open.Count));
            var heir = $"v{step}";
            var choice = random.Next(4);
            // Ended at once: merged into a new unit, into one that goes on, moved alone, or without an heir, which is then the root.
            foreach (
                var i in new[] { one, two }.Take(choice == 0 ? 2 : 1).Distinct().OrderDescending()
            )
            {
                var (key, from) = open[i];
                open.RemoveAt(i);
                ended.Add((key, from, day));
                if (choice != 3)
                {
                    var to = choice == 1 && open.Count > 0 ? open[^1].Key : heir;
                    edges.Add(
                        new Succession
                        {
                            Id = StableId.From($"{key}>{to}"),
                            FromUnitId = Unit.IdOf(key),
                            ToUnitId = Unit.IdOf(to),
                            EffectiveOn = day,
                            Kind = SuccessionKind.Merged,
                            Share = 1,
                        }
                    );
                }
            }

            if (choice is 0 or 2)
            {
                open.Add((heir, day));
            }
        }

        ended.ForEach(e => Add(e.Key, "root", e.From, e.To));
        open.ForEach(o => Add(o.Key, "root", o.From, null));
        return new UnitTree(units, edges);

        void Add(string key, string? parent, DateOnly from, DateOnly? to) =>
            units.Add(
                new Unit
                {
                    Id = Unit.IdOf(key),
                    Key = key,
                    Name = key,
                    ShortName = key,
                    NameEn = key,
                    Kind = parent is null ? UnitKind.Province : UnitKind.Department,
                    Level = Level.Province,
                    ParentId = parent is null ? null : Unit.IdOf(parent),
                    ValidFrom = from,
                    ValidTo = to,
                }
            );
    }

    /// <summary>Acts drawn one after the other on a running world, so that each is possible; some are countered, some come late with an early day.</summary>
    private static List<OrganisationAct> Acts(Random random, UnitTree tree, World world)
    {
        var acts = new List<OrganisationAct>();
        var days = Enumerable
            .Range(0, 170)
            .Select(_ => Begin.AddDays(random.Next(End.DayNumber - Begin.DayNumber)))
            .Order()
            .ToList();
        var next = 0;
        var units = 0;
        var numbers = Enumerable.Range(1, 1_000).ToArray();
        // Numbers in no relation to days, but rising within a day: an act may be entered long after its day.
        random.Shuffle(numbers);
        for (var day = Begin; day < End; day = day.AddDays(1))
        {
            world.BeginDay(day);
            var today = days.Count(d => d == day) + (day == Begin ? 25 : 0);
            var own = numbers.Skip(next).Take(today).Order().ToList();
            next += today;
            foreach (var number in own)
            {
                if (Draw(day, number) is not { } act)
                {
                    continue;
                }

                acts.Add(act);
                if (random.Next(12) == 0 && act.Kind != ActKind.Established)
                {
                    acts.Add(Counter(act));
                    continue;
                }

                world.Apply(act);
            }
        }

        return [.. acts.OrderBy(a => a.Number)];

        OrganisationAct Counter(OrganisationAct act) =>
            new()
            {
                Id = StableId.From($"counter {act.Id}"),
                Number = 1_000 + act.Number,
                Kind = act.Kind,
                ServiceUnitId = act.ServiceUnitId,
                UnitId = act.UnitId,
                PersonId = act.PersonId,
                EffectiveOn = act.EffectiveOn,
                Document = "counter",
                DocumentOn = act.EffectiveOn,
                CounterOf = act.Id,
            };

        OrganisationAct? Draw(DateOnly day, int number)
        {
            var places = tree
                .All.Where(u => u.IsValidOn(day) && u.Kind != UnitKind.Area)
                .OrderBy(u => u.Key, StringComparer.Ordinal)
                .ToList();
            var place = places[random.Next(places.Count)].Id;
            var standing = world.Place.Keys.Order().ToList();
            var kind = standing.Count < 4 ? 0 : random.Next(10);
            var unit = standing.Count == 0 ? Guid.Empty : standing[random.Next(standing.Count)];
            var ended = world.Known.Where(u => !world.Place.ContainsKey(u)).Order().ToList();
            var ofAgency = random.Next(3) == 0;
            Guid? body = ofAgency ? null : unit;
            var at =
                ofAgency ? place
                : unit == Guid.Empty ? place
                : world.Place[unit];
            switch (kind)
            {
                case 0 when ended.Count > 0 && random.Next(4) == 0:
                    return New(ActKind.Established, ended[random.Next(ended.Count)], place);
                case 0:
                    return New(ActKind.Established, StableId.From($"unit {units++}"), place);
                case 1:
                    return New(ActKind.Moved, unit, place);
                case 2:
                    var into = standing[random.Next(standing.Count)];
                    return into == unit ? null : New(ActKind.Merged, unit, at, into);
                case 3:
                    return random.Next(2) == 0
                        ? New(ActKind.Dissolved, unit, world.Place[unit])
                        : null;
                case 4:
                    return New(
                        ActKind.Autonomy,
                        unit,
                        world.Place[unit],
                        code: $"{random.Next(1, 5)}",
                        until: random.Next(2) == 0 ? day.AddDays(random.Next(900)) : null
                    );
                case 5 or 6:
                    return New(
                        ActKind.Quota,
                        body,
                        at,
                        code: PaySources.All[random.Next(2)],
                        count: random.Next(40)
                    );
                case 7 or 8:
                    return New(
                        ActKind.Appointed,
                        body,
                        at,
                        code: PaySources.All[random.Next(2)],
                        person: StableId.From($"person {random.Next(40)}")
                    );
                default:
                    var people = world.Seats.Keys.Order().ToList();
                    return people.Count == 0
                        ? null
                        : New(
                            ActKind.Departed,
                            body,
                            at,
                            person: people[random.Next(people.Count)]
                        );
            }

            OrganisationAct New(
                ActKind what,
                Guid? serviceUnit,
                Guid where,
                Guid? other = null,
                string? code = null,
                int? count = null,
                Guid? person = null,
                DateOnly? until = null
            ) =>
                new()
                {
                    Id = StableId.From($"act {number}"),
                    Number = number,
                    Kind = what,
                    ServiceUnitId = serviceUnit,
                    UnitId = where,
                    OtherId = other,
                    Code = code,
                    Count = count,
                    PersonId = person,
                    EffectiveOn = day,
                    Until = until,
                    Document = "1/QĐ",
                    DocumentOn = day,
                };
        }
    }

    /// <summary>A province as it stands, changed by what happens next and knowing nothing of what was.</summary>
    private sealed class World(UnitTree tree)
    {
        public Dictionary<Guid, Guid> Place { get; } = [];
        public HashSet<Guid> Known { get; } = [];
        public Dictionary<(BodyKey Body, string Source), int> Quota { get; } = [];
        public Dictionary<Guid, (BodyKey Body, string Source)> Seats { get; } = [];
        private readonly Dictionary<Guid, (string Code, DateOnly? Until)> groups = [];

        public World Clone() => new(tree);

        public string? GroupOn(Guid unit, DateOnly day) =>
            groups.TryGetValue(unit, out var group) && (group.Until is not { } last || day <= last)
                ? group.Code
                : null;

        /// <summary>Units that are no more since this morning hand over what they had.</summary>
        public void BeginDay(DateOnly day)
        {
            foreach (var unit in tree.All.Where(u => u.ValidTo == day))
            {
                var heir = tree.HeirOf(unit.Id, day);
                foreach (var (body, place) in Place.ToList())
                {
                    if (place == unit.Id)
                    {
                        Place[body] = heir!.Id;
                    }
                }

                Hand(BodyKey.OfUnit(unit.Id), heir is null ? null : BodyKey.OfUnit(heir.Id));
            }
        }

        public void Apply(OrganisationAct act)
        {
            var body = BodyKey.Of(act);
            switch (act.Kind)
            {
                case ActKind.Established:
                    Known.Add(body.Id);
                    Place[body.Id] = act.UnitId;
                    break;
                case ActKind.Moved:
                    Place[body.Id] = act.UnitId;
                    break;
                case ActKind.Merged or ActKind.Dissolved:
                    Place.Remove(body.Id);
                    groups.Remove(body.Id);
                    Hand(body, act.OtherId is { } other ? BodyKey.OfServiceUnit(other) : null);
                    break;
                case ActKind.Autonomy:
                    groups[body.Id] = (act.Code!, act.Until);
                    break;
                case ActKind.Quota:
                    Quota[(body, act.Code!)] = act.Count!.Value;
                    break;
                case ActKind.Appointed:
                    Seats[act.PersonId!.Value] = (body, act.Code!);
                    break;
                case ActKind.Departed:
                    Seats.Remove(act.PersonId!.Value);
                    break;
            }
        }

        private void Hand(BodyKey from, BodyKey? to)
        {
            foreach (var source in PaySources.All)
            {
                if (Quota.Remove((from, source), out var count) && to is { } heir)
                {
                    Quota[(heir, source)] = Quota.GetValueOrDefault((heir, source)) + count;
                }
            }

            foreach (var (person, seat) in Seats.ToList().Where(s => s.Value.Body == from))
            {
                if (to is { } heir)
                {
                    Seats[person] = (heir, seat.Source);
                }
                else
                {
                    Seats.Remove(person);
                }
            }
        }
    }
}
