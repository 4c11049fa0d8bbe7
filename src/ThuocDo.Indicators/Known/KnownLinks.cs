using System.Globalization;
using ThuocDo.Indicators.Board;

namespace ThuocDo.Indicators.Known;

/// <summary>Addresses of a figure as known on a day.</summary>
public static class KnownLinks
{
    /// <summary>Query value: the day on which it was known.</summary>
    public const string Day = "biet";

    public static string Page(string condition) => $"{BoardLinks.Board}/{condition}/hai-thoi-diem";

    public static string Data(string condition, BoardPlace place, DateOnly knownOn) =>
        Page(condition)
        + ".csv"
        + place.Query((Day, knownOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>The key of a cause's name.</summary>
    public static string TextOf(Cause cause) =>
        "known.cause." + cause.ToString().ToLowerInvariant();
}
