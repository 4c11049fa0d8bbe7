using Microsoft.AspNetCore.Identity;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What an account must do before it may do anything else.</summary>
public enum FirstThing
{
    ChangePassword,
    EnrolSecondFactor,
}

public static class AccountState
{
    /// <summary>
    /// A demonstration account has a published password: outside demonstration mode, for instance when a demonstration
    /// database is taken over for real work, it must open nothing.
    /// </summary>
    public static bool MayBeUsed(Account account, DemonstrationMode demonstration) =>
        !account.IsLocked && (!account.IsDemonstration || demonstration.IsOn);

    public static FirstThing? FirstThingOf(Account account, DemonstrationMode demonstration) =>
        account.MustChangePassword ? FirstThing.ChangePassword
        : !account.TwoFactorEnabled && !demonstration.IsOn ? FirstThing.EnrolSecondFactor
        : null;
}

/// <summary>Asked by the sign-in before it looks at the password.</summary>
public sealed class AccountConfirmation(DemonstrationMode demonstration)
    : IUserConfirmation<Account>
{
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(AccountState.MayBeUsed(user, demonstration));
}
