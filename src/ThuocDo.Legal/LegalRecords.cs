using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record RecordAct(string Key, Guid Id, Guid Version);

/// <summary>What every act on a register of this module has in common: once by its key, on the version that was seen, with its event.</summary>
public sealed class LegalRecords(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ICurrentUser user,
    Clock clock
)
{
    public Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));

    /// <summary>Adds what belongs to a record in hand, with an event of its own.</summary>
    public void Add<T>(ChainedFields<T> fields, T row, string type)
        where T : class, IChained => db.AddRecorded(fields, row, type, clock.Now, user.UserId);

    /// <param name="make">The new record, or why there is none.</param>
    public Task<Outcome<Guid>> AddAsync<T>(
        ChainedFields<T> fields,
        string key,
        string name,
        string type,
        Func<CancellationToken, Task<(T? Row, Outcome? Refused)>> make,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        unitOfWork.RunAsync(
            new ActionKey(key, name, user.UserId),
            async token =>
            {
                var (row, refused) = await make(token);
                if (row is null)
                {
                    return Outcome<Guid>.From(refused!);
                }

                Add(fields, row, type);
                return Outcome<Guid>.Of(row.Id);
            },
            cancellation
        );

    /// <param name="unknown">Key of the refusal where there is no such record.</param>
    /// <param name="type">Of the event.</param>
    /// <param name="change">Each act is an event of its record too, so that whoever acts on an older view is told.</param>
    public Task<Outcome> OnAsync<T>(
        ChainedFields<T> fields,
        RecordAct act,
        string name,
        string unknown,
        string type,
        Func<T, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (
                    await db.Set<T>().FirstOrDefaultAsync(r => r.Id == act.Id, token) is not { } row
                )
                {
                    return Outcome.Refused(unknown);
                }

                if (row.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var history = new ChainedRow<T>(fields, row);
                if (await change(row, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );
}

internal static class LegalMappings
{
    public static void PointsTo<T, TOther>(this EntityTypeBuilder<T> builder, string property)
        where T : class
        where TOther : class =>
        builder
            .HasOne<TOther>()
            .WithMany()
            .HasForeignKey(property)
            .OnDelete(DeleteBehavior.Restrict);
}
