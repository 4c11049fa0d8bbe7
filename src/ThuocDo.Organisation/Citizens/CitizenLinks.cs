using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens;

/// <summary>Addresses of the pages by which citizens come in, and of what they see of themselves.</summary>
public static class CitizenLinks
{
    public const string Own = ShellLinks.Citizen;
    public const string SignIn = ShellLinks.CitizenSignIn;
    public const string SignInDemonstration = "/cong-dan/dang-nhap/trinh-dien";
    public const string SignOut = ShellLinks.CitizenSignOut;

    /// <summary>The citizens' sign-in page that leads back to a page of ours.</summary>
    public static string SignInFor(string? back) => WithReturn(SignIn, back);

    public static string DemonstrationWithReturn(string? back) =>
        WithReturn(SignInDemonstration, back);

    internal static string WithReturn(string page, string? back) =>
        back is null ? page : page + new QueryBuilder { { AccountLinks.ReturnParameter, back } };
}
