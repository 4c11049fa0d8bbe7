using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>What one or more acts on a dossier write, besides its row.</summary>
public sealed class DossierRecords
{
    public List<HistoryEvent> Events { get; } = [];
    public List<ClockEntry> Entries { get; } = [];
    public List<Fact> Facts { get; } = [];
}

/// <summary>The circumstances of an act: who, when, and with which source of keys.</summary>
/// <param name="At">UTC, cut to milliseconds.</param>
/// <param name="NextId">Gives the key of each record; reproducible in a simulation.</param>
public sealed record ActContext(Guid? ActorId, DateTime At, Func<DateTime, Guid> NextId)
{
    public static ActContext Live(Guid? actorId, DateTime at) =>
        new(
            actorId,
            at,
            instant => Guid.CreateVersion7(new DateTimeOffset(instant, TimeSpan.Zero))
        );

    public DateOnly Day => VietnamTime.DayOf(At);
}

/// <summary>
/// A dossier in hand, with its ledger and the procedure version it was received under. Every act an official may do is
/// one method: it asks the rules, changes the row and records event, clock entries and facts. Pages, importers and the
/// simulator all work through here; they differ only in who writes the records.
/// </summary>
public sealed class DossierWork
{
    public const string Chain = "dossier";

    private readonly List<ClockEntry> ledger;
    private string?[]? fields;
    private int writtenEntries;
    private IReadOnlyList<(
        Guid UnitId,
        DateOnly Day,
        FactKind Kind,
        FactTraits Traits
    )> contributions;

    private DossierWork(
        Dossier dossier,
        IEnumerable<ClockEntry> entries,
        ProcedureVersion version,
        WorkCalendar calendar,
        bool isNew
    )
    {
        Dossier = dossier;
        Version = version;
        Calendar = calendar;
        ledger = entries.OrderBy(e => e.Sequence).ToList();
        fields = isNew ? null : DossierFields.Read(dossier);
        contributions = isNew ? [] : DossierFigures.Of(dossier).Contributions().ToList();
        Rules = RegimeRules.Of(dossier.Regime, dossier.ReceivedOn);
    }

    public Dossier Dossier { get; }

    public ProcedureVersion Version { get; }

    public WorkCalendar Calendar { get; }

    public RegimeRules Rules { get; }

    public IReadOnlyList<ClockEntry> Ledger => ledger;

    public DossierRecords Records { get; } = new();

    public ClockState Clock => DossierClock.Fold(ledger, Calendar);

    /// <summary>The step in hand by the process of the dossier's own version.</summary>
    public ProcessStep Step => Version.Steps[Math.Clamp(Dossier.Step, 1, Version.Steps.Count) - 1];

    public ProcessStep? NextStep =>
        Dossier.Step < Version.Steps.Count ? Version.Steps[Dossier.Step] : null;

    /// <summary>Nothing follows but the return of the result: here it is signed.</summary>
    public bool IsLastWorkingStep => NextStep is null || NextStep.Code == ProcessStep.Return;

    public static DossierWork Load(
        Dossier dossier,
        IEnumerable<ClockEntry> entries,
        ProcedureVersion version,
        WorkCalendar calendar
    ) => new(dossier, entries, version, calendar, isNew: false);

