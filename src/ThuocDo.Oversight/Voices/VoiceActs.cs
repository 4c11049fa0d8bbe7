using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record VoiceKey(string Key, Guid Id, Guid Version);

/// <summary>Who opened a matter that holds somebody's particulars. Written before it is shown.</summary>
public sealed class VoiceAccess
{
    public required Guid Id { get; init; }

    /// <summary><c>feedback</c>, <c>complaint</c>, <c>denunciation</c>, or <c>denied</c> for a wrong passphrase.</summary>
    public required string Matter { get; init; }
    public required Guid RecordId { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTime At { get; init; }
}

public sealed class VoiceAccessMapping : IEntityTypeConfiguration<VoiceAccess>
{
    public void Configure(EntityTypeBuilder<VoiceAccess> builder)
    {
        builder.ToTable("voice_access_log");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Matter).HasMaxLength(20);
        builder.HasIndex(l => new { l.RecordId, l.At });
        builder.HasIndex(l => new { l.AccountId, l.At });
    }
}

/// <summary>What all acts on matters of the public have in common: right, version, history, once.</summary>
public sealed class VoiceActs(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "voice.refused.not-allowed";
    public const string State = "voice.refused.state";

    public ThuocDoDb Db => db;
    public ICurrentUser User => user;
    public DateOnly Today => clock.Today;
    public DateTime Now => clock.Now;

    public ValueTask<UnitTree> TreeAsync(CancellationToken cancellation) =>
        directory.GetAsync(cancellation);

    /// <summary>A new record, once.</summary>
    public Task<Outcome<T>> AddAsync<T>(
        string key,
        string name,
        Guid? actor,
        Func<CancellationToken, Task<Outcome<T>>> add,
        CancellationToken cancellation
    ) => unitOfWork.RunAsync(new ActionKey(key, name, actor), add, cancellation);

    /// <summary>Changes a record by its version, with an event of what changed.</summary>
    /// <param name="type">Of the event; the action is called by chain and type.</param>
    /// <param name="may">Asked first: whoever may not hears nothing of the record.</param>
    /// <param name="bySender">By the secret of whoever sent it: history names nobody.</param>
    public Task<Outcome> ChangeAsync<T>(
        VoiceKey key,
        ChainedFields<T> fields,
        string type,
        Func<T, UnitTree, CancellationToken, Task<bool>> may,
        Func<T, UnitTree, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation,
        bool bySender = false
    )
        where T : class, IChained =>
        unitOfWork.RunAsync(
            new ActionKey(key.Key, $"{fields.Chain}.{type}", bySender ? null : user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    await db.Set<T>().SingleOrDefaultAsync(r => r.Id == key.Id, token)
                        is not { } row
                    || !await may(row, tree, token)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (row.Version != key.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var history = new ChainedRow<T>(fields, row);
                var outcome = await change(row, tree, token);
                if (outcome.Succeeded)
                {
                    db.Add(history.Record(type, clock.Now, bySender ? null : user.UserId));
                }

                return outcome;
            },
            cancellation
        );

    /// <summary>Writes down who is about to see a matter; outside of any act.</summary>
    public async Task OpenedAsync(string matter, Guid record, CancellationToken cancellation)
    {
        if (user.UserId is not { } account)
        {
            return;
        }

        using var turn = await db.Engine.EnterAsync(cancellation);
        db.Add(
            new VoiceAccess
            {
                Id = NewId(),
                Matter = matter,
                RecordId = record,
                AccountId = account,
                At = clock.Now,
            }
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The accounts that may do something for a unit today, with their names.</summary>
    public async Task<IReadOnlyList<Account>> HoldersAsync(
        string permission,
        Guid unit,
        CancellationToken cancellation
    )
    {
        var (tree, today) = (await directory.GetAsync(cancellation), clock.Today);
        Role[] able = [.. Enum.GetValues<Role>().Where(r => RolePermissions.Allows(r, permission))];
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => able.Contains(r.Role) && r.From <= today && (r.To == null || today < r.To))
            .ToListAsync(cancellation);
        Guid[] ids =
        [
            .. roles
                .GroupBy(r => r.AccountId)
                .Where(g =>
                    Grants.Of(g.Select(r => (r.Role, r.UnitId)), tree, today).Has(permission, unit)
                )
                .Select(g => g.Key),
        ];
        return await db.Set<Account>()
            .AsNoTracking()
            .Where(a => EF.Parameter(ids).Contains(a.Id) && !a.IsLocked)
            .OrderBy(a => a.DisplayName)
            .ToListAsync(cancellation);
    }

    /// <summary>Whether the person answers for this very unit today; heads above it do not.</summary>
    public async Task<bool> IsHeadAsync(Guid unit, UnitTree tree, CancellationToken cancellation) =>
        user.UserId is { } account
        && (await ChainOfCommand.OnAsync(db, tree, clock.Today, cancellation))
            .HeadsOf(unit)
            .Contains(account);

    public Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));

    public static string? Clean(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim().Normalize();

    /// <summary>The words of a form: neither empty nor too long.</summary>
    public static Outcome<string> Words(string? typed, int most) =>
        Clean(typed) is not { } words ? Outcome<string>.Refused("voice.refused.empty")
        : words.Length > most ? Outcome<string>.Refused("voice.refused.long", most)
        : Outcome<string>.Of(words);
}
