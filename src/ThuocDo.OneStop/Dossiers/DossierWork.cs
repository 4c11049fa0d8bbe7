using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
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
    public List<Opinion> Opinions { get; } = [];
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

    /// <summary>The account in whose stead the actor acts; none: in the own right.</summary>
    public Guid? OnBehalfOf { get; init; }
}

/// <summary>
/// A dossier in hand, with its ledger and the procedure version it was received under. Every act an official may do is
/// one method: it asks the rules, changes the row and records event, clock entries and facts. Pages, importers and the
/// simulator all work through here; they differ only in who writes the records.
/// </summary>
public sealed partial class DossierWork
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
        bool isNew,
        ProcessDefinition? process = null
    )
    {
        Dossier = dossier;
        Version = version;
        published = process;
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

    public ClockState Clock =>
        DossierClock.Fold(ledger, Calendar, Dossier.Channel == Shared.Facts.Channel.Online);

    /// <summary>The step in hand by the process of the dossier's own version.</summary>
    public ProcessStep Step => Steps[Math.Clamp(Dossier.Step, 1, Steps.Count) - 1];

    /// <summary>None at the end, and where the way is not decided yet.</summary>
    public ProcessStep? NextStep =>
        !IsLinear ? NextOfProcess
        : Dossier.Step < Steps.Count ? Steps[Dossier.Step]
        : null;

    /// <summary>Nothing follows but the return of the result: here it is signed.</summary>
    public bool IsLastWorkingStep =>
        IsLinear ? NextStep is null || NextStep.Code == ProcessStep.Return : CanEnd;

    public static DossierWork Load(
        Dossier dossier,
        IEnumerable<ClockEntry> entries,
        ProcedureVersion version,
        WorkCalendar calendar,
        ProcessDefinition? process = null
    ) => new(dossier, entries, version, calendar, isNew: false, process);

    /// <summary>
    /// Takes a dossier in: the clock starts, the slip's appointment is the promise. The caller has checked papers and
    /// fields and allocated the code.
    /// </summary>
    public static DossierWork Receive(
        Intake intake,
        string code,
        ProcedureVersion version,
        WorkCalendar calendar,
        ActContext act,
        (Guid VersionId, ProcessDefinition Process)? process = null
    )
    {
        var id = act.NextId(intake.ReceivedAt);
        var receivedOn = VietnamTime.DayOf(intake.ReceivedAt);
        var rules = RegimeRules.For(receivedOn);
        var promised = Promise(
            intake.ReceivedAt,
            intake.OfficeLimit ?? version.PromisedLimit,
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
            ProcessVersionId = process?.VersionId,
            StepSince = process is null ? null : intake.ReceivedAt,
            ProcessFacts = process is { } p ? FactsOf(intake, p.Process) : "",
        };
        var work = new DossierWork(dossier, [], version, calendar, isNew: true, process?.Process);
        work.Enter(
            ClockEntryKind.Started,
            intake.ReceivedAt,
            "receipt",
            Articles.Receipt(rules),
            act,
            intake.OfficeLimit ?? version.PromisedLimit,
            promised
        );
        work.Record(
            "received",
            act,
            [
                new("papers", intake.PapersNote),
                new("form", intake.Form),
                new("answers", intake.AnswersCommitment),
                new("ticket", intake.Ticket),
                new(
                    "waited",
                    intake.WaitedSeconds?.ToString(
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                ),
                new("outage", intake.Outage?.ToString("D")),
            ]
        );
        return work;
    }

    /// <summary>The limit under which it was received: that of its version, or a shorter one of the office.</summary>
    private Limit FirstLimit =>
        ledger.Count > 0 && Limit.TryParse(ledger[0].Limit, out var limit)
            ? limit
            : Version.PromisedLimit;

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
        var told = act.OnBehalfOf is { } principal
            ? (particulars ?? []).Append(new(DossierEvents.OnBehalfOf, principal.ToString("D")))
            : particulars;
        var payload = Canonical.Payload(
            DossierFields.Difference(fields, after),
            Records.Entries.Skip(writtenEntries).Select(e => e.Canonical()),
            told?.Where(p => !string.IsNullOrWhiteSpace(p.Value))
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
        Records.Facts.AddRange(
            DossierFigures
                .Difference(contributions, after)
                .Select(d => Fact(d.Contribution, d.Count))
        );
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

    /// <summary>During which outage it was taken in on paper, if it was.</summary>
    public Guid? Outage { get; init; }

    /// <summary>The shorter limit that the competent office has promised for itself, if any.</summary>
    public Limit? OfficeLimit { get; init; }

    /// <summary>Papers handed in, as printed on the slip.</summary>
    public string? PapersNote { get; init; }

    /// <summary>The form that was filled in.</summary>
    public string? Form { get; init; }

    /// <summary>Salted hash over its answers.</summary>
    public string? AnswersCommitment { get; init; }

    /// <summary>The number with which the applicant waited, and for how long.</summary>
    public string? Ticket { get; init; }
    public int? WaitedSeconds { get; init; }

    /// <summary>Answers of the form that the process declares as facts; what it does not declare is not kept.</summary>
    public IReadOnlyDictionary<string, string>? FormFacts { get; init; }
}
