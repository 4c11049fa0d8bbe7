using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Shared.Files;

public sealed class SweepFilesTests
{
    private static readonly byte[] Content = SampleFiles.Png();
    private static readonly string Hash = FileHash.Of(Content);
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider time;
    private readonly Clock clock;
    private readonly SlowStore store = new();

    public SweepFilesTests() => (time, clock) = TestDatabase.ClockAt(TestWeb.UsualInstant);

    /// <summary>The store is asked outside the turn of the writers and outside any transaction: others go on meanwhile.</summary>
    [Theory, Engines]
    public async Task Sweep_WhileTheStoreDeletes_HoldsNobodyUp(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SweptAsync(database);
        var other = SampleFiles.Png(2);
        store.WhileDeleting = () => KeepAsync(database, other);

        await SweepAsync(database);

        store.Contents.Keys.ShouldBe([FileHash.Of(other)]);
        (await SweptRowsAsync(database)).ShouldBe(0);
    }

    /// <summary>Its bytes may be gone or not: nobody says it is kept before that is known.</summary>
    [Theory, Engines]
    public async Task Keep_WhileTheSameContentIsBeingDeleted_IsRefusedAndTakenAfterwards(
        Engine engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SweptAsync(database);
        string? answer = "";
        store.WhileDeleting = async () => answer = await KeepAsync(database, Content);

        await SweepAsync(database);

        answer.ShouldBe("file.refused.store");
        (await BytesAsync(database)).ShouldBe(0);
        (await KeepAsync(database, Content)).ShouldBeNull();
        store.Contents.Keys.ShouldBe([Hash]);
        (await BytesAsync(database)).ShouldBe(Content.Length);
    }

    [Theory, Engines]
    public async Task Keep_OfAContentThatWasSwept_TakesItBackFromTheSweep(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SweptAsync(database);

        (await KeepAsync(database, Content)).ShouldBeNull();
        await SweepAsync(database);

        store.Contents.Keys.ShouldBe([Hash]);
        (await BytesAsync(database)).ShouldBe(Content.Length);
        (await SweptRowsAsync(database)).ShouldBe(0);
    }

    /// <summary>As when the process is killed, before or after the store has deleted.</summary>
    [Theory, Engines]
    public async Task Sweep_BrokenOff_IsDoneAgainOnceItCanNoLongerRun(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SweptAsync(database);
        store.WhileDeleting = () => throw new IOException();
        await Should.ThrowAsync<IOException>(SweepAsync(database));
        store.WhileDeleting = null;

        await SweepAsync(database);
        // Somebody may still be at it.
        store.Contents.Keys.ShouldBe([Hash]);
        time.Advance(SweepFiles.Patience * 2);
        await SweepAsync(database);

        store.Contents.ShouldBeEmpty();
        (await SweptRowsAsync(database)).ShouldBe(0);
        (await BytesAsync(database)).ShouldBe(0);
    }

    /// <summary>The database is copied first: what it refers to is there for a day, and what it does not is no damage.</summary>
    [Theory, Engines]
    public async Task Copy_BesideTheSweep_LacksNothingAndCallsNothingDamaged(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await KeepAsync(database, Content);
        time.Advance(SweepFiles.Grace * 2);
        // The database is copied now; the record that referred to the content is removed right after.
        var copiedAt = clock.Now;
        await SweepAsync(database);
        time.Advance(SweepFiles.Rest / 2);
        await SweepAsync(database);
        var copy = new SlowStore();

        (await FileCopies.CopyAsync(store, copy, Now)).Copied.ShouldBe(1);

        copy.Contents.Keys.ShouldBe([Hash]);
        (clock.Now - copiedAt).ShouldBeLessThan(SweepFiles.Rest);
        time.Advance(SweepFiles.Rest);
        store.WhileListing = () => SweepAsync(database);
        var late = await FileCopies.CopyAsync(store, new SlowStore(), Now);
        (late.Copied, late.Damaged.Count).ShouldBe((0, 0));
        store.Contents.ShouldBeEmpty();
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>One content without row, whose bytes may be deleted from now on.</summary>
    private async Task SweptAsync(TestDatabase database)
    {
        (await KeepAsync(database, Content)).ShouldBeNull();
        time.Advance(SweepFiles.Grace * 2);
        await SweepAsync(database);
        store.Contents.Keys.ShouldBe([Hash]);
        (await BytesAsync(database)).ShouldBe(0);
        time.Advance(SweepFiles.Rest);
    }

    private async Task<string?> KeepAsync(TestDatabase database, byte[] content)
    {
        await using var db = database.NewContext();
        var vault = new FileVault(
            db,
            store,
            new NoAntivirus(),
            new FilePolicy(),
            clock,
            NullLogger<FileVault>.Instance
        );
        return (await vault.KeepAsync("a.png", new MemoryStream(content), Now)).Key;
    }

    private async Task SweepAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        await new SweepFiles(db, store, clock).RunAsync(Now);
    }

    private static async Task<long> BytesAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return (await db.Set<FileUsage>().SingleAsync(Now)).Bytes;
    }

    private static async Task<int> SweptRowsAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.Set<SweptFile>().CountAsync(Now);
    }

    /// <summary>Contents in memory; something may happen while it deletes or after it has listed.</summary>
    private sealed class SlowStore : IFileStore
    {
        public Dictionary<string, byte[]> Contents { get; } = [];
        public Func<Task>? WhileDeleting { get; set; }
        public Func<Task>? WhileListing { get; set; }

        public Task CheckAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task WriteAsync(
            string hash,
            ReadOnlyMemory<byte> content,
            CancellationToken cancellation
        )
        {
            Contents[hash] = content.ToArray();
            return Task.CompletedTask;
        }

        public Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation) =>
            Task.FromResult(Contents.GetValueOrDefault(hash));

        public Task<bool> HoldsAsync(string hash, CancellationToken cancellation) =>
            Task.FromResult(Contents.ContainsKey(hash));

        public async Task DeleteAsync(string hash, CancellationToken cancellation)
        {
            await (WhileDeleting?.Invoke() ?? Task.CompletedTask);
            Contents.Remove(hash);
        }

        public async IAsyncEnumerable<string> AllAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
        )
        {
            foreach (var hash in Contents.Keys.ToList())
            {
                await (WhileListing?.Invoke() ?? Task.CompletedTask);
                yield return hash;
            }
        }
    }
}
