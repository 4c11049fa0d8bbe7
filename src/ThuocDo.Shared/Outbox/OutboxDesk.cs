using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outbox;

/// <summary>What an administrator does with dead letters; each decision is an event in the chain of the message.</summary>
public sealed class OutboxDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    IServiceProvider services,
    ICurrentUser user,
    Clock clock
)
{
    public const string Chain = "outbox";

    /// <summary>Sends a dead letter anew, as if it had just been written, under its old key.</summary>
    public Task<Outcome> ReplayAsync(
        string key,
        Guid id,
        Guid seen,
        CancellationToken cancellation
    ) =>
        DecideAsync(
            new ActionKey(key, "outbox.replay", user.UserId),
            id,
            seen,
            async (message, token) =>
            {
                (message.State, message.DueAt) = (OutboxState.Waiting, clock.Now);
                (message.Attempts, message.Failures) = (0, 0);
                (message.SettledAt, message.SendingSince) = (null, null);
                var handlers = services.GetServices<IOutboxHandler>();
                if (handlers.FirstOrDefault(h => h.Kind == message.Kind) is { } handler)
                {
                    await handler.ReplayedAsync(db, message, token);
                }

                return "outbox.replayed";
            },
            cancellation
        );

    /// <summary>Gives a dead letter up for good; what comes after it in its lane goes on.</summary>
    public Task<Outcome> SetAsideAsync(
        string key,
        Guid id,
        Guid seen,
        CancellationToken cancellation
    ) =>
        DecideAsync(
            new ActionKey(key, "outbox.set-aside", user.UserId),
            id,
            seen,
            (message, _) =>
            {
                (message.State, message.SettledAt) = (OutboxState.SetAside, clock.Now);
                return Task.FromResult("outbox.set-aside");
            },
            cancellation
        );

    private Task<Outcome> DecideAsync(
        ActionKey key,
        Guid id,
        Guid seen,
        Func<OutboxMessage, CancellationToken, Task<string>> decide,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            key,
            async token =>
            {
                if (!user.Can(Permissions.OutboxManage))
                {
                    return Outcome.Refused("outbox.refused.not-allowed");
                }

                var message = await db.Set<OutboxMessage>()
                    .FirstOrDefaultAsync(m => m.Id == id, token);
                if (message is null)
                {
                    return Outcome.Refused("outbox.refused.gone");
                }

                if (message.Version != seen || message.State != OutboxState.Dead)
                {
                    return Outcome.Stale("outbox.refused.stale");
                }

                var type = await decide(message, token);
                await AppendAsync(message, type, token);
                return Outcome.Done;
            },
            cancellation
        );

    private async Task AppendAsync(
        OutboxMessage message,
        string type,
        CancellationToken cancellation
    ) =>
        message.Version = (
            await Chains.AppendAsync(
                db,
                Chain,
                message.Id,
                clock.Now,
                user.UserId,
                type,
                Canonical.Payload(
                    [new("state", message.State.ToString())],
                    [],
                    [
                        new("kind", message.Kind),
                        new("about", message.Subject),
                        new("error", message.LastError),
                    ]
                ),
                cancellation
            )
        ).Id;
}
