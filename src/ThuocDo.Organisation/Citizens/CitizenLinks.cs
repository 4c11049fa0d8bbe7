using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens;

/// <summary>Addresses of the pages by which citizens come in, and of what they see of themselves.</summary>
public static class CitizenLinks
{
    public const string Own = ShellLinks.Citizen;

    /// <summary>Who may act for me, and for whom I act.</summary>
    public const string Delegations = "/cong-dan/uy-quyen";

    /// <summary>Who saw my data; the page lies with the dossiers.</summary>
    public const string Privacy = "/cong-dan/ai-da-xem";
    public const string SignIn = ShellLinks.CitizenSignIn;
    public const string SignInDemonstration = "/cong-dan/dang-nhap/trinh-dien";
    public const string SignOut = ShellLinks.CitizenSignOut;

    /// <summary>Leads to the identity provider, and from there back to <see cref="ProviderAnswer"/>.</summary>
    public const string Provider = "/cong-dan/dang-nhap/dinh-danh";

    /// <summary>Where the provider sends the browser back to; registered with the provider.</summary>
    public const string ProviderAnswer = "/cong-dan/dang-nhap/tra-ve";

    /// <summary>Ends the session at the provider too.</summary>
    public const string ProviderSignOut = "/cong-dan/dang-xuat/dinh-danh";

    /// <summary>Where the provider sends the browser back to after signing out; registered with the provider.</summary>
    public const string ProviderSignedOut = "/cong-dan/dang-xuat/tra-ve";

    /// <summary>The query value with what went wrong at the provider.</summary>
    public const string ProblemParameter = "loi";

    /// <summary>The citizens' sign-in page that leads back to a page of ours.</summary>
    public static string SignInFor(string? back) => WithReturn(SignIn, back);

    public static string ProviderWithReturn(string? back) => WithReturn(Provider, back);

    public static string Failed(IdentityProblem problem) =>
        SignIn + new QueryBuilder { { ProblemParameter, problem.ToString() } };

    public static string DemonstrationWithReturn(string? back) =>
        WithReturn(SignInDemonstration, back);

    internal static string WithReturn(string page, string? back) =>
        back is null ? page : page + new QueryBuilder { { AccountLinks.ReturnParameter, back } };
}
