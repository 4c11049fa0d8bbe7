using System.Globalization;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Notices;

/// <summary>Which event is told, by which text, over which channels in which order.</summary>
public sealed record NoticeRule(
    string Event,
    string Template,
    IReadOnlyList<NoticeChannel> Channels,
    DateOnly ValidFrom,
    DateOnly? ValidTo
);

/// <summary>Local hours in which a channel is silent, over midnight if <see cref="From"/> is later than <see cref="To"/>.</summary>
public sealed record QuietHours(
    NoticeChannel Channel,
    TimeOnly From,
    TimeOnly To,
    DateOnly ValidFrom,
    DateOnly? ValidTo
)
{
    /// <summary>The end of the quiet hours an instant lies in, UTC; null if it lies in none.</summary>
    public DateTime? EndAfter(DateTime utc)
    {
        var local = VietnamTime.ToLocal(utc);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var isQuiet = From <= To ? From <= time && time < To : From <= time || time < To;
        return !isQuiet
            ? null
            : VietnamTime.ToUtc((time < To ? day : day.AddDays(1)).ToDateTime(To));
    }
}

/// <summary>The dated settings of <c>data/onestop/notice_events.csv</c> and <c>notice_channels.csv</c>.</summary>
public static class NoticeRules
{
    private static readonly Lazy<IReadOnlyList<NoticeRule>> Rules = new(() =>
        [
            .. ShippedData
                .Rows("onestop/notice_events.csv")
                .Select(row => new NoticeRule(
                    row.Required("event"),
                    row.Required("template"),
                    [.. row.Required("channels").Split('|').Select(Channel)],
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to")
                )),
        ]
    );

    private static readonly Lazy<IReadOnlyList<QuietHours>> Hours = new(() =>
        [
            .. ShippedData
                .Rows("onestop/notice_channels.csv")
                .Where(row => row["quiet_from"] is not null)
                .Select(row => new QuietHours(
                    Channel(row.Required("channel")),
                    Time(row.Required("quiet_from")),
                    Time(row.Required("quiet_to")),
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to")
                )),
        ]
    );

    public static IReadOnlyList<NoticeRule> All => Rules.Value;

    /// <summary>Null: of this event the applicant is not told.</summary>
    public static NoticeRule? For(string happened, DateOnly day) =>
        Rules.Value.FirstOrDefault(r =>
            r.Event == happened && r.ValidFrom <= day && (r.ValidTo is null || day < r.ValidTo)
        );

    /// <summary>Until when a channel is silent; null if it may speak now.</summary>
    public static DateTime? QuietUntil(NoticeChannel channel, DateTime utc)
    {
        var day = VietnamTime.DayOf(utc);
        return Hours
            .Value.FirstOrDefault(h =>
                h.Channel == channel && h.ValidFrom <= day && (h.ValidTo is null || day < h.ValidTo)
            )
            ?.EndAfter(utc);
    }

    private static NoticeChannel Channel(string text) =>
        Enum.Parse<NoticeChannel>(text, ignoreCase: true);

    private static TimeOnly Time(string text) =>
        TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
