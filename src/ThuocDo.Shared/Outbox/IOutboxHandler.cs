using ThuocDo.Shared.Data;

namespace ThuocDo.Shared.Outbox;

/// <summary>Sends the messages of one kind.</summary>
public interface IOutboxHandler
{
    string Kind { get; }

    OutboxPolicy Policy { get; }

    /// <summary>
    /// The attempt, outside any transaction. An exception counts as a failed attempt; what the receiver said is a
    /// <see cref="Delivery"/>.
    /// </summary>
    Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation);

    /// <summary>
    /// Writes what follows from the end of a message, in the transaction that marks it: the state now is
    /// <see cref="OutboxState.Sent"/> or <see cref="OutboxState.Dead"/>.
    /// </summary>
    Task SettledAsync(ThuocDoDb db, OutboxMessage message, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>A dead letter waits again: what <see cref="SettledAsync"/> wrote at its death is taken back.</summary>
    Task ReplayedAsync(ThuocDoDb db, OutboxMessage message, CancellationToken cancellation) =>
        Task.CompletedTask;
}