    /// <summary>
    /// Takes a dossier in: the clock starts, the slip's appointment is the promise. The caller has checked papers and
    /// fields and allocated the code.
    /// </summary>
    public static DossierWork Receive(
        Intake intake,
        string code,
        ProcedureVersion version,
        WorkCalendar calendar,
        ActContext act
    )
    {
        var id = act.NextId(intake.ReceivedAt);
        var receivedOn = VietnamTime.DayOf(intake.ReceivedAt);
        var rules = RegimeRules.For(receivedOn);
        var promised = Promise(
            intake.ReceivedAt,
            version.PromisedLimit,
            calendar.AsKnownOn(receivedOn)
        );
        var dossier = new Dossier
        {
            Id = id,
            Code = code,
            ProcedureId = version.ProcedureId,
            ProcedureVersionId = version.Id,
            Regime = rules.Regime,
            Subject = intake.Subject,
            ReceivingUnitId = intake.ReceivingUnitId,
            FirstUnitId = intake.CompetentUnitId,
            UnitId = intake.CompetentUnitId,
            State = DossierState.Received,
            Step = 1,
            Channel = intake.Channel,
            ReceivedAt = intake.ReceivedAt,
            ReceivedOn = receivedOn,
            FirstPromisedAt = promised,
            DueAt = promised,
            Fee = version.Fee,
            FeeWaived = intake.FeeWaived,
            PayableOnline = version.IsPayableOnline(receivedOn),
            PaidOnline = intake.PaidOnline && version.IsPayableOnline(receivedOn),
            PostEligible = version.PostEligible,
            ReturnByPost = intake.ReturnByPost && version.PostEligible,
            ElectronicIdentity = intake.ElectronicIdentity,
            FirstOnlineOfYear = intake.FirstOnlineOfYear,
            PaperActs = intake.IsEnteredLater ? 1 : 0,
            ApplicantCommitment = intake.ApplicantCommitment,
            TrackingHash = intake.TrackingHash,
        };
        var work = new DossierWork(dossier, [], version, calendar, isNew: true);
        work.Enter(
            ClockEntryKind.Started,
            intake.ReceivedAt,
            "receipt",
            Articles.Receipt(rules),
            act,
            version.PromisedLimit,
            promised
        );
        work.Record("received", act, [new("papers", intake.PapersNote)]);
        return work;
    }

