using Microsoft.AspNetCore.Identity;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What people may change about their own account.</summary>
public sealed class OwnAccountChanges(
    UserManager<Account> users,
    IUserStore<Account> store,
    UnitOfWork work,
    AccountHistory history,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> ChangePasswordAsync(
        string key,
        string present,
        string next,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            AccountEvents.PasswordChanged,
            async account =>
            {
                if (account.IsDemonstration)
                {
                    return Outcome.Refused("account.error.demonstration_password");
                }

                if (present == next)
                {
                    return Outcome.Refused("account.error.password_same");
                }

                account.MustChangePassword = false;
                return (await users.ChangePasswordAsync(account, present, next)).ToOutcome();
            },
            cancellation
        );

    /// <summary>Stores the second factor if this is a right code of it.</summary>
    public Task<Outcome> EnrolAsync(
        string key,
        Enrolment enrolment,
        string code,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            AccountEvents.SecondFactorEnrolled,
            async account =>
            {
                if (account.TwoFactorEnabled)
                {
                    return Outcome.Refused("account.error.already_enrolled");
                }

                if (Totp.FindStep(enrolment.Secret, code, clock.Now, after: null) is not { } step)
                {
                    return Outcome.Refused("account.error.code_wrong");
                }

                account.LastCodeStep = step;
                await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(
                    account,
                    enrolment.Secret,
                    cancellation
                );
                await ((IUserTwoFactorRecoveryCodeStore<Account>)store).ReplaceCodesAsync(
                    account,
                    enrolment.RecoveryCodes,
                    cancellation
                );
                return (await users.SetTwoFactorEnabledAsync(account, true)).ToOutcome();
            },
            cancellation
        );

    public Task<Outcome> RemoveSecondFactorAsync(
        string key,
        string password,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            AccountEvents.SecondFactorRemoved,
            async account =>
                !await users.CheckPasswordAsync(account, password)
                    ? Outcome.Refused("account.error.password_wrong")
                    : await users.WithoutSecondFactorAsync(account),
            cancellation
        );

    private Task<Outcome> ChangeAsync(
        string key,
        string type,
        Func<Account, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, type, user.UserId),
            async token =>
            {
                var account =
                    await users.FindByIdAsync(user.UserId.ToString()!)
                    ?? throw new InvalidOperationException("The account of the session is gone.");
                var outcome = await change(account);
                if (outcome.Succeeded)
                {
                    await history.AppendAsync(account.Id, type, token);
                }

                return outcome;
            },
            cancellation
        );
}

internal static class SecondFactorExtensions
{
    public static async Task<Outcome> WithoutSecondFactorAsync(
        this UserManager<Account> users,
        Account account
    )
    {
        account.LastCodeStep = null;
        await users.ResetAuthenticatorKeyAsync(account);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0);
        return (await users.SetTwoFactorEnabledAsync(account, false)).ToOutcome();
    }
}
