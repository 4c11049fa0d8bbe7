namespace ThuocDo.Shared.Web;

/// <summary>The few addresses the frame of every page needs.</summary>
public static class ShellLinks
{
    public const string Home = "/";
    public const string About = "/ve-san-pham";
    public const string Help = "/tro-giup";
    public const string Language = "/ngon-ngu";
    public const string SignIn = "/dang-nhap";
    public const string SignOut = "/dang-xuat";
    public const string Account = "/tai-khoan";
    public const string Citizen = "/cong-dan";
    public const string CitizenSignIn = "/cong-dan/dang-nhap";
    public const string CitizenSignOut = "/cong-dan/dang-xuat";
}
