using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Tracking;

/// <summary>
/// Stops guessing at tracking secrets: after five wrong attempts within a quarter of an hour a code, and the address
/// they came from, are closed for a quarter of an hour. Each attempt is counted as wrong before the secret is looked at,
/// in one statement, so that many at once cannot slip past the count; a right one is taken back.
/// </summary>
public sealed class TrackingGuard(ThuocDoDb db, Clock clock)
{
    public const int WrongBeforeLockOut = 5;
    public const int Minutes = 15;

    /// <summary>Counts an attempt; false if the code or the address is locked.</summary>
    public async Task<bool> BeginAsync(string code, string address, CancellationToken cancellation)
    {
        var now = clock.Now;
        using var turn = await db.Engine.EnterAsync(cancellation);
        await ForgetOldAsync(now, cancellation);
        var byCode = await CountAsync(OfCode(code), now, cancellation);
        var byAddress = await CountAsync(OfAddress(address), now, cancellation);
        return byCode && byAddress;
    }

    /// <summary>The secret was right: the code starts anew, the address gets its one attempt back.</summary>
    public async Task SucceedAsync(string code, string address, CancellationToken cancellation)
    {
        var (ofCode, ofAddress) = (OfCode(code), OfAddress(address));
        using var turn = await db.Engine.EnterAsync(cancellation);
        await db.Set<TrackingAttempt>()
            .Where(a => a.Subject == ofCode)
            .ExecuteDeleteAsync(cancellation);
        await db.Set<TrackingAttempt>()
            .Where(a => a.Subject == ofAddress && a.Wrong > 0)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Wrong, a => a.Wrong - 1)
                        .SetProperty(a => a.LockedUntil, (DateTime?)null),
                cancellation
            );
    }

    private async Task<bool> CountAsync(
        string subject,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var (window, until) = (now.AddMinutes(-Minutes), now.AddMinutes(Minutes));
        var locked = await db.Set<TrackingAttempt>()
            .AnyAsync(a => a.Subject == subject && a.LockedUntil > now, cancellation);
        if (locked)
        {
            return false;
        }

        var wrong = (
            await db
                .Database.SqlQuery<int>(
                    $"""
                    insert into onestop_tracking_attempts (subject, since, wrong, locked_until) values ({subject}, {now}, 1, null)
                    on conflict (subject) do update set
                        wrong = case when onestop_tracking_attempts.since < {window} or onestop_tracking_attempts.locked_until <= {now}
                            then 1 else onestop_tracking_attempts.wrong + 1 end,
                        since = case when onestop_tracking_attempts.since < {window} or onestop_tracking_attempts.locked_until <= {now}
                            then {now} else onestop_tracking_attempts.since end,
                        locked_until = case when onestop_tracking_attempts.since < {window} or onestop_tracking_attempts.locked_until <= {now}
                            then null when onestop_tracking_attempts.wrong + 1 >= {WrongBeforeLockOut} then {until}
                            else onestop_tracking_attempts.locked_until end
                    returning wrong as "Value"
                    """
                )
                .ToListAsync(cancellation)
        ).Single();
        return wrong <= WrongBeforeLockOut;
    }

    private async Task ForgetOldAsync(DateTime now, CancellationToken cancellation)
    {
        var old = now.AddDays(-1);
        await db.Set<TrackingAttempt>().Where(a => a.Since < old).ExecuteDeleteAsync(cancellation);
    }

    private static string OfCode(string code)
    {
        var normal = DossierCode.Normal(code);
        return "code:" + (normal.Length <= Dossier.CodeMaxLength ? normal : Hash(normal));
    }

    private static string OfAddress(string address) => "address:" + Hash(address);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
