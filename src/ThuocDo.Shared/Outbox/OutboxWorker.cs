using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outbox;

/// <summary>
/// Sends what is due. Several workers on several nodes may run: each claims a message by its version before it touches
/// it. Nothing is sent inside a transaction; a worker that dies leaves a lease that ends by itself.
/// </summary>
public sealed partial class OutboxWorker(
    IServiceScopeFactory scopes,
    Clock clock,
    ILogger<OutboxWorker> log
)
{
    private const int SettleAttempts = 6;

    /// <summary>Receivers that could not be reached, and until when they are left in peace.</summary>
    private readonly ConcurrentDictionary<string, DateTime> pauses = new();

    /// <summary>Of this process; for people only, what protects a claim is the version.</summary>
    private readonly string name =
        $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7().ToString("N")[^6..]}"[
            ..Math.Min(
                OutboxMessage.WorkerMaxLength,
                $"{Environment.MachineName}:{Environment.ProcessId}:".Length + 6
            )
        ];

    /// <summary>Works until nothing is due any more.</summary>
    /// <returns>The number of attempts.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var attempts = 0;
        for (; ; )
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var handlers = services.GetServices<IOutboxHandler>().ToDictionary(h => h.Kind);
            var queue = services.GetRequiredService<OutboxQueue>();
            var due = await queue.DueAsync(Open(handlers.Keys), cancellation);
            var claimed = 0;
            foreach (var message in due)
            {
                if (
                    Open([message.Kind]).Count == 0
                    || await queue.ClaimAsync(message, name, cancellation) is not { } held
                )
                {
                    continue;
                }

                claimed++;
                await AttemptAsync(held, handlers[held.Kind], queue, cancellation);
            }

            attempts += claimed;
            if (claimed == 0)
            {
                return attempts;
            }
        }
    }

    private List<string> Open(IEnumerable<string> kinds) =>
        [.. kinds.Where(k => !pauses.TryGetValue(k, out var until) || until <= clock.Now)];

    private async Task AttemptAsync(
        OutboxMessage held,
        IOutboxHandler handler,
        OutboxQueue queue,
        CancellationToken cancellation
    )
    {
        var policy = handler.Policy;
        if (held.SendingSince is not null && policy.InDoubt == InDoubt.Hold)
        {
            held.Doubts++;
            await SettleAsync(held, handler, Delivery.Refused("in doubt"), cancellation);
            return;
        }

        if (!policy.IsInternal && !await queue.MarkSendingAsync(held, cancellation))
        {
            return;
        }

        var delivery = await SendAsync(held, handler, cancellation);
        if (delivery.Kind == DeliveryKind.Unreachable && policy.OneReceiver)
        {
            pauses[held.Kind] = clock.Now + policy.FirstPause / 2;
        }

        await SettleAsync(held, handler, delivery, cancellation);
    }

    private async Task<Delivery> SendAsync(
        OutboxMessage held,
        IOutboxHandler handler,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(handler.Policy.SendTimeout);
        try
        {
            return await handler.SendAsync(held, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Delivery.Unreachable("no answer in time");
        }
        // One message that cannot be made must not stop the others; it ends among the dead letters.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            AttemptFailed(held.Kind, held.Id, exception);
            return Delivery.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private async Task SettleAsync(
        OutboxMessage held,
        IOutboxHandler handler,
        Delivery delivery,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
            try
            {
                using var turn = await db.Engine.EnterAsync(cancellation);
                db.Database.AutoSavepointsEnabled = false;
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var message = await db.Set<OutboxMessage>()
                    .FirstOrDefaultAsync(
                        m => m.Id == held.Id && m.Version == held.Version,
                        cancellation
                    );
                if (message is null)
                {
                    // The lease was lost: whoever took it over answers for the message.
                    return;
                }

                OutboxOutcome.Apply(
                    message,
                    handler.Policy,
                    delivery,
                    clock.Now,
                    Random.Shared.NextDouble()
                );
                if (message.State != OutboxState.Waiting)
                {
                    await handler.SettledAsync(db, message, cancellation);
                }

                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return;
            }
            catch (Exception exception)
                when (attempt < SettleAttempts
                    && (
                        exception is DbUpdateConcurrencyException
                        || db.Engine.IsUniqueViolation(exception)
                        || db.Engine.IsTransient(exception)
                    )
                )
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)),
                    cancellation
                );
            }
            // What cannot be written follows again when the lease has ended; the others go on.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                SettlingFailed(held.Kind, held.Id, exception);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending {Kind} {Id} failed.")]
    private partial void AttemptFailed(string kind, Guid id, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The end of {Kind} {Id} could not be written."
    )]
    private partial void SettlingFailed(string kind, Guid id, Exception exception);
}

/// <summary>What an attempt makes of a message.</summary>
public static class OutboxOutcome
{
    public static void Apply(
        OutboxMessage message,
        OutboxPolicy policy,
        Delivery delivery,
        DateTime now,
        double scatter
    )
    {
        message.Version = Guid.CreateVersion7();
        (message.LeasedBy, message.LeasedUntil, message.SendingSince) = (null, null, null);
        if (delivery.Kind == DeliveryKind.Postponed)
        {
            message.DueAt = delivery.Until!.Value;
            return;
        }

        message.Attempts++;
        message.LastError = Cut(delivery.Error) ?? message.LastError;
        switch (delivery.Kind)
        {
            case DeliveryKind.Delivered:
                (message.State, message.LastError) = (OutboxState.Sent, null);
                break;
            case DeliveryKind.Refused:
                message.State = OutboxState.Dead;
                break;
            case DeliveryKind.Failed:
                message.Failures++;
                message.State =
                    message.Failures >= policy.MostFailures
                        ? OutboxState.Dead
                        : OutboxState.Waiting;
                break;
            default:
                message.State =
                    now - message.CreatedAt >= policy.GiveUpAfter
                        ? OutboxState.Dead
                        : OutboxState.Waiting;
                break;
        }

        if (message.State == OutboxState.Waiting)
        {
            message.DueAt = Clock.Cut(now + policy.PauseAfter(message.Attempts, scatter));
        }
        else
        {
            message.SettledAt = now;
        }
    }

    private static string? Cut(string? error) =>
        error is null ? null
        : error.Length <= OutboxMessage.ErrorMaxLength ? error
        : error[..OutboxMessage.ErrorMaxLength];
}
