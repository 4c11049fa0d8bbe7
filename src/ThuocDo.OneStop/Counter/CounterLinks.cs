namespace ThuocDo.OneStop.Counter;

/// <summary>The addresses of the day at the counter.</summary>
public static class CounterLinks
{
    public const string Queue = "/mot-cua/hang-doi";
    public const string Kiosk = "/lay-so";
    public const string Ticket = "/lay-so/phieu";
    public const string Screen = "/man-hinh-goi-so";
    public const string Appointments = "/mot-cua/lich-hen";
    public const string BookingPlan = "/mot-cua/lich-hen/suc-chua";
    public const string Book = "/dat-lich";
    public const string Uncollected = "/mot-cua/chua-nhan";
    public const string Outages = "/mot-cua/su-co";
    public const string HandOvers = "/mot-cua/ban-giao";

    /// <summary>Names of query values.</summary>
    public const string Pass = "the";
    public const string Reference = "so";
    public const string Day = "ngay";

    public static string KioskWith(string pass) => $"{Kiosk}?{Pass}={Uri.EscapeDataString(pass)}";

    /// <param name="reference">The capability of the ticket.</param>
    /// <param name="pass">On the kiosk itself, so that it turns back to its first page.</param>
    public static string TicketOf(string reference, string? pass = null) =>
        $"{Ticket}?{Reference}={Uri.EscapeDataString(reference)}"
        + (pass is null ? "" : $"&{Pass}={Uri.EscapeDataString(pass)}");

    public static string ScreenOf(string unit) =>
        $"{Screen}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string QueueOf(string unit) =>
        $"{Queue}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string AppointmentsOf(string unit, DateOnly? day = null) =>
        $"{Appointments}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}"
        + (day is { } d ? $"&{Day}={d:yyyy-MM-dd}" : "");

    public static string BookingPlanOf(string unit) =>
        $"{BookingPlan}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string OutagesOf(string unit) =>
        $"{Outages}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string HandOver(Guid sheet) => $"{HandOvers}/{sheet:D}";

    public static string HandOverPaper(Guid sheet) => $"{HandOver(sheet)}/phieu";

    public static string UncollectedOf(string unit) =>
        $"{Uncollected}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string BookAt(string unit, DateOnly? day = null) =>
        $"{Book}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}"
        + (day is { } d ? $"&{Day}={d:yyyy-MM-dd}" : "");
}
