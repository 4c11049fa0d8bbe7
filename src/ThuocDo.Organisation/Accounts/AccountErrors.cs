using Microsoft.AspNetCore.Identity;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Accounts;

/// <summary>The sentences for what is wrong with a user name or a password.</summary>
public sealed class AccountErrors(Texts texts) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Error("account.error.unknown");

    public override IdentityError ConcurrencyFailure() => Error("common.stale");

    public override IdentityError PasswordMismatch() => Error("account.error.password_wrong");

    public override IdentityError InvalidUserName(string? userName) =>
        Error("account.error.user_name_invalid", userName);

    public override IdentityError DuplicateUserName(string userName) =>
        Error("account.error.user_name_taken", userName);

    public override IdentityError PasswordTooShort(int length) =>
        Error("account.error.password_short", length);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error("account.error.password_simple", uniqueChars);

    private IdentityError Error(string key, params object?[] arguments) =>
        new() { Code = key, Description = texts[key, arguments] };
}
