using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Legal.Simplification.Laboratory;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Legal;

public sealed class ReplayTests
{
    /// <summary>Percentage points of the late share that a replay may be off.</summary>
    private const decimal Points = 0.02m;

    private static readonly Limit Five = Limit.Parse("5wd", null);
    private static readonly Limit Three = Limit.Parse("3wd", null);

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory, MemberData(nameof(Seeds))]
    public void Replay_OfAnUnchangedProcedure_GivesTheRecordedLateness(int seed)
    {
        var book = new Truth(seed).Run(Five, 3);
        var (recorded, replayed) = (Replay.Recorded(book), Replay.Run(book, LabPlan.Unchanged));

        recorded.LateShare.ShouldBeInRange(0.01m, 0.9m, "the test must have something to find");
        Math.Abs(replayed.LateShare - recorded.LateShare).ShouldBeLessThanOrEqualTo(Points);
        replayed.MeanHours.ShouldBe(recorded.MeanHours, 0.1m);
        // What is taken beside the queue comes on top of it.
        replayed.Offices.ShouldHaveSingleItem().Load.ShouldBeInRange(0.5m, 1.4m);
    }

    /// <summary>The true process goes on as it was: officers do not look at the limit.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Limit_MadeShorter_IsPredictedWhereNobodyWorksFaster(int seed)
    {
        var truth = new Truth(seed);
        var predicted = Replay.Run(truth.Run(Five, 3), new LabPlan { Limit = Three });

        Off(predicted, truth.Run(Three, 3)).ShouldBeLessThanOrEqualTo(Points);
    }

    /// <summary>The true process is one of officers who finish within a part of the limit that is each dossier's own.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Limit_MadeShorter_IsPredictedWhereWorkFollowsIt(int seed)
    {
        var truth = new Truth(seed) { IsPaced = true };
        var book = truth.Run(Five, 3);

        Off(
                Replay.Run(book, new LabPlan { Limit = Three, Pace = Pace.ByLimit }),
                truth.Run(Three, 3)
            )
            .ShouldBeLessThanOrEqualTo(Points);
        // The other end of what may happen is far away: that is why both are shown.
        Off(Replay.Run(book, new LabPlan { Limit = Three }), truth.Run(Three, 3))
            .ShouldBeGreaterThan(0.1m);
    }

    /// <summary>Where dossiers are taken in turn, an officer more and work less come out through the queue.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void OfficersAndWork_InTurn_ArePredictedThroughTheQueue(int seed)
    {
        var truth = new Truth(seed) { Urgent = 0 };
        var book = truth.Run(Five, 3);

        Off(Replay.Run(book, new LabPlan { Officers = 1 }), truth.Run(Five, 4))
            .ShouldBeLessThanOrEqualTo(Points);
        Off(
                Replay.Run(book, new LabPlan { Work = 0.8m }),
                new Truth(seed) { Urgent = 0, Work = 0.8 }.Run(Five, 3)
            )
            .ShouldBeLessThanOrEqualTo(Points);
        Replay
            .Run(book, new LabPlan { Officers = -1 })
            .LateShare.ShouldBeGreaterThan(Replay.Recorded(book).LateShare);
    }

    /// <summary>Where some go before others the replay helps less than the truth: it must not promise too much.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Officers_WhereSomeGoFirst_AreNotPredictedTooWell(int seed)
    {
        var truth = new Truth(seed);
        var predicted = Replay.Run(truth.Run(Five, 3), new LabPlan { Officers = 1 });

        predicted.LateShare.ShouldBeGreaterThanOrEqualTo(
            Replay.Recorded(truth.Run(Five, 4)).LateShare - Points
        );
    }

    [Fact]
    public void Papers_ThatFallAway_SpareTheirShareOfStops()
    {
        var calendar = WorkCalendar.National();
        var at = new DateTime(2024, 3, 4, 8, 0, 0);
        var traces = Enumerable
            .Range(0, 400)
            .Select(i => new ReplayedDossier
            {
                Id = StableId.From($"trace-{i}"),
                UnitId = StableId.From("office"),
                Received = at,
                RunFrom = at.AddDays(3),
                Limit = Five,
                Due = Deadline.DueLocal(at.AddDays(3), Five, calendar),
                Closed = at.AddDays(7),
                Stops = [(at.AddDays(1), at.AddDays(3))],
                IsLate = false,
            })
            .ToList();
        var book = new ReplayBook(
            traces,
            0,
            1,
            new Dictionary<Guid, WorkCalendar> { [traces[0].UnitId] = calendar }
        );

        Replay.Run(book, LabPlan.Unchanged).Late.ShouldBe(0);
        // Half of them are done without the stop, by the limit of their receipt, and so are still in time.
        Replay.Run(book, new LabPlan { Papers = 4, DroppedPapers = 2 }).Late.ShouldBe(0);
        Replay
            .Run(new ReplayBook([], 0, 1, book.Calendars), LabPlan.Unchanged)
            .LateShare.ShouldBe(0);
    }

    /// <summary>The recorded dossiers of a simulated province, read as the page reads them.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Replay_OfASimulatedYear_GivesItsLateness(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.SimulateAsync(700);
        await using var web = TestWeb.Over(database);
        await using var scope = web.Services.CreateAsyncScope();
        var stop = TestContext.Current.CancellationToken;
        var traces = scope.ServiceProvider.GetRequiredService<IReplayRecords>();
        var catalogue = scope.ServiceProvider.GetRequiredService<IProcedureCatalogue>();
        var (dossiers, late, replayed, byLimit) = (0, 0, 0, 0);
        foreach (var procedure in await catalogue.AllAsync(stop))
        {
            var book = await traces.ReadAsync(
                procedure.Code,
                new DateOnly(2024, 1, 1),
                new DateOnly(2024, 12, 31),
                stop
            );
            dossiers += book.Traces.Count;
            late += Replay.Recorded(book).Late;
            replayed += Replay.Run(book, LabPlan.Unchanged).Late;
            byLimit += Replay
                .Run(book, new LabPlan { Limit = Limit.Parse("1wd", null), Pace = Pace.ByLimit })
                .Late;
        }

        dossiers.ShouldBeGreaterThan(200);
        late.ShouldBeGreaterThan(5);
        ((decimal)Math.Abs(late - replayed) / dossiers).ShouldBeLessThanOrEqualTo(Points);
        byLimit.ShouldBeGreaterThanOrEqualTo(late - (dossiers / 50));
    }

    private static decimal Off(LabResult predicted, ReplayBook truth) =>
        Math.Abs(predicted.LateShare - Replay.Recorded(truth).LateShare);

    /// <summary>
    /// An office of which everything is known: dossiers come at random, some are urgent and go before others, an officer holds one at a time. The
    /// same seed gives the same dossiers whatever the limit and the officers.
    /// </summary>
    private sealed class Truth(int seed)
    {
        private const int Count = 1200;
        private static readonly DateTime Begin = new(2024, 1, 2, 8, 0, 0);
        private static readonly WorkCalendar Calendar = WorkCalendar.National();

        public bool IsPaced { get; init; }
        public double Work { get; init; } = 1;

        /// <summary>The share that goes before others.</summary>
        public double Urgent { get; init; } = 0.15;

        public ReplayBook Run(Limit limit, int officers)
        {
            var random = new Random(seed);
            var span = Calendar.WorkingMinutesBetween(Begin, new DateTime(2024, 11, 29, 8, 0, 0));
            var arrivals = Enumerable
                .Range(0, Count)
                .Select(_ => (long)(random.NextDouble() * span))
                .Order()
                .ToArray();
            var work = arrivals
                .Select(_ =>
                    0.88
                    * 3
                    * span
                    / Count
                    * -Math.Log(1 - random.NextDouble())
                    // One in ten is a hard one.
                    * (random.NextDouble() < 0.1 ? 6 : 4.0 / 9)
                )
                .ToArray();
            var urgent = arrivals.Select(_ => random.NextDouble() < Urgent).ToArray();
            var share = arrivals.Select(_ => random.NextDouble() * 1.1).ToArray();
            var done = IsPaced
                ? arrivals.Select((a, i) => a + (long)(share[i] * Minutes(a, limit))).ToArray()
                : Queue(arrivals, work, urgent, officers);
            var office = StableId.From("office");
            return new ReplayBook(
                [
                    .. arrivals.Select(
                        (a, i) =>
                        {
                            var (received, closed) = (Local(a), Local(done[i]));
                            var due = Deadline.DueLocal(received, limit, Calendar);
                            return new ReplayedDossier
                            {
                                Id = StableId.From($"{seed}-{i}"),
                                UnitId = office,
                                OfficerId = StableId.From(
                                    $"officer-{(IsPaced ? i : i % officers)}"
                                ),
                                Received = received,
                                RunFrom = received,
                                Limit = limit,
                                Due = due,
                                Closed = closed,
                                Stops = [],
                                IsLate = DateOnly.FromDateTime(closed) > DateOnly.FromDateTime(due),
                            };
                        }
                    ),
                ],
                0,
                1,
                new Dictionary<Guid, WorkCalendar> { [office] = Calendar }
            );
        }

        private long[] Queue(long[] arrivals, double[] work, bool[] urgent, int officers)
        {
            var free = new PriorityQueue<int, long>(
                Enumerable.Range(0, officers).Select(o => (o, 0L))
            );
            var (waiting, done, next) = (new List<int>(), new long[arrivals.Length], 0);
            while (next < arrivals.Length || waiting.Count > 0)
            {
                free.TryDequeue(out var officer, out var at);
                if (waiting.Count == 0)
                {
                    at = Math.Max(at, arrivals[next]);
                }

                for (; next < arrivals.Length && arrivals[next] <= at; next++)
                {
                    waiting.Add(next);
                }

                var first = waiting.FindIndex(i => urgent[i]);
                var taken = waiting[Math.Max(0, first)];
                waiting.RemoveAt(Math.Max(0, first));
                done[taken] = at + (long)(work[taken] * Work) + 1;
                free.Enqueue(officer, done[taken]);
            }

            return done;
        }

        private static double Minutes(long arrival, Limit limit) =>
            Calendar.WorkingMinutesBetween(
                Local(arrival),
                Deadline.DueLocal(Local(arrival), limit, Calendar)
            );

        private static DateTime Local(long minutes) =>
            minutes == 0 ? Begin : Calendar.AddWorkingMinutes(Begin, minutes);
    }
}
