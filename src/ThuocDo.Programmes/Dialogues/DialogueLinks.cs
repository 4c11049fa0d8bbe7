using System.Globalization;

namespace ThuocDo.Programmes.Dialogues;

/// <summary>Addresses of dialogues: the public pages, and the desk behind them.</summary>
public static class DialogueLinks
{
    public const string PublicList = "/doi-thoai";
    public const string Desk = "/doi-thoai/so";
    public const string Create = "/doi-thoai/so/mo";

    public static string Public(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{PublicList}/{id:D}");

    public static string Of(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Desk}/{id:D}");

    public static string Question(Guid id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(id)}/cau-hoi/{number}");
}
