using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Audit;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Shared.Outbox;

public sealed class OutboxWorkerTests
{
    [Theory, Engines]
    public async Task Run_TwoNodesAtOnce_SendEachMessageOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = Station.Over(database);
        await using var other = Station.Over(database, one.Time, one.Handler);
        await AddAsync(
            database,
            [.. Enumerable.Range(1, 40).Select(i => Station.Message(null, i))]
        );

        await Task.WhenAll(one.RunAsync(), other.RunAsync(), one.RunAsync());

        one.Handler.Sent.Order().ShouldBe(Enumerable.Range(1, 40).Select(i => $"M{i}").Order());
        (await ReadAsync(database)).ShouldAllBe(m => m.State == OutboxState.Sent);
    }

    [Theory, Engines]
    public async Task Run_WorkerDiedBetweenClaimAndSend_IsSentOnceAfterTheLease(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var station = Station.Over(database);
        await AddAsync(database, Station.Message());
        var claimed = await station.UseAsync<OutboxQueue, OutboxMessage?>(async queue =>
            await queue.ClaimAsync(
                (await queue.DueAsync([ScriptedHandler.KindName], CancellationToken.None)).Single(),
                "dead",
                CancellationToken.None
            )
        );
        claimed.ShouldNotBeNull();

        (await station.RunAsync()).ShouldBe(0);
        station.Time.Advance(OutboxQueue.Lease);
        (await station.RunAsync()).ShouldBe(1);

        station.Handler.Sent.Count.ShouldBe(1);
        var message = (await ReadAsync(database)).Single();
        message.State.ShouldBe(OutboxState.Sent);
        message.Doubts.ShouldBe(0);
    }

    [Theory]
    [Engines(InDoubt.SendAgain, 2, OutboxState.Sent)]
    [Engines(InDoubt.Hold, 1, OutboxState.Dead)]
    public async Task Run_WorkerDiedBetweenSendAndMark_FollowsThePolicyAndShowsTheDoubt(
        Engine engine,
        InDoubt policy,
        int sent,
        OutboxState state
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var station = Station.Over(
            database,
            policy: new OutboxPolicy { InDoubt = policy }
        );
        await AddAsync(database, Station.Message());
        using var power = new CancellationTokenSource();
        station.Handler.Answers.Enqueue(async token =>
        {
            await power.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Delivery.Done;
        });

        await Should.ThrowAsync<OperationCanceledException>(() =>
            station.Worker.RunAsync(power.Token)
        );
        (await ReadAsync(database)).Single().SendingSince.ShouldNotBeNull();
        station.Time.Advance(OutboxQueue.Lease);
        await station.RunAsync();

        station.Handler.Sent.Count.ShouldBe(sent);
        var message = (await ReadAsync(database)).Single();
        message.State.ShouldBe(state);
        if (policy == InDoubt.SendAgain)
        {
            message.Doubts.ShouldBe(1);
        }
    }

    [Theory, Engines]
    public async Task Run_SlowWorkerAfterItsLease_DoesNotOverwriteTheSuccessor(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var slow = Station.Over(database);
        await using var next = Station.Over(database, slow.Time);
        await AddAsync(database, Station.Message());
        slow.Handler.Answers.Enqueue(async _ =>
        {
            slow.Time.Advance(OutboxQueue.Lease);
            await next.RunAsync();
            return Delivery.Refused("too late to matter");
        });

        await slow.RunAsync();

        var message = (await ReadAsync(database)).Single();
        message.State.ShouldBe(OutboxState.Sent);
        message.LastError.ShouldBeNull();
    }

    [Theory, Engines]
    public async Task Run_DeadLetterInLane_HoldsItUpUntilReplayedOrSetAside(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var station = Station.Over(database);
        await AddAsync(
            database,
            Station.Message("a", 1),
            Station.Message("a", 2),
            Station.Message("a", 3),
            // Behind the first of the other lane, so that that one meets the refusal.
            Station.Message("b", 4)
        );
        station.Handler.Answers.Enqueue(_ => Task.FromResult(Delivery.Refused("400")));

        await station.RunAsync();
        station.Handler.Sent.Count.ShouldBe(2, "the first of each lane");
        var dead = (await ReadAsync(database)).Single(m => m.State == OutboxState.Dead);
        dead.Lane.ShouldBe("a");

        var replayed = await DecideAsync(
            station,
            d => d.ReplayAsync("k1", dead.Id, dead.Version, CancellationToken.None)
        );
        replayed.Succeeded.ShouldBeTrue();
        station.Handler.Answers.Enqueue(_ => Task.FromResult(Delivery.Refused("400 again")));
        await station.RunAsync();
        dead = (await ReadAsync(database)).Single(m => m.State == OutboxState.Dead);
        (
            await DecideAsync(
                station,
                d => d.SetAsideAsync("k2", dead.Id, Guid.CreateVersion7(), CancellationToken.None)
            )
        ).IsStale.ShouldBeTrue();
        (
            await DecideAsync(
                station,
                d => d.SetAsideAsync("k3", dead.Id, dead.Version, CancellationToken.None)
            )
        ).Succeeded.ShouldBeTrue();
        await station.RunAsync();

        var all = await ReadAsync(database);
        all.Count(m => m.State == OutboxState.Sent).ShouldBe(3);
        all.Single(m => m.State == OutboxState.SetAside).Id.ShouldBe(dead.Id);
        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.Chain == OutboxDesk.Chain && e.SubjectId == dead.Id)
                .OrderBy(e => e.Sequence)
                .ToListAsync()
        );
        events.Select(e => e.Type).ShouldBe(["outbox.replayed", "outbox.set-aside"]);
        (await FindingsAsync(database)).ShouldBeEmpty();
        await database.TamperAsync($"update history_events set type = 'x' where sequence = 2");
        (await FindingsAsync(database)).ShouldHaveSingleItem().Field.ShouldBe("hash");
    }

    [Theory, Engines]
    public async Task Run_OneReceiverDown_LeavesTheOthersOfItsKindInPeace(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var station = Station.Over(
            database,
            policy: new OutboxPolicy { OneReceiver = true }
        );
        await AddAsync(
            database,
            [.. Enumerable.Range(1, 10).Select(i => Station.Message(null, i))]
        );
        station.Handler.Answers.Enqueue(_ => Task.FromResult(Delivery.Unreachable("down")));

        (await station.RunAsync()).ShouldBe(1);

        (await ReadAsync(database)).Count(m => m.LeasedUntil is not null).ShouldBe(0);
        station.Time.Advance(TimeSpan.FromMinutes(1));
        (await station.RunAsync()).ShouldBe(10);
    }

    [Theory, Engines]
    [Trait("Peer", "D14")]
    public async Task Job_ThatThrewOrDied_RunsAgainAndNeverTwiceAtOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var job = new ScriptedJob();
        await using var station = Station.Over(database, job: job);
        await using var other = Station.Over(database, station.Time, job: job);

        // Returned early by an exception: no flag stays behind.
        job.Do = () => throw new InvalidOperationException("early");
        (await RunJobsAsync(station)).ShouldContain(job.Name);
        (await RunJobsAsync(station)).ShouldNotContain(
            job.Name,
            "a minute's peace after a failure"
        );
        station.Time.Advance(TimeSpan.FromMinutes(1));

        // While it runs here, the other node leaves it alone.
        var seen = new List<string>();
        job.Do = async () => seen.AddRange(await RunJobsAsync(other));
        (await RunJobsAsync(station)).ShouldContain(job.Name);
        seen.ShouldNotContain(job.Name);

        // A node that died in the middle of it leaves a lease that ends.
        station.Time.Advance(TimeSpan.FromHours(1));
        await database.UseAsync(async db =>
        {
            var row = await db.Set<JobLease>().SingleAsync(j => j.Name == job.Name);
            row.LeasedUntil = station.Time.GetUtcNow().UtcDateTime + JobRunner.Lease;
            await db.SaveChangesAsync();
        });
        job.Do = () => Task.CompletedTask;
        (await RunJobsAsync(other)).ShouldNotContain(job.Name);
        station.Time.Advance(JobRunner.Lease);
        (await RunJobsAsync(other)).ShouldContain(job.Name);
    }

    private static Task<List<Finding>> FindingsAsync(TestDatabase database) =>
        database.UseAsync(async db =>
            await new ChainAudit(db)
                .FindAsync(new AuditScope(null), CancellationToken.None)
                .ToListAsync()
        );

    private static Task<IReadOnlyList<string>> RunJobsAsync(Station station) =>
        station.Jobs.RunAsync(TestContext.Current.CancellationToken);

    private static Task<ThuocDo.Shared.Outcomes.Outcome> DecideAsync(
        Station station,
        Func<OutboxDesk, Task<ThuocDo.Shared.Outcomes.Outcome>> decide
    ) => station.UseAsync(decide);

    private static Task AddAsync(TestDatabase database, params OutboxMessage[] messages) =>
        database.UseAsync(async db =>
        {
            db.AddRange(messages);
            await db.SaveChangesAsync();
        });

    private static Task<List<OutboxMessage>> ReadAsync(TestDatabase database) =>
        database.UseAsync(db => db.Set<OutboxMessage>().AsNoTracking().ToListAsync());

    private sealed class ScriptedJob : IPeriodicJob
    {
        public Func<Task> Do { get; set; } = () => Task.CompletedTask;

        public string Name => "scripted";

        public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
            lastFinished?.AddMinutes(30) ?? now;

        public Task RunAsync(CancellationToken cancellation) => Do();
    }
}
