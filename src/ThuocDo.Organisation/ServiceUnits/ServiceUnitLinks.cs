namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>Addresses of the pages about public service units and money.</summary>
public static class ServiceUnitLinks
{
    public const string Register = "/don-vi-su-nghiep";
    public const string New = "/don-vi-su-nghiep/moi";
    public const string Enter = "/don-vi-su-nghiep/ghi";
    public const string Budget = "/ngan-sach";
    public const string EnterBudget = "/ngan-sach/ghi";

    public static string Of(Guid id) => $"{Register}/{id:D}";
}
