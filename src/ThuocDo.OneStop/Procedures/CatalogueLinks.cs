using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.OneStop.Procedures.National;

namespace ThuocDo.OneStop.Procedures;

/// <summary>The addresses of the catalogue beside those in <see cref="OneStopLinks"/>.</summary>
public static class CatalogueLinks
{
    public const string Import = OneStopLinks.Procedures + "/nhap";

    /// <summary>Names of query values.</summary>
    public const string Level = "cap";
    public const string Field = "linh-vuc";
    public const string Audience = "doi-tuong";
    public const string Online = "truc-tuyen";
    public const string Received = "tiep-nhan";
    public const string Outcome = "ket-qua";
    public const string Remarked = "can-xem";
    public const string From = "tu";
    public const string To = "den";

    public static string National(string code) =>
        $"{OneStopLinks.Procedures}/quoc-gia/{Uri.EscapeDataString(code)}";

    public static string Report(int number) => $"{Import}/{number}";

    public static string Report(int number, LineOutcome? outcome, bool remarked)
    {
        var query = new QueryBuilder();
        if (outcome is { } one)
        {
            query.Add(Outcome, one.ToString());
        }

        if (remarked)
        {
            query.Add(Remarked, "true");
        }

        return Report(number) + query.ToQueryString();
    }

    public static string NewVersion(string code) => $"{OneStopLinks.Procedure(code)}/phien-ban-moi";

    public static string OfficeLimits(string code) =>
        $"{OneStopLinks.Procedure(code)}/thoi-han-rieng";

    public static string Compare(string code, int? from = null, int? to = null)
    {
        var query = new QueryBuilder();
        if (from is { } one && to is { } other)
        {
            query.Add(From, one.ToString(CultureInfo.InvariantCulture));
            query.Add(To, other.ToString(CultureInfo.InvariantCulture));
        }

        return $"{OneStopLinks.Procedure(code)}/so-sanh{query.ToQueryString()}";
    }
}
