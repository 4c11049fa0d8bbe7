using System.Globalization;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter;

/// <summary>What holds for the day at the counter: <c>data/onestop/counter.csv</c>.</summary>
public sealed class CounterRules
{
    private static readonly Lazy<IReadOnlyList<CsvRow>> Rows = new(() =>
        ShippedData.Rows("onestop/counter.csv")
    );

    private readonly Dictionary<string, CsvRow> rows;

    private CounterRules(DateOnly day) =>
        rows = Rows
            .Value.Where(r =>
                r.Date("valid_from") <= day
                && (r.OptionalDate("valid_to") is not { } end || day < end)
            )
            .ToDictionary(r => r.Required("parameter"));

    /// <summary>How many days ahead an hour can be booked.</summary>
    public int BookingDaysAhead => Number("booking-days-ahead");

    /// <summary>How many booked hours one person may hold.</summary>
    public int OpenBookings => Number("booking-open");

    /// <summary>How long after the end of the booked hour its place in the queue is kept.</summary>
    public TimeSpan BookingGrace => TimeSpan.FromMinutes(Number("booking-grace"));

    /// <summary>Days after which a finished result is listed as not collected.</summary>
    public int UncollectedAfterDays => Number("uncollected-after");

    /// <summary>Days before the applicant is reminded again.</summary>
    public int RemindAgainAfterDays => Number("remind-again-after");

    /// <summary>Days after the end of an outage in which what was taken in on paper may be entered at its true time.</summary>
    public int LaterEntryDays => Number("outage-entry");

    /// <summary>Days before the last day of a licence on which its holder is told.</summary>
    public int LicenceExpiryNoticeDays => Number("licence-expiry-notice");

    public static CounterRules On(DateOnly day) => new(day);

    private int Number(string parameter) =>
        int.Parse(rows[parameter].Required("value"), CultureInfo.InvariantCulture);
}

/// <summary>Fields that are served at the same windows (quầy theo lĩnh vực; Decree 61/2018 Art 13.2.b).</summary>
/// <param name="Code">The letter before the numbers.</param>
public sealed record ServiceGroup(string Code, IReadOnlyList<Level> Levels, Named Name)
{
    private static readonly Lazy<IReadOnlyList<ServiceGroup>> Shipped = new(() =>
        [
            .. ShippedData
                .Rows("onestop/service-groups.csv")
                .Select(r => new ServiceGroup(
                    r.Required("code"),
                    [
                        .. r.Required("levels")
                            .Split(';')
                            .Select(l => Enum.Parse<Level>(l, ignoreCase: true)),
                    ],
                    new Named(r.Required("name_vi"), r.Required("name_en"))
                )),
        ]
    );

    public static IReadOnlyList<ServiceGroup> Of(Unit office) =>
        [.. Shipped.Value.Where(g => g.Levels.Contains(office.Level))];

    public static ServiceGroup? Find(Unit office, string? code) =>
        Of(office).FirstOrDefault(g => g.Code == code);

    public static Named NameOf(string code) =>
        Shipped.Value.FirstOrDefault(g => g.Code == code)?.Name ?? new Named(code, code);
}
