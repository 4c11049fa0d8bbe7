using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// Keeps accounts in our database. Roles are ours, with unit and interval, so none of the framework's are stored;
/// recovery codes are stored as hashes only.
/// </summary>
public sealed class AccountStore(ThuocDoDb db, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, ThuocDoDb, Guid>(db, describer)
{
    public override Task ReplaceCodesAsync(
        Account user,
        IEnumerable<string> recoveryCodes,
        CancellationToken cancellationToken
    ) => base.ReplaceCodesAsync(user, recoveryCodes.Select(c => Hash(user, c)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(
        Account user,
        string code,
        CancellationToken cancellationToken
    ) => base.RedeemCodeAsync(user, Hash(user, code), cancellationToken);

    private static string Hash(Account user, string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($"{user.Id:D}\n{code.Trim().ToUpperInvariant()}")
            )
        );
}
