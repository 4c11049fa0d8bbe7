using System.Globalization;
using ThuocDo.Oversight.Voices.Scoring;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Oversight.Voices;

/// <summary>Addresses of what the public says and of the desks behind it. None of them names a person or a matter in words.</summary>
public static class VoiceLinks
{
    public const string Feedback = "/phan-anh";
    public const string Send = "/phan-anh/gui";
    public const string Track = "/phan-anh/tra-cuu";
    public const string FeedbackDesk = "/phan-anh/so";
    public const string Hotline = "/phan-anh/so/nhap";
    public const string Complaints = "/khieu-nai";
    public const string NewComplaint = "/khieu-nai/nhap";
    public const string Denounce = "/to-cao";
    public const string TrackDenunciation = "/to-cao/tra-cuu";
    public const string Denunciations = "/to-cao/so";
    public const string Scoring = "/cham-diem-mot-cua";
    public const string OwnScore = "/cham-diem-mot-cua/cua-toi";
    public const string ScoringCsv = "/cham-diem-mot-cua.csv";
    public const string Supervision = "/giam-sat";
    public const string Party = "/kiem-tra-dang";
    public const string Praise = "/khen-thuong";

    public static string FeedbackOf(Guid id) => $"{FeedbackDesk}/{id:D}";

    public static string ComplaintOf(Guid id) => $"{Complaints}/{id:D}";

    public static string DenunciationOf(Guid id) => $"{Denunciations}/{id:D}";

    public static string SupervisionOf(Guid id, bool ofParty) =>
        $"{(ofParty ? Party : Supervision)}/{id:D}";

    public static string ScoringOf(string? unit, ScoringPeriod period, bool csv = false) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(csv ? ScoringCsv : unit is null ? Scoring : $"{Scoring}/{Uri.EscapeDataString(unit)}")}?nam={period.Year}"
        )
        + (
            period.Quarter is { } quarter
                ? string.Create(CultureInfo.InvariantCulture, $"&quy={quarter}")
                : ""
        );
}

public sealed class VoiceNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        yield return new("voice.nav", VoiceLinks.Feedback, 335)
        {
            DescriptionKey = "voice.nav.description",
            Icon = "question",
        };
        if (user.Can(Permissions.ComplaintHandle))
        {
            yield return new("complaint.nav", VoiceLinks.Complaints, 336);
        }

        if (user.Can(Permissions.DenunciationHandle))
        {
            yield return new("denounce.nav", VoiceLinks.Denunciations, 337);
        }

        if (user.Can(Permissions.ScoringView))
        {
            yield return new("nine.nav", VoiceLinks.Scoring, 340);
        }

        if (user.Can(Permissions.SupervisionView))
        {
            yield return new("oversee.nav", VoiceLinks.Supervision, 342);
        }

        if (user.Can(Permissions.PartyInspectionView))
        {
            yield return new("oversee.party.nav", VoiceLinks.Party, 343);
        }

        if (user.Can(Permissions.CommendationView))
        {
            yield return new("praise.nav", VoiceLinks.Praise, 344);
        }
    }
}
