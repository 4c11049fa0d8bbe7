using Microsoft.AspNetCore.Http.Extensions;

namespace ThuocDo.Organisation.Accounts;

/// <summary>Addresses of the pages about accounts.</summary>
public static class AccountLinks
{
    public const string SignIn = "/dang-nhap";
    public const string SignInDemonstration = "/dang-nhap/trinh-dien";
    public const string SignInCode = "/dang-nhap/ma-xac-thuc";
    public const string SignOut = "/dang-xuat";

    /// <summary>Leads to the identity provider of the staff.</summary>
    public const string Provider = "/dang-nhap/dinh-danh";

    /// <summary>Where that provider sends the browser back to; registered with the provider.</summary>
    public const string ProviderAnswer = "/dang-nhap/tra-ve";

    /// <summary>The query value with what went wrong at the provider.</summary>
    public const string ProblemParameter = "loi";
    public const string Own = "/tai-khoan";
    public const string Password = "/tai-khoan/mat-khau";
    public const string SecondFactor = "/tai-khoan/xac-thuc-hai-buoc";
    public const string SecondFactorOff = "/tai-khoan/xac-thuc-hai-buoc/tat";
    public const string List = "/quan-tri/tai-khoan";
    public const string New = "/quan-tri/tai-khoan/moi";

    /// <summary>The query value with the page to go to after signing in.</summary>
    public const string ReturnParameter = "quay-lai";

    public static string Of(string userName) => $"{List}/{Uri.EscapeDataString(userName)}";

    public static string Code(string? back) => WithReturn(SignInCode, back);

    public static string ProviderWithReturn(string? back) => WithReturn(Provider, back);

    public static string Failed(Citizens.IdentityProblem problem) =>
        SignIn + new QueryBuilder { { ProblemParameter, problem.ToString() } };

    public static string DemonstrationWithReturn(string? back) =>
        WithReturn(SignInDemonstration, back);

    private static string WithReturn(string page, string? back) =>
        back is null ? page : page + new QueryBuilder { { ReturnParameter, back } };
}
