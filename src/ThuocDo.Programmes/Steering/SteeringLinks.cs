using System.Globalization;

namespace ThuocDo.Programmes.Steering;

/// <summary>Addresses of what the steering committee works with.</summary>
public static class SteeringLinks
{
    public const string KindField = "loai";

    /// <summary>One page of now, to be printed.</summary>
    public static string Briefing(string programme, string? unit = null) =>
        With($"/nghi-quyet/{programme}/giao-ban", unit);

    public static string Meetings(string programme, string? unit = null) =>
        With($"/nghi-quyet/{programme}/cuoc-hop", unit);

    public static string Meeting(string programme, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"/nghi-quyet/{programme}/cuoc-hop/{id:D}");

    /// <summary>What lay before it, on paper.</summary>
    public static string Sheet(string programme, Guid id) => Meeting(programme, id) + "/to-trinh";

    /// <summary>A conclusion to be looked at.</summary>
    public static string Conclusion(string programme, Guid meeting, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Meeting(programme, meeting)}/ket-luan/{number}"
        );

    private static string With(string address, string? unit) =>
        unit is null ? address : $"{address}?{SteeringUnits.Field}={Uri.EscapeDataString(unit)}";
}
