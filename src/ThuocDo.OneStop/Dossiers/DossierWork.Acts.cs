using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <content>What officials do with a dossier once it is received.</content>
public sealed partial class DossierWork
{
    /// <summary>
    /// Hands the dossier to the person who processes it. When receiving and competent unit differ this is a hand-over
    /// between agencies and its manner is counted for target T10.
    /// </summary>
    /// <param name="assigneeId">None: whoever does the step in the competent unit.</param>
    /// <param name="electronically">No paper goes along.</param>
    /// <param name="act">Who hands over, and when.</param>
    /// <param name="sheet">Code of the sheet with which it was taken.</param>
    public Outcome Assign(
        Guid? assigneeId,
        bool electronically,
        ActContext act,
        string? sheet = null
    )
    {
        if (Dossier.State is not (DossierState.Received or DossierState.InProgress))
        {
            return NotNow();
        }

        if (Dossier.State == DossierState.Received)
        {
            if (!IsLinear && LeaveFirst(act) is { Succeeded: false } stuck)
            {
                return stuck;
            }

            Dossier.State = DossierState.InProgress;
            Dossier.Step = IsLinear ? Math.Min(2, Steps.Count) : Dossier.Step;
            if (Dossier.ReceivingUnitId != Dossier.UnitId)
            {
                Dossier.HandOvers++;
                Dossier.ElectronicHandOvers += electronically ? 1 : 0;
            }

            Dossier.PaperActs += electronically ? 0 : 1;
        }

        Dossier.AssigneeId = assigneeId;
        return Record("assigned", act, [new("sheet", sheet)]);
    }

    /// <summary>
    /// The head gives a dossier in hand to somebody else, for a reason. Step and clock stay; it is no hand-over between agencies.
    /// </summary>
    public Outcome Reassign(Guid assigneeId, string reason, ActContext act)
    {
        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
        }

        if (Dossier.AssigneeId == assigneeId)
        {
            return Outcome.Refused("absence.reassign.refused.same");
        }

