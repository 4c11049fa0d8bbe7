using Microsoft.AspNetCore.Identity;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Organisation.Accounts;

internal static class IdentityOutcomes
{
    /// <summary>Carries the sentences of the framework's checks, which <see cref="AccountErrors"/> has put into words.</summary>
    public static Outcome ToOutcome(this IdentityResult result) =>
        result.Succeeded
            ? Outcome.Done
            : Outcome.Refused(
                "account.error.list",
                string.Join(' ', result.Errors.Select(e => e.Description))
            );
}