    /// <summary>
    /// Hands the dossier to the person who processes it. When receiving and competent unit differ this is a hand-over
    /// between agencies and its manner is counted for target T10.
    /// </summary>
    /// <param name="assigneeId">None: whoever does the step in the competent unit.</param>
    public Outcome Assign(Guid? assigneeId, bool electronically, ActContext act)
    {
        if (Dossier.State is not (DossierState.Received or DossierState.InProgress))
        {
            return NotNow();
        }

        if (Dossier.State == DossierState.Received)
        {
            Dossier.State = DossierState.InProgress;
            Dossier.Step = Math.Min(2, Version.Steps.Count);
            if (Dossier.ReceivingUnitId != Dossier.UnitId)
            {
                Dossier.HandOvers++;
                Dossier.ElectronicHandOvers += electronically ? 1 : 0;
            }

            Dossier.PaperActs += electronically ? 0 : 1;
        }

        Dossier.AssigneeId = assigneeId;
        return Record("assigned", act);
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
        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
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
                Version.PromisedLimit,
                Promise(act.At, Version.PromisedLimit, Known(act))
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

        if (newDay <= VietnamTime.DayOf(due))
        {
            return Outcome.Refused(
                "dossier.refused.extension-not-later",
                newDay,
                VietnamTime.DayOf(due)
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
        Dossier.State == DossierState.InProgress && !IsLastWorkingStep
            ? Outcome.Refused("dossier.refused.steps-left", Step.Named, NextStep!.Named)
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
        Close(
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
        Close(
            DossierResult.Withdrawn,
            DossierState.Withdrawn,
            "withdrawal",
            "withdrawn",
            act,
            [new("reason", reason)],
            electronicResult: false
        );

    /// <summary>Gives the result to the applicant, at the counter, by post or electronically.</summary>
    public Outcome Return(bool byPost, ActContext act)
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
        Dossier.Step = Version.Steps.Count;
        Dossier.ReturnedAt = act.At;
        Dossier.ReturnByPost = byPost;
        return Record("returned", act);
    }

    /// <summary>
    /// Passes an open dossier to the agency that takes over, with minutes and without a new code; the clock runs on.
    /// </summary>
    public Outcome Transfer(Guid toUnitId, string deed, ActContext act)
    {
        if (!Dossier.IsOpen || toUnitId == Dossier.UnitId)
        {
            return NotNow();
        }

        Dossier.Transfers = DossierTransfer.Add(
            Dossier.Transfers,
            new DossierTransfer(act.Day, Dossier.UnitId, toUnitId)
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
        if (!Dossier.IsOpen && Dossier.State != DossierState.Resolved)
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
    public Outcome Attach(int? paper, string hash, ActContext act)
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
        var open =
            result == DossierResult.Withdrawn
                ? Dossier.State
                    is DossierState.Received
                        or DossierState.InProgress
                        or DossierState.SupplementInProcess
                : Dossier.State == DossierState.InProgress;
        if (!open)
        {
            return NotNow();
        }

        Dossier.State = state;
        Dossier.Result = result;
        Dossier.ClosedAt = act.At;
        Dossier.ClosedOn = act.Day;
        Dossier.ElectronicResult = electronicResult;
        var due = Dossier.DueAt;
        Enter(ClockEntryKind.Ended, act.At, ground, Articles.Return(Rules), act);
        Dossier.Timeliness =
            result is DossierResult.Granted or DossierResult.Refused && due is { } dueAt
                ? TimelinessRule.Decide(act.At, dueAt)
                : null;
        return Record(type, act, particulars);
    }

    /// <summary>The calendar as it was known on the day of the act: a promise cannot use what was announced later.</summary>
    private WorkCalendar Known(ActContext act) => Calendar.AsKnownOn(act.Day);

    private static DateTime Promise(DateTime from, Limit limit, WorkCalendar calendar) =>
        VietnamTime.ToUtc(Deadline.DueLocal(VietnamTime.ToLocal(from), limit, calendar));

    private Outcome NotNow() =>
        Outcome.Refused("dossier.refused.state", DossierStates.Of(Dossier.State).Name);

    private void Enter(
        ClockEntryKind kind,
        DateTime at,
        string ground,
        string article,
        ActContext act,
        Limit? limit = null,
        DateTime? promised = null
    )
    {
        var calendar = Known(act);
        var entry = new ClockEntry
        {
            Id = act.NextId(act.At),
            DossierId = Dossier.Id,
            Sequence = ledger.Count + 1,
            Kind = kind,
            At = at,
            Ground = ground,
            Article = article,
            Limit = limit?.ToString(),
            Promised = promised,
            CalendarVersion = calendar.Version,
        };
        ledger.Add(entry);
        Records.Entries.Add(entry);
        Dossier.DueAt = DossierClock.Fold(ledger, calendar).Due;
    }

    private Outcome Record(
        string type,
        ActContext act,
        IEnumerable<KeyValuePair<string, string?>>? particulars = null
    )
    {
        var after = DossierFields.Read(Dossier);
        var head = new ChainHead(Chain, Dossier.Id, Dossier.Events, Dossier.ChainHash);
        var payload = Canonical.Payload(
            DossierFields.Difference(fields, after),
            Records.Entries.Skip(writtenEntries).Select(e => e.Canonical()),
            particulars?.Where(p => !string.IsNullOrWhiteSpace(p.Value))
        );
        var next = HistoryEvent.Append(
            head,
            act.NextId(act.At),
            act.At,
            act.ActorId,
            type,
            payload
        );
        Records.Events.Add(next);
        writtenEntries = Records.Entries.Count;
        fields = after;
        Dossier.Events = next.Sequence;
        Dossier.ChainHash = next.Hash;
        Dossier.Version = next.Id;
        Count(next, act);
        return Outcome.Done;
    }

    private void Count(HistoryEvent cause, ActContext act)
    {
        var after = DossierFigures.Of(Dossier).Contributions().ToList();
        foreach (var gone in contributions.Where(c => !after.Contains(c)))
        {
            Records.Facts.Add(Fact(gone, -1));
        }

        foreach (var come in after.Where(c => !contributions.Contains(c)))
        {
            Records.Facts.Add(Fact(come, 1));
        }

        contributions = after;

        Fact Fact((Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits) c, int count) =>
            new()
            {
                SubjectId = Dossier.Id,
                UnitId = c.UnitId,
                ProcedureId = Dossier.ProcedureId,
                Channel = Dossier.Channel,
                Day = c.Day,
                Kind = c.Kind,
                Traits = (long)c.Traits,
                Count = count,
                EventId = cause.Id,
                RecordedOn = act.Day,
            };
    }
}

/// <summary>What the counter, the portal or the simulator hands over at receipt.</summary>
public sealed record Intake
{
    public required Guid ReceivingUnitId { get; init; }
    public required Guid CompetentUnitId { get; init; }
    public required string Subject { get; init; }
    public required Channel Channel { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required string ApplicantCommitment { get; init; }
    public required byte[] TrackingHash { get; init; }
    public bool FeeWaived { get; init; }
    public bool PaidOnline { get; init; }
    public bool ReturnByPost { get; init; }
    public bool ElectronicIdentity { get; init; }
    public bool FirstOnlineOfYear { get; init; }

    /// <summary>Entered after the fact, for instance after an outage: the dossier was not wholly processed in the system.</summary>
    public bool IsEnteredLater { get; init; }

    /// <summary>Papers handed in, as printed on the slip.</summary>
    public string? PapersNote { get; init; }
}
