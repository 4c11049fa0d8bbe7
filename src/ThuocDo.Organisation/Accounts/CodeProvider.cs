using Microsoft.AspNetCore.Identity;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// Checks the code of the second factor. Unlike the framework's own it accepts no code twice, so that one read over
/// somebody's shoulder is worth nothing, and it asks our clock.
/// </summary>
public sealed class CodeProvider(Clock clock) : AuthenticatorTokenProvider<Account>
{
    public override async Task<bool> ValidateAsync(
        string purpose,
        string token,
        UserManager<Account> manager,
        Account user
    )
    {
        if (
            await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } secret
            || Totp.FindStep(secret, token, clock.Now, user.LastCodeStep) is not { } step
        )
        {
            return false;
        }

        user.LastCodeStep = step;
        // Fails for the second of two sign-ins with one code at the same moment.
        return (await manager.UpdateAsync(user)).Succeeded;
    }
}
