using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>Addresses of the set of Decision 766.</summary>
public static class ServiceLinks
{
    public const string Page = BoardLinks.Indices + "/766";

    /// <summary>Which lists of dossiers stand behind a count of the set.</summary>
    private static readonly Dictionary<string, string> Counts = new()
    {
        ["channelOnlineSum"] = "received-online",
        ["channelTotalSum"] = "received",
        ["feeDossiers"] = "fee-due",
        ["paidOnlineDossiers"] = "paid-online",
        ["results"] = "resolved",
        ["resultsElectronic"] = "resolved-electronic",
        ["dossiersToDigitise"] = "received",
    };

    public static string Of(string unit, string days) => Page + Query(unit, days);

    public static string Data(string unit, string days) => Page + ".csv" + Query(unit, days);

    /// <summary>The dossiers that a count counts; none for what is no list of dossiers.</summary>
    public static string? Records(IReadOnlyList<string> names, string unit, ServiceDays days) =>
        names is [var name] && Counts.TryGetValue(name, out var count)
            ? ScoreLinks.RecordsOf(count, unit, days.From, days.To.AddDays(1))
            : null;

    private static string Query(string unit, string days) =>
        new QueryBuilder { { "don-vi", unit }, { "ky", days } }.ToString();
}