        Dossier.AssigneeId = assigneeId;
        // A note stays in the house; the "reason" of an event is told to the applicant through the portal.
        return Record("assigned", act, [new("note", reason)]);
    }

    /// <summary>
    /// Finishes the step in hand and passes the dossier to the next one: to the person named, else to whoever does that
    /// step in the unit. It does not stay with the person who has finished.
    /// </summary>
    public Outcome Forward(Guid? assigneeId, string? note, ActContext act)
    {
        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
        }

        if (!IsLinear)
        {
            return ForwardBy(null, null, assigneeId, note, act);
        }

        if (IsLastWorkingStep)
        {
            return Outcome.Refused("dossier.refused.last-step", Step.Named);
        }

        Dossier.Step++;
        Dossier.AssigneeId = assigneeId;
        return Record("forwarded", act, [new("note", note)]);
    }

    /// <summary>
    /// Asks the applicant, through the one-stop unit, for what is missing: once, and within the days the regime gives
    /// from receipt unless a sector law is named. The clock stops.
    /// </summary>
    /// <param name="papers">Numbers of the papers asked for, as printed on Form 02.</param>
    public Outcome RequestSupplement(
        string reason,
        string? sectorLaw,
        ActContext act,
        string? papers = null
    )
    {
        if (Dossier.State != DossierState.InProgress || IsCase)
        {
            return NotNow();
        }

        if (IsElsewhere)
        {
            return Outcome.Refused("process.refused.elsewhere", Step.Named);
        }

        if (Dossier.Supplements >= Rules.MaxSupplementsInProcessing.Value)
        {
            return Outcome.Refused(
                "dossier.refused.supplement-twice",
                Rules.MaxSupplementsInProcessing.Value,
                Citation.InWords(Rules.MaxSupplementsInProcessing.Citation)
            );
        }

        var within = Rules.SupplementReturnWithin;
        var known = Known(act);
        var lastDay =
            within.Value.Unit == LimitUnit.WorkingDays
                ? known.AddWorkingDays(Dossier.ReceivedOn, within.Value.Amount)
                : Deadline.LastDay(Dossier.ReceivedOn, within.Value, known);
        if (act.Day > lastDay && string.IsNullOrWhiteSpace(sectorLaw))
        {
            return Outcome.Refused(
                "dossier.refused.supplement-too-late",
                lastDay,
                within.Value.InWords,
                Citation.InWords(within.Citation)
            );
        }

        Dossier.State = DossierState.SupplementInProcess;
        Dossier.Supplements++;
        Enter(
            ClockEntryKind.Stopped,
            act.At,
            "supplement",
            sectorLaw is { Length: > 0 } ? sectorLaw : within.Citation,
            act
        );
        return Record(
            "supplement-requested",
            act,
            [new("reason", reason), new("sector_law", sectorLaw), new("papers", papers)]
        );
    }

    /// <summary>Everything asked for is in: the limit is counted again from zero and a new slip is promised.</summary>
    public Outcome ReceiveSupplement(ActContext act)
    {
        if (Dossier.State != DossierState.SupplementInProcess)
        {
            return NotNow();
        }

        Dossier.State = DossierState.InProgress;
        if (Rules.AfterSupplement.Value == AfterSupplement.Restart)
        {
            Enter(
                ClockEntryKind.Restarted,
                act.At,
                "supplement",
                Rules.AfterSupplement.Citation,
                act,
                FirstLimit,
                Promise(act.At, FirstLimit, Known(act))
            );
        }
        else
        {
            Enter(
                ClockEntryKind.Resumed,
                act.At,
                "supplement",
                Rules.AfterSupplement.Citation,
                act
            );
        }

        return Record("supplement-received", act);
    }

    /// <summary>
    /// Sets a new appointment with an apology: once, not later than the regime's days before expiry, and never back.
    /// </summary>
    public Outcome Extend(string reason, DateOnly newDay, ActContext act)
    {
        if (
            Dossier.State is not (DossierState.Received or DossierState.InProgress)
            || Dossier.DueAt is not { } due
            || IsCase
        )
        {
            return NotNow();
        }

        if (Dossier.Extensions >= Rules.MaxReappointments.Value)
        {
            return Outcome.Refused(
                "dossier.refused.extension-twice",
                Rules.MaxReappointments.Value,
                Citation.InWords(Rules.MaxReappointments.Citation)
            );
        }

        var calendar = Known(act);
        var latest = Rules.LatestApologyDay(due, calendar);
        if (act.Day > latest)
        {
            return Outcome.Refused(
                "dossier.refused.extension-too-late",
                latest,
                Citation.InWords(Rules.ApologyBeforeExpiry.Citation)
            );
        }

        // A calendar that changed may have brought the due date before what was promised; the promise is not taken back.
        var last = Clock.Promised is { } promise && promise > due ? promise : due;
        if (newDay <= VietnamTime.DayOf(last))
        {
            return Outcome.Refused(
                "dossier.refused.extension-not-later",
                newDay,
                VietnamTime.DayOf(last)
            );
        }

        if (!calendar.IsWorkingDay(newDay))
        {
            return Outcome.Refused("dossier.refused.extension-day-off", newDay);
        }

        var promised = VietnamTime.ToUtc(calendar.CloseOf(newDay));
        Dossier.Extensions++;
        Enter(
            ClockEntryKind.Extended,
            act.At,
            "extension",
            Rules.MaxReappointments.Citation,
            act,
            null,
            promised
        );
        return Record("extended", act, [new("reason", reason)]);
    }

    /// <summary>The signed result is there: the clock ends and early, on time or late is fixed.</summary>
    /// <param name="file">Hash of the signed result, if there is one here.</param>
    public Outcome Finish(
        string? resultNumber,
        bool electronicResult,
        ActContext act,
        string? file = null
    ) =>
        IsCase ? NotNow()
        : Dossier.State == DossierState.InProgress && !IsLastWorkingStep ? StepsLeft()
        : Close(
            DossierResult.Granted,
            DossierState.Resolved,
            "result",
            "finished",
            act,
            [new("file", file), new("result_number", resultNumber)],
            electronicResult
        );

    /// <summary>Refusal to resolve, with a written reason (Form 03); it is returned like a result.</summary>
    public Outcome Refuse(string reason, ActContext act) =>
        IsCase
            ? NotNow()
            : Close(
                DossierResult.Refused,
                DossierState.Resolved,
                "refusal",
                "refused",
                act,
                [new("reason", reason)],
                electronicResult: false
            );

    /// <summary>The applicant takes the dossier back.</summary>
    public Outcome Withdraw(string? reason, ActContext act) =>
        IsCase
            ? NotNow()
            : Close(
                DossierResult.Withdrawn,
                DossierState.Withdrawn,
                "withdrawal",
                "withdrawn",
                act,
                [new("reason", reason)],
                electronicResult: false
            );

    /// <summary>Gives the result to the applicant, at the counter, by post or electronically.</summary>
    /// <param name="byPost">The post has handed it out.</param>
    /// <param name="act">Who enters it, and when.</param>
    /// <param name="at">When the post handed it out, if that became known later; never before the result was there.</param>
    public Outcome Return(bool byPost, ActContext act, DateTime? at = null)
    {
        if (Dossier.State != DossierState.Resolved)
        {
            return NotNow();
        }

        if (byPost && !Dossier.PostEligible)
        {
            return Outcome.Refused("dossier.refused.post-not-eligible");
        }

        Dossier.State = DossierState.Returned;
        Dossier.Step = IsLinear ? Steps.Count : ReturnStep;
        Dossier.ReturnedAt =
            at is { } handed && handed < act.At
                ? handed < Dossier.ClosedAt
                    ? Dossier.ClosedAt
                    : handed
                : act.At;
        Dossier.ReturnByPost = byPost;
        return Record("returned", act);
    }

    /// <summary>The event of <see cref="RemindToCollect"/>.</summary>
    public const string CollectReminded = "collect-reminded";

    /// <summary>Tells the applicant again that the result is there; nothing else changes.</summary>
    public Outcome RemindToCollect(ActContext act) =>
        Dossier.State == DossierState.Resolved && !IsCase ? Record(CollectReminded, act) : NotNow();

    /// <summary>
    /// Derives the date anew after a decision on the calendar. The fold holds to the promise, so no date goes
    /// beyond it; where the date stays, nothing is recorded.
    /// </summary>
    /// <param name="decision">The number of the decision, for the history.</param>
    public Outcome ApplyCalendar(int decision, ActContext act)
    {
        var due = DossierClock.Fold(ledger, Known(act)).Due;
        if (!Dossier.IsOpen || due == Dossier.DueAt)
        {
            return NotNow();
        }

        Dossier.DueAt = due;
        return Record(
            CalendarApplied,
            act,
            [
                new(
                    "decision",
                    decision.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
                new("calendar", Known(act).Version),
            ]
        );
    }

    /// <summary>The event of a date that a decision on the calendar brought forward.</summary>
    public const string CalendarApplied = "calendar-applied";

    /// <summary>
    /// Passes an open dossier to the agency that takes over, with minutes and without a new code; the clock runs on.
    /// </summary>
    /// <param name="endedOn">
    /// The day on which the agency ended: the figures count the move on it, also where it is entered later, so that an
    /// agency holds nothing after its end.
    /// </param>
    public Outcome Transfer(Guid toUnitId, string deed, ActContext act, DateOnly? endedOn = null)
    {
        if (!Dossier.IsOpen || toUnitId == Dossier.UnitId)
        {
            return NotNow();
        }

        var moves = DossierTransfer.Parse(Dossier.Transfers).Select(t => t.Day);
        Dossier.Transfers = DossierTransfer.Add(
            Dossier.Transfers,
            new DossierTransfer(
                endedOn is { } ended
                    ? moves.Append(Dossier.ReceivedOn).Append(ended).Max()
                    : act.Day,
                Dossier.UnitId,
                toUnitId
            )
        );
        Dossier.UnitId = toUnitId;
        Dossier.AssigneeId = null;
        return Record("transferred", act, [new("act", deed)]);
    }

    /// <summary>
    /// Puts a new tracking secret in the place of the lost one; the old one opens nothing any more. The clock is not
    /// touched.
    /// </summary>
    public Outcome IssueSecret(byte[] hash, ActContext act)
    {
        if (IsCase || !Dossier.IsOpen && Dossier.State != DossierState.Resolved)
        {
            return NotNow();
        }

        Dossier.TrackingHash = hash;
        return Record("secret-issued", act);
    }

    /// <summary>
    /// Notes that a scanned paper belongs to the dossier. The chain carries the hash of its content; its name, which may
    /// name a person, stays outside.
    /// </summary>
    /// <param name="paper">Number of the paper in the procedure version; none for another paper.</param>
    /// <param name="original">Hash of what came from the scanner, where the file was signed at intake.</param>
    public Outcome Attach(int? paper, string hash, ActContext act, string? original = null)
    {
        if (
            Dossier.State
            is not (
                DossierState.Received
                or DossierState.InProgress
                or DossierState.SupplementInProcess
            )
        )
        {
            return NotNow();
        }

        if (paper is { } number && Version.Papers.All(p => p.Number != number))
        {
            return Outcome.Refused("attach.refused.no-such-paper");
        }

        return Record(
            "attached",
            act,
            [
                new("file", hash),
                new("papers", paper?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                .. original is null
                    ? Array.Empty<KeyValuePair<string, string?>>()
                    : [new(DossierEvents.Original, original)],
            ]
        );
    }

    private Outcome Close(
        DossierResult result,
        DossierState state,
        string ground,
        string type,
        ActContext act,
        KeyValuePair<string, string?>[] particulars,
        bool electronicResult
    )
    {
        var open = result is DossierResult.Withdrawn or DossierResult.Stopped
            ? Dossier.State
                is DossierState.Received
                    or DossierState.InProgress
                    or DossierState.SupplementInProcess
                    or DossierState.AwaitingPayment
            : Dossier.State == DossierState.InProgress;
        if (!open)
        {
            return NotNow();
        }

        EndStep(act);
        Dossier.State = state;
        Dossier.Result = result;
        Dossier.ClosedAt = act.At;
        Dossier.ClosedOn = act.Day;
        Dossier.ElectronicResult = electronicResult;
        Enter(ClockEntryKind.Ended, act.At, ground, Articles.End(Rules, ground), act);
        // Judged by the ledger, not by the stored date: a calendar that changed since may have brought the date forward.
        var clock = result is DossierResult.Granted or DossierResult.Refused ? Clock : null;
        Dossier.Timeliness = clock?.Timeliness;
        Dossier.HandlingDays = clock is null ? null : HandlingTime.WorkingDays(clock, Calendar);
        return Record(type, act, particulars);
    }
}
