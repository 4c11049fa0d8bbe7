using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// A submission in hand: every act on it is one method that asks the rules, changes the row and appends one event to
/// its chain. A draft has no history: until it is sent it is nobody's business but the applicant's.
/// </summary>
public sealed class SubmissionWork(Submission submission, WorkCalendar calendar)
{
    public const string Chain = "submission";
    public const string ContentErased = "content-erased";
    public const string SupplementEnding = "supplement-ending";
    public const string Lapsed = "submission-lapsed";

    private string?[] fields = submission.Events == 0 ? [] : SubmissionFields.Read(submission);

    public Submission Submission => submission;

    public List<HistoryEvent> Events { get; } = [];

    /// <summary>
    /// Sends it in (Decree 45/2020 Art 11.1): the official time is stated, the office's time to answer begins. The caller
    /// has checked form, papers and office.
    /// </summary>
    public Outcome Submit(
        SubmissionContent content,
        IEnumerable<SubmissionFile> files,
        bool electronicIdentity,
        ActContext act
    )
    {
        if (!submission.IsDraft)
        {
            return NotNow();
        }

        submission.State = SubmissionState.Submitted;
        submission.SubmittedAt = act.At;
        submission.ElectronicIdentity = electronicIdentity;
        submission.Commitment = content.Commitment();
        StartAnswer(act);
        submission.OfficialAt = FilingRules.On(act.Day).OfficialTime(act.At, calendar);
        return Record("submitted", act, Papers(files));
    }

    /// <summary>
    /// Asks, before receipt, once and fully for what is missing, with the reason (Decree 61/2018 Art 15.3, 17.2.a; Form
    /// 02).
    /// </summary>
    /// <param name="papers">Numbers of the papers asked for.</param>
    public Outcome RequestSupplement(string reason, string papers, ActContext act)
    {
        if (submission.State != SubmissionState.Submitted)
        {
            return NotNow();
        }

        var most = RegimeRules.For(act.Day).MaxSupplementsAtIntake;
        if (submission.Supplements >= most.Value)
        {
            return Outcome.Refused(
                "filing.refused.supplement-twice",
                most.Value,
                Citation.InWords(most.Citation)
            );
        }

        submission.State = SubmissionState.SupplementAtIntake;
        submission.Supplements++;
        submission.SupplementUntil = act.Day.AddDays(FilingRules.On(act.Day).SupplementDays);
        Answered(act);
        return Record("supplement-requested", act, [new("reason", reason), new("papers", papers)]);
    }

    /// <summary>The applicant has completed it; the office's time to answer begins anew.</summary>
    public Outcome Supplement(
        SubmissionContent content,
        IEnumerable<SubmissionFile> files,
        ActContext act
    )
    {
        if (submission.State != SubmissionState.SupplementAtIntake)
        {
            return NotNow();
        }

        submission.State = SubmissionState.Submitted;
        submission.SupplementUntil = null;
        submission.Commitment = content.Commitment();
        StartAnswer(act);
        return Record("supplemented", act, Papers(files));
    }

    /// <summary>Not received, with the reason in writing (Decree 61/2018 Art 17.1.b; Form 03).</summary>
    public Outcome Reject(string reason, ActContext act)
    {
        if (submission.State != SubmissionState.Submitted)
        {
            return NotNow();
        }

        submission.State = SubmissionState.RejectedAtIntake;
        Answered(act);
        return Record("rejected", act, [new("reason", reason)]);
    }

    /// <summary>It has become a dossier.</summary>
    public Outcome Receive(Guid dossierId, ActContext act)
    {
        if (submission.State != SubmissionState.Submitted)
        {
            return NotNow();
        }

        submission.State = SubmissionState.Received;
        submission.DossierId = dossierId;
        Answered(act);
        return Record("received", act);
    }

    /// <summary>The applicant is told that the time for the supplement ends soon.</summary>
    public Outcome TellEnding(ActContext act) =>
        submission.State == SubmissionState.SupplementAtIntake
        && submission.SupplementUntil >= act.Day
            ? Record(SupplementEnding, act)
            : NotNow();

    /// <summary>The last day for the supplement is over and it has not come.</summary>
    /// <param name="content">As the applicant left it, perhaps changed and not sent: this is what stands from now on.</param>
    public Outcome Lapse(SubmissionContent content, ActContext act)
    {
        if (
            submission.State != SubmissionState.SupplementAtIntake
            || !(submission.SupplementUntil < act.Day)
        )
        {
            return NotNow();
        }

        submission.State = SubmissionState.Lapsed;
        submission.Commitment = content.Commitment();
        return Record(Lapsed, act);
    }

