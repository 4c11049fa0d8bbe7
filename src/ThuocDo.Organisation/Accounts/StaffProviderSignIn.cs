using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What the identity provider of the staff says, after its message was found to be genuine.</summary>
/// <param name="UserName">The claim that names one of our accounts.</param>
/// <param name="HasSecondFactor">The provider vouches for a second factor (RFC 8176 methods, or a named level).</param>
public sealed record StaffAssertion(
    string Issuer,
    string Subject,
    string? UserName,
    bool HasSecondFactor
);

/// <summary>
/// Signs a member of the staff in by the province's identity provider. It opens existing accounts only and makes none: who
/// works where, and with what rights, is decided here. The first sign-in ties the subject to the account; from then on another
/// subject never opens it, whatever name it claims.
/// </summary>
public sealed class StaffProviderSignIn(
    SignInManager<Account> signIn,
    ThuocDoDb db,
    UnitOfWork work,
    AccountHistory history,
    DemonstrationMode demonstration
)
{
    /// <summary>Null if signed in, or led to the second step; otherwise why not.</summary>
    /// <returns>Whether the second step of our own waits, or the problem.</returns>
    public async Task<(bool NeedsCode, IdentityProblem? Problem)> RunAsync(
        StaffAssertion assertion,
        CancellationToken cancellation
    )
    {
        var login = new UserLoginInfo(ProviderName(assertion.Issuer), assertion.Subject, null);
        var users = signIn.UserManager;
        var account = await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        if (account is null)
        {
            if (
                assertion.UserName is not { Length: > 0 } name
                || await users.FindByNameAsync(name) is not { } named
            )
            {
                return (false, IdentityProblem.Unknown);
            }

            if (
                (await users.GetLoginsAsync(named)).Any(l => l.LoginProvider == login.LoginProvider)
            )
            {
                // The account is tied to somebody else of this provider.
                return (false, IdentityProblem.Closed);
            }

            if (
                !AccountState.MayBeUsed(named, demonstration) || await users.IsLockedOutAsync(named)
            )
            {
                return (false, IdentityProblem.Closed);
            }

            if (!(await TieAsync(named.Id, login, cancellation)).Succeeded)
            {
                return (false, IdentityProblem.Closed);
            }
        }

        var result = await signIn.ExternalLoginSignInAsync(
            login.LoginProvider,
            login.ProviderKey,
            isPersistent: false,
            bypassTwoFactor: assertion.HasSecondFactor
        );
        return result.Succeeded ? (false, null)
            : result.RequiresTwoFactor ? (true, null)
            : (false, IdentityProblem.Closed);
    }

    /// <summary>The issuer as the column holds it.</summary>
    private static string ProviderName(string issuer) =>
        issuer.Length <= 128 ? issuer : issuer[..128];

    private Task<Outcome> TieAsync(
        Guid accountId,
        UserLoginInfo login,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(Guid.CreateVersion7().ToString("N"), "account.tie", accountId),
            async token =>
            {
                var account = await db.Set<Account>().SingleAsync(a => a.Id == accountId, token);
                var tied = await signIn.UserManager.AddLoginAsync(account, login);
                await history.AppendAsync(
                    accountId,
                    AccountEvents.ProviderTied,
                    token,
                    AccountHistory.Field("issuer", login.LoginProvider)
                );
                return tied.ToOutcome();
            },
            cancellation
        );
}
