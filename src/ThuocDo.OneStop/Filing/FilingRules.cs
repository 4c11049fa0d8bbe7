using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// What holds for filing online on a day: <c>data/onestop/filing.csv</c> and, for the time to answer and the number of
/// supplements, the regime of the day.
/// </summary>
public sealed class FilingRules
{
    private static readonly Lazy<IReadOnlyList<CsvRow>> Rows = new(() =>
        ShippedData.Rows("onestop/filing.csv")
    );

    private readonly Dictionary<string, CsvRow> rows;

    private FilingRules(DateOnly day)
    {
        Regime = RegimeRules.For(day);
        rows = Rows
            .Value.Where(r =>
                r.Date("valid_from") <= day
                && (r.OptionalDate("valid_to") is not { } end || day < end)
            )
            .ToDictionary(r => r.Required("parameter"));
    }

    public RegimeRules Regime { get; }

    /// <summary>How long a draft is kept after its last change.</summary>
    public int DraftDays => Number("draft-life");

    /// <summary>How long before its end the applicant is warned.</summary>
    public int DraftWarningDays => Number("draft-warning");

    /// <summary>How long a supplement asked for before receipt is waited for.</summary>
    public int SupplementDays => Number("supplement-wait");

    /// <summary>How long before the last day the applicant is told.</summary>
    public int SupplementWarningDays => Number("supplement-warning");

    public int OpenDrafts => Number("open-drafts");

    /// <summary>What was submitted while the office is closed is received at its next opening.</summary>
    public bool OfficialAtNextSession =>
        rows["official-receipt"].Required("value") == "next-session";

    public static FilingRules On(DateOnly day) => new(day);

    /// <summary>
    /// The official time of receipt by the system (Decree 45/2020 Art 11.1), from which the time to answer runs. Whether
    /// the night counts is a dated parameter: no text was found that says so.
    /// </summary>
    public DateTime OfficialTime(DateTime submittedAt, WorkCalendar calendar) =>
        OfficialAtNextSession
            ? Later(
                submittedAt,
                VietnamTime.ToUtc(calendar.NextWorkingInstant(VietnamTime.ToLocal(submittedAt)))
            )
            : submittedAt;

    /// <summary>Until when the office must have answered (Decree 45/2020 Art 11: working hours from the official time).</summary>
    public DateTime AnswerBy(DateTime officialAt, WorkCalendar calendar) =>
        VietnamTime.ToUtc(
            Deadline.DueLocal(
                VietnamTime.ToLocal(officialAt),
                Regime.OnlineFirstResponse.Value,
                calendar
            )
        );

    public DateTime ExpiryOf(Submission draft) => draft.ChangedAt.AddDays(DraftDays);

    /// <summary>A minute is cut off inside a session; what was sent within it is not received before it was sent.</summary>
    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private int Number(string parameter) =>
        int.Parse(rows[parameter].Required("value"), CultureInfo.InvariantCulture);
}
