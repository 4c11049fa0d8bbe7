using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>Writes what happened to an account into its chain. Passwords, secrets and codes are never part of it.</summary>
public sealed class AccountHistory(ThuocDoDb db, Clock clock, ICurrentUser actor)
{
    public const string Chain = "account";

    /// <summary>Adds the event to the present transaction; the caller commits.</summary>
    public async Task AppendAsync(
        Guid accountId,
        string type,
        CancellationToken cancellation,
        params IEnumerable<KeyValuePair<string, string?>> set
    )
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == Chain && e.SubjectId == accountId)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var head = last is null
            ? ChainHead.Start(Chain, accountId)
            : ChainHead.Start(Chain, accountId).After(last);
        db.Add(
            HistoryEvent.Append(
                head,
                Guid.CreateVersion7(),
                clock.Now,
                actor.UserId,
                type,
                Canonical.Payload(set, [])
            )
        );
    }

    public static KeyValuePair<string, string?> Field(string name, string? value) =>
        new(name, value);
}

/// <summary>The types of events in the chain of an account.</summary>
public static class AccountEvents
{
    public const string Created = "account.created";
    public const string Locked = "account.locked";
    public const string Unlocked = "account.unlocked";
    public const string PasswordChanged = "account.password-changed";
    public const string PasswordReset = "account.password-reset";
    public const string SecondFactorEnrolled = "account.second-factor-enrolled";
    public const string SecondFactorRemoved = "account.second-factor-removed";
    public const string SecondFactorReset = "account.second-factor-reset";
    public const string ProviderTied = "account.provider-tied";
    public const string RoleAssigned = "account.role-assigned";
    public const string RoleEnded = "account.role-ended";
}
