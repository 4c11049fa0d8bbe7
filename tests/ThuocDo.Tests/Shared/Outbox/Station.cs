using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ThuocDo.Database;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Shared.Outbox;

/// <summary>A node with one handler of messages whose answers the test gives.</summary>
public sealed class Station : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Station(ServiceProvider services, FakeTimeProvider time, ScriptedHandler handler)
    {
        this.services = services;
        Time = time;
        Handler = handler;
    }

    public FakeTimeProvider Time { get; }

    public ScriptedHandler Handler { get; }

    public OutboxWorker Worker => services.GetRequiredService<OutboxWorker>();

    public JobRunner Jobs => services.GetRequiredService<JobRunner>();

    public static Station Over(
        TestDatabase database,
        FakeTimeProvider? time = null,
        ScriptedHandler? handler = null,
        OutboxPolicy? policy = null,
        IPeriodicJob? job = null
    )
    {
        time ??= new FakeTimeProvider(new DateTimeOffset(TestWeb.UsualInstant, TimeSpan.Zero));
        handler ??= new ScriptedHandler(policy ?? new OutboxPolicy());
        var collection = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddLogging()
            .AddSingleton<ICurrentUser>(new Administrator())
            .AddProduct(database.Target, new DemonstrationMode(true))
            .AddSingleton<IOutboxHandler>(handler);
        if (job is not null)
        {
            collection.AddSingleton(job);
        }

        return new Station(collection.BuildServiceProvider(), time, handler);
    }

    public Task<int> RunAsync() => Worker.RunAsync(TestContext.Current.CancellationToken);

    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> action)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public static OutboxMessage Message(string? lane = null, long order = 0) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = ScriptedHandler.KindName,
            Lane = lane,
            Order = order,
            Payload = "{}",
            Subject = $"M{order}",
            DueAt = TestWeb.UsualInstant,
            CreatedAt = TestWeb.UsualInstant,
        };

    private sealed record Administrator : ICurrentUser
    {
        public bool IsSignedIn => true;

        public Guid? UserId { get; } = Guid.CreateVersion7();

        public string DisplayName => "";

        public bool Can(string permission) => true;

        public bool Can(string permission, Guid unitId) => true;

        public IReadOnlySet<Guid>? UnitsFor(string permission) => null;
    }
}

/// <summary>Records what it is asked to send and answers as told, else "delivered".</summary>
public sealed class ScriptedHandler(OutboxPolicy policy) : IOutboxHandler
{
    public const string KindName = "test.scripted";

    public string Kind => KindName;

    public OutboxPolicy Policy => policy;

    public List<string> Sent { get; } = [];

    public Queue<Func<CancellationToken, Task<Delivery>>> Answers { get; } = [];

    public Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        lock (Sent)
        {
            Sent.Add(message.Subject!);
        }

        return Answers.TryDequeue(out var answer)
            ? answer(cancellation)
            : Task.FromResult(Delivery.Done);
    }
}