    /// <param name="content">As the applicant left it: while a supplement is being made it may have been changed.</param>
    public Outcome Withdraw(SubmissionContent content, ActContext act)
    {
        if (
            submission.State
            is not (SubmissionState.Submitted or SubmissionState.SupplementAtIntake)
        )
        {
            return NotNow();
        }

        submission.State = SubmissionState.Withdrawn;
        submission.SupplementUntil = null;
        submission.AnswerBy = null;
        submission.Commitment = content.Commitment();
        return Record("withdrawn", act);
    }

    /// <summary>What was declared is gone; that it was sent and how it ended stays.</summary>
    public Outcome EraseContent(ActContext act) =>
        submission.State
            is SubmissionState.RejectedAtIntake
                or SubmissionState.Withdrawn
                or SubmissionState.Lapsed
            ? Record(ContentErased, act)
            : NotNow();

    private void StartAnswer(ActContext act)
    {
        var rules = FilingRules.On(act.Day);
        submission.AnswerBy = rules.AnswerBy(rules.OfficialTime(act.At, calendar), calendar);
    }

    private void Answered(ActContext act)
    {
        submission.AnsweredAt ??= act.At;
        submission.AnswerBy = null;
    }

    private Outcome NotNow() =>
        Outcome.Refused("filing.refused.state", FilingTexts.InWords(submission.State));

    /// <summary>The papers; those taken from what the province has issued name the dossier and that the citizen consented.</summary>
    private static List<KeyValuePair<string, string?>> Papers(IEnumerable<SubmissionFile> files)
    {
        var all = files.ToList();
        var papers = new List<KeyValuePair<string, string?>> { new("files", Describe(all)) };
        var reused = all.Where(f => f.FromDossierId is not null).ToList();
        if (reused.Count > 0)
        {
            papers.Add(
                new(
                    "reused_by_consent",
                    string.Join(
                        ',',
                        reused.Select(f =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{f.PaperNumber}:{f.FromDossierId:D}"
                            )
                        )
                    )
                )
            );
        }

        return papers;
    }

    private static string Describe(IEnumerable<SubmissionFile> files) =>
        string.Join(
            ',',
            files
                .OrderBy(f => f.AddedAt)
                .ThenBy(f => f.Id)
                .Select(f =>
                    string.Create(CultureInfo.InvariantCulture, $"{f.PaperNumber}:{f.Hash}")
                )
        );

    private Outcome Record(
        string type,
        ActContext act,
        IEnumerable<KeyValuePair<string, string?>>? particulars = null
    )
    {
        submission.ChangedAt = act.At;
        var after = SubmissionFields.Read(submission);
        var next = HistoryEvent.Append(
            new ChainHead(Chain, submission.Id, submission.Events, submission.ChainHash),
            act.NextId(act.At),
            act.At,
            act.ActorId,
            type,
            Canonical.Payload(SubmissionFields.Difference(fields, after), [], particulars)
        );
        Events.Add(next);
        fields = after;
        submission.Events = next.Sequence;
        submission.ChainHash = next.Hash;
        submission.Version = next.Id;
        return Outcome.Done;
    }
}

/// <summary>A submission as its chain tells it.</summary>
public static class SubmissionFields
{
    private static readonly (string Name, Func<Submission, string?> Read)[] All =
    [
        ("reference", s => s.Reference),
        ("citizen", s => s.CitizenId.ToString("D")),
        ("procedure", s => s.ProcedureId.ToString("D")),
        ("version", s => s.ProcedureVersionId.ToString("D")),
        ("unit", s => s.UnitId?.ToString("D")),
        ("state", s => s.State.ToString()),
        ("submitted_at", s => Canonical.Instant(s.SubmittedAt)),
        ("official_at", s => Canonical.Instant(s.OfficialAt)),
        ("answer_by", s => Canonical.Instant(s.AnswerBy)),
        ("answered_at", s => Canonical.Instant(s.AnsweredAt)),
        ("supplements", s => s.Supplements.ToString(CultureInfo.InvariantCulture)),
        ("supplement_until", s => s.SupplementUntil is { } until ? Canonical.Day(until) : null),
        ("for_somebody_else", s => s.ForSomebodyElse ? "1" : null),
        ("electronic_identity", s => s.ElectronicIdentity ? "1" : null),
        ("return", s => s.Return.ToString()),
        ("dossier", s => s.DossierId?.ToString("D")),
        ("content", s => s.Commitment),
    ];

    public static string?[] Read(Submission submission) => [.. All.Select(f => f.Read(submission))];

    public static IEnumerable<KeyValuePair<string, string?>> Difference(
        string?[] before,
        string?[] after
    )
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (before.Length == 0 ? after[i] is not null : before[i] != after[i])
            {
                yield return new(All[i].Name, after[i]);
            }
        }
    }

    public static IEnumerable<KeyValuePair<string, string?>> Named(Submission submission) =>
        All.Select(f => new KeyValuePair<string, string?>(f.Name, f.Read(submission)));
}
