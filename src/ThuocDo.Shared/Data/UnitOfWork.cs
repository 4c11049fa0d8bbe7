using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Data;

/// <summary>
/// An action carried out once, by the key its page or caller made: a second click, a retried request or a repeated
/// message finds this row and gets the first answer.
/// </summary>
public sealed class CompletedAction
{
    public const int KeyMaxLength = 80;

    public required string Key { get; init; }
    public required string Action { get; init; }
    public Guid? ActorId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The value of the outcome as JSON.</summary>
    public required string Result { get; init; }
}

public sealed class CompletedActionMapping : IEntityTypeConfiguration<CompletedAction>
{
    public void Configure(EntityTypeBuilder<CompletedAction> builder)
    {
        builder.ToTable("completed_actions");
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(CompletedAction.KeyMaxLength);
        builder.Property(a => a.Action).HasMaxLength(60);
    }
}

/// <summary>Who does what, and the key that makes it happen once.</summary>
/// <param name="Key">Made when the form is shown; unique for each intended action.</param>
/// <param name="Name">The action, for instance <c>dossier.receive</c>; a key is never shared by two actions.</param>
/// <param name="ActorId">The account; a key used by another account is refused.</param>
public sealed record ActionKey(string Key, string Name, Guid? ActorId);

/// <summary>
/// One action, one transaction: state, history event, clock entries, facts and the action's key are committed together
/// or not at all. What a repetition may cure is repeated with a clean context; the whole use case runs again, never a part.
/// </summary>
public sealed class UnitOfWork(ThuocDoDb db, Clock clock)
{
    private const int Attempts = 6;

    public async Task<Outcome<T>> RunAsync<T>(
        ActionKey key,
        Func<CancellationToken, Task<Outcome<T>>> action,
        CancellationToken cancellation
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(key.Key);
        if (key.Key.Length > CompletedAction.KeyMaxLength)
        {
            return Outcome<T>.Refused("common.key.invalid");
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await db.Engine.EnterAsync(cancellation);
                return await OnceAsync(key, action, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                db.ChangeTracker.Clear();
                // Lost against somebody who acted at the same moment: run again, the use case sees the new version and
                // tells what changed.
                if (exception is DbUpdateConcurrencyException && attempt == Attempts)
                {
                    return Outcome<T>.From(Outcome.Stale("common.stale"));
                }

                if (
                    db.Engine.IsUniqueViolation(exception)
                    && await EarlierAsync<T>(key, cancellation) is { } earlier
                )
                {
                    return earlier;
                }

                if (
                    attempt == Attempts
                    || !(
                        exception is DbUpdateConcurrencyException
                        || db.Engine.IsUniqueViolation(exception)
                        || db.Engine.IsTransient(exception)
                    )
                )
                {
                    throw;
                }
            }

            await Task.Delay(
                TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)),
                cancellation
            );
        }
    }

    /// <summary>For an action whose outcome carries no value.</summary>
    public async Task<Outcome> RunAsync(
        ActionKey key,
        Func<CancellationToken, Task<Outcome>> action,
        CancellationToken cancellation
    ) =>
        await RunAsync<bool>(
            key,
            async token =>
                await action(token) is { Succeeded: false } refused
                    ? Outcome<bool>.From(refused)
                    : Outcome<bool>.Of(true),
            cancellation
        );

    private async Task<Outcome<T>> OnceAsync<T>(
        ActionKey key,
        Func<CancellationToken, Task<Outcome<T>>> action,
        CancellationToken cancellation
    )
    {
        // Whatever fails ends the whole action: savepoints would be two more round trips and never be used.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var outcome = await action(cancellation);
        if (!outcome.Succeeded)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            // A repeated click usually meets a record that the first click has already moved on.
            return await EarlierAsync<T>(key, cancellation) ?? outcome;
        }

        db.Add(
            new CompletedAction
            {
                Key = key.Key,
                Action = key.Name,
                ActorId = key.ActorId,
                At = clock.Now,
                Result = JsonSerializer.Serialize(outcome.Value),
            }
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome;
    }

    private async Task<Outcome<T>?> EarlierAsync<T>(ActionKey key, CancellationToken cancellation)
    {
        var earlier = await db.Set<CompletedAction>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.Key == key.Key, cancellation);
        return earlier switch
        {
            null => null,
            _ when earlier.Action != key.Name || earlier.ActorId != key.ActorId =>
                Outcome<T>.Refused("common.key.taken"),
            _ => Outcome<T>.Of(JsonSerializer.Deserialize<T>(earlier.Result)!, isRepeat: true),
        };
    }
}
