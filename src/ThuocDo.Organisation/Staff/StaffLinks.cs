using System.Globalization;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.Staff;

/// <summary>Addresses of the pages about staff and schemes of job positions.</summary>
public static class StaffLinks
{
    public const string Overview = "/nhan-su";
    public const string Enter = "/nhan-su/ghi";
    public const string Reduction = "/nhan-su/tinh-giam";
    public const string Evaluations = "/nhan-su/danh-gia";
    public const string Reads = "/nhan-su/luot-xem";
    public const string Schemes = "/de-an-vi-tri";
    public const string NewScheme = "/de-an-vi-tri/moi";
    public const string DayField = "ngay";
    public const string YearField = "nam";
    public const string NamesField = "ten";
    public const string KindField = "loai";
    public const string BodyField = "don-vi";
    public const string PersonField = "nguoi";

    public static string Of(Unit unit) => $"{Overview}/{Uri.EscapeDataString(unit.Key)}";

    public static string Person(Guid id) => $"{Overview}/nguoi/{id:D}";

    public static string ReadsOf(Guid person) => $"{Reads}?{PersonField}={person:D}";

    public static string Scheme(Guid id) => $"{Schemes}/{id:D}";

    /// <summary>The page that enters an act of a kind about a body, and a person of it.</summary>
    public static string Entering(
        string page,
        ServiceUnits.ActKind kind,
        string body,
        Guid? person = null
    ) =>
        $"{page}?{KindField}={kind}&{BodyField}={Uri.EscapeDataString(body)}"
        + (person is { } id ? $"&{PersonField}={id:D}" : "");

    public static string InYear(string page, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{page}?{YearField}={year}");
}

/// <summary>The name of a body in an address and in a choice: the key of a unit, or the id of a service unit behind a mark.</summary>
public static class BodyNames
{
    private const string Mark = "sn-";

    public static string Of(BodyKey body, UnitTree tree) =>
        body.ServiceUnit is { } id ? $"{Mark}{id:N}" : tree[body.Unit].Key;

    public static BodyKey? Read(string? name, UnitTree tree) =>
        name is null ? null
        : name.StartsWith(Mark, StringComparison.Ordinal)
        && Guid.TryParseExact(name[Mark.Length..], "N", out var id)
            ? BodyKey.OfServiceUnit(id)
        : tree.Find(name) is { } unit ? BodyKey.OfUnit(unit.Id)
        : null;
}
