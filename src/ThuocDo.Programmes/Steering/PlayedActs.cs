using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering;

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

    private protected TaskSeed.Moment Moment { get; } = new();

    private protected TaskSeed.Actor Actor { get; } = new();

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

    protected Task<Guid> ProgrammeAsync(CancellationToken cancellation) =>
        db.Set<Programme>().Leading(Today).Select(p => p.Id).FirstAsync(cancellation);

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
                    $"{File}, {row.Required("at")} {row.Required("act")}: {outcome.Key}."
                );
            }
        }
    }

    private string KeyOf(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"demonstration-{file}-{row}");

    private async Task BecomeAsync(string account, CancellationToken cancellation)
    {
        var id = DemonstrationAccounts.IdOf(account);
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == id)
            .ToListAsync(cancellation);
        Actor.Become(id, Grants.Of(roles.Select(r => (r.Role, r.UnitId)), tree, Today));
    }
}
