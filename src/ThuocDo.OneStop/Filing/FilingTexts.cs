using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>Text keys of filing online.</summary>
public static class FilingTexts
{
    public static string Of(SubmissionState state) =>
        state switch
        {
            SubmissionState.Draft => "filing.state.draft",
            SubmissionState.Submitted => "filing.state.submitted",
            SubmissionState.SupplementAtIntake => "filing.state.supplement",
            SubmissionState.RejectedAtIntake => "filing.state.rejected",
            SubmissionState.Received => "filing.state.received",
            SubmissionState.Lapsed => "filing.state.lapsed",
            _ => "filing.state.withdrawn",
        };

    public static Explanation InWords(SubmissionState state) => new(Of(state));

    public static string Tone(SubmissionState state) =>
        state switch
        {
            SubmissionState.Draft => "open",
            SubmissionState.SupplementAtIntake => "warn",
            SubmissionState.RejectedAtIntake
            or SubmissionState.Withdrawn
            or SubmissionState.Lapsed => "neutral",
            SubmissionState.Received => "good",
            _ => "info",
        };

    public static string Of(ReturnManner manner) =>
        manner switch
        {
            ReturnManner.Post => "filing.return.post",
            ReturnManner.Electronic => "filing.return.electronic",
            _ => "filing.return.counter",
        };

    public static string Event(string type) => $"filing.event.{type}";
}
