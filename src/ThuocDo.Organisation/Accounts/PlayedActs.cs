using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// Plays a file of the demonstration, act by act, by the desks of real ones: each row at its moment and by its account, with the rights
/// that the account held on that day.
/// </summary>
/// <param name="file">Name of the file in <c>data/demonstration</c>, without its ending; also in the key of each act.</param>
public abstract class PlayedActs(ThuocDoDb db, UnitTree tree, string file)
{
    protected ThuocDoDb Db => db;

    protected UnitTree Tree => tree;

    protected string File { get; } = $"demonstration/{file}.csv";

    protected PlayedMoment Moment { get; } = new();

    protected PlayedActor Actor { get; } = new();

    protected DateOnly Today => VietnamTime.DayOf(Moment.Now);

    /// <summary>Does what the row says, at its moment and by its account.</summary>
    /// <param name="once">Key of the act.</param>
    protected abstract Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    );

    /// <summary>Once, behind the dossiers. A start that was killed is gone on with after its last act, which each has a key of its own.</summary>
    /// <exception cref="InvalidOperationException">An act of the file was refused; the message names its line.</exception>
    protected static async Task PlayAsync(
        IServiceScopeFactory scopes,
        Func<IServiceProvider, ThuocDoDb, UnitTree, PlayedActs> make,
        CancellationToken cancellation
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        await make(scope.ServiceProvider, db, await UnitDirectory.LoadAsync(db, cancellation))
            .PlayAsync(cancellation);
    }

    private async Task PlayAsync(CancellationToken cancellation)
    {
        var rows = ShippedData.Rows(File);
        var keys = rows.Select((_, i) => KeyOf(i)).ToArray();
        var done = await db.Set<CompletedAction>()
            .Where(a => EF.Parameter(keys).Contains(a.Key))
            .Select(a => a.Key)
            .ToHashSetAsync(cancellation);
        foreach (
            var (row, key) in rows.Zip(keys).Skip(Array.FindLastIndex(keys, done.Contains) + 1)
        )
        {
            Moment.Now = VietnamTime.ToUtc(
                DateTime.Parse(row.Required("at"), CultureInfo.InvariantCulture)
            );
            if (row["account"] is { } account)
            {
                await BecomeAsync(account, cancellation);
            }

            var outcome = await ActAsync(row, key, cancellation);
            db.ChangeTracker.Clear();
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(
                    $"{File}, {row.Required("at")} {row.Required("act")}: {outcome.Key} {string.Join(", ", outcome.Arguments)}."
                );
            }
        }
    }

    private string KeyOf(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"demonstration-{file}-{row}");

    /// <summary>Where a row names no account: the head of its unit, by the account of the leaders.</summary>
    protected void BecomeHead(Guid unit) =>
        Actor.Become(
            DemonstrationAccounts.IdOf("lanhdao"),
            Grants.Of([(Role.UnitHead, unit)], tree, Today)
        );

    /// <summary>Acts for an account with the rights that it held on the day of the act.</summary>
    private async Task BecomeAsync(string account, CancellationToken cancellation) =>
        await Actor.BecomeAsync(db, tree, account, Today, cancellation);
}

/// <summary>The instant of the act at hand.</summary>
public sealed class PlayedMoment : TimeProvider
{
    public DateTime Now { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}

/// <summary>Whoever a file of the demonstration names, with the rights held on that day.</summary>
public sealed class PlayedActor : ICurrentUser
{
    private Grants grants = Grants.None;

    public Guid? UserId { get; private set; }
    public bool IsSignedIn => true;
    public string DisplayName => "";

    public bool Can(string permission) => grants.Has(permission);

    public bool Can(string permission, Guid unitId) => grants.Has(permission, unitId);

    public IReadOnlySet<Guid>? UnitsFor(string permission) => grants.UnitsFor(permission);

    public void Become(Guid? account, Grants held) => (UserId, grants) = (account, held);

    public async Task BecomeAsync(
        ThuocDoDb db,
        UnitTree tree,
        string account,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var id = DemonstrationAccounts.IdOf(account);
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == id)
            .ToListAsync(cancellation);
        Become(id, Grants.Of(roles.Select(r => (r.Role, r.UnitId)), tree, day));
    }
}
