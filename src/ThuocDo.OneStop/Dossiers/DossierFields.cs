using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>
/// The row of a dossier as canonical text, field by field. Events store the fields they changed; replaying a chain
/// gives the whole row again, which <c>verify</c> compares with what the database holds, and from which the figures
/// are recounted.
/// </summary>
public static class DossierFields
{
    private static readonly (string Name, Func<Dossier, string?> Read)[] All =
    [
        ("code", d => d.Code),
        ("procedure", d => d.ProcedureId.ToString("D")),
        ("version", d => d.ProcedureVersionId.ToString("D")),
        ("regime", d => d.Regime.ToString()),
        ("subject", d => d.Subject),
        ("receiving_unit", d => d.ReceivingUnitId.ToString("D")),
        ("first_unit", d => d.FirstUnitId.ToString("D")),
        ("unit", d => d.UnitId.ToString("D")),
        ("transfers", d => d.Transfers.Length == 0 ? null : d.Transfers),
        ("state", d => d.State.ToString()),
        ("step", d => Text(d.Step)),
        ("assignee", d => d.AssigneeId?.ToString("D")),
        ("channel", d => d.Channel.ToString()),
        ("received_at", d => Canonical.Instant(d.ReceivedAt)),
        ("received_on", d => Canonical.Day(d.ReceivedOn)),
        ("first_promised_at", d => Canonical.Instant(d.FirstPromisedAt)),
        ("due_at", d => Canonical.Instant(d.DueAt)),
        ("fee", d => d.Fee == 0 ? null : Canonical.Number(d.Fee)),
        ("fee_waived", d => Flag(d.FeeWaived)),
        ("payable_online", d => Flag(d.PayableOnline)),
        ("paid_online", d => Flag(d.PaidOnline)),
        ("post_eligible", d => Flag(d.PostEligible)),
        ("return_by_post", d => Flag(d.ReturnByPost)),
        ("electronic_identity", d => Flag(d.ElectronicIdentity)),
        ("first_online_of_year", d => Flag(d.FirstOnlineOfYear)),
        ("hand_overs", d => Count(d.HandOvers)),
        ("electronic_hand_overs", d => Count(d.ElectronicHandOvers)),
        ("paper_acts", d => Count(d.PaperActs)),
        ("electronic_result", d => Flag(d.ElectronicResult)),
        ("supplements", d => Count(d.Supplements)),
        ("extensions", d => Count(d.Extensions)),
        ("result", d => d.Result?.ToString()),
        ("closed_at", d => Canonical.Instant(d.ClosedAt)),
        ("closed_on", d => d.ClosedOn is { } day ? Canonical.Day(day) : null),
        ("timeliness", d => d.Timeliness?.ToString()),
        ("handling_days", d => d.HandlingDays is { } days ? Text(days) : null),
        ("returned_at", d => Canonical.Instant(d.ReturnedAt)),
        ("applicant", d => d.ApplicantCommitment),
        ("tracking", d => Convert.ToHexStringLower(d.TrackingHash)),
        ("parent", d => d.ParentId?.ToString("D")),
        ("process_version", d => d.ProcessVersionId?.ToString("D")),
        ("process_part", d => d.ProcessPart),
        ("step_since", d => Canonical.Instant(d.StepSince)),
        ("timer_at", d => Canonical.Instant(d.TimerAt)),
        ("process_facts", d => d.ProcessFacts.Length == 0 ? null : d.ProcessFacts),
        ("requests", d => d.Requests.Length == 0 ? null : d.Requests),
    ];

    /// <summary>The fields in their fixed order; a field without a value is null.</summary>
    public static string?[] Read(Dossier dossier)
    {
        var values = new string?[All.Length];
        for (var i = 0; i < All.Length; i++)
        {
            values[i] = All[i].Read(dossier);
        }

        return values;
    }

    /// <summary>Name and new value of every field that differs.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Difference(
        string?[]? before,
        string?[] after
    )
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (before is null ? after[i] is not null : before[i] != after[i])
            {
                yield return new(All[i].Name, after[i]);
            }
        }
    }

    public static IEnumerable<KeyValuePair<string, string?>> Named(string?[] values) =>
        All.Select((field, i) => new KeyValuePair<string, string?>(field.Name, values[i]));

    /// <summary>The dossier that these fields describe; the inverse of <see cref="Read"/>.</summary>
    /// <exception cref="FormatException">A field is missing or cannot be read.</exception>
    public static Dossier Rebuild(Guid id, IReadOnlyDictionary<string, string?> fields)
    {
        return new Dossier
        {
            Id = id,
            Code = Required("code"),
            ProcedureId = Key("procedure"),
            ProcedureVersionId = Key("version"),
            Regime = Enum.Parse<LegalRegime>(Required("regime")),
            Subject = Required("subject"),
            ReceivingUnitId = Key("receiving_unit"),
            FirstUnitId = Key("first_unit"),
            UnitId = Key("unit"),
            Transfers = Value("transfers") ?? "",
            State = Enum.Parse<DossierState>(Required("state")),
            Step = Number("step"),
            AssigneeId = Value("assignee") is { } assignee ? Guid.ParseExact(assignee, "D") : null,
            Channel = Enum.Parse<Channel>(Required("channel")),
            ReceivedAt = Canonical.ParseInstant(Required("received_at")),
            ReceivedOn = Canonical.ParseDay(Required("received_on")),
            FirstPromisedAt = Canonical.ParseInstant(Required("first_promised_at")),
            DueAt = Instant("due_at"),
            Fee = decimal.Parse(Value("fee") ?? "0", CultureInfo.InvariantCulture),
            FeeWaived = Is("fee_waived"),
            PayableOnline = Is("payable_online"),
            PaidOnline = Is("paid_online"),
            PostEligible = Is("post_eligible"),
            ReturnByPost = Is("return_by_post"),
            ElectronicIdentity = Is("electronic_identity"),
            FirstOnlineOfYear = Is("first_online_of_year"),
            HandOvers = Number("hand_overs"),
            ElectronicHandOvers = Number("electronic_hand_overs"),
            PaperActs = Number("paper_acts"),
            ElectronicResult = Is("electronic_result"),
            Supplements = Number("supplements"),
            Extensions = Number("extensions"),
            Result = Value("result") is { } result ? Enum.Parse<DossierResult>(result) : null,
            ClosedAt = Instant("closed_at"),
            ClosedOn = Value("closed_on") is { } closed ? Canonical.ParseDay(closed) : null,
            Timeliness = Value("timeliness") is { } timeliness
                ? Enum.Parse<Timeliness>(timeliness)
                : null,
            HandlingDays = Value("handling_days") is { } days
                ? int.Parse(days, CultureInfo.InvariantCulture)
                : null,
            ReturnedAt = Instant("returned_at"),
            ApplicantCommitment = Required("applicant"),
            TrackingHash = Convert.FromHexString(Required("tracking")),
            ParentId = Value("parent") is { } parent ? Guid.ParseExact(parent, "D") : null,
            ProcessVersionId = Value("process_version") is { } process
                ? Guid.ParseExact(process, "D")
                : null,
            ProcessPart = Value("process_part"),
            StepSince = Instant("step_since"),
            TimerAt = Instant("timer_at"),
            ProcessFacts = Value("process_facts") ?? "",
            Requests = Value("requests") ?? "",
        };

        string? Value(string name) => fields.GetValueOrDefault(name);
        string Required(string name) =>
            Value(name) ?? throw new FormatException($"The field {name} is missing.");
        Guid Key(string name) => Guid.ParseExact(Required(name), "D");
        int Number(string name) => int.Parse(Value(name) ?? "0", CultureInfo.InvariantCulture);
        bool Is(string name) => Value(name) == "1";
        DateTime? Instant(string name) => Value(name) is { } at ? Canonical.ParseInstant(at) : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Count(int number) => number == 0 ? null : Text(number);

    private static string? Flag(bool value) => value ? "1" : null;
}

/// <summary>
/// What a dossier contributes to the figures, read from canonical fields, so that the live path and the recount from
/// history use one rule.
/// </summary>
public sealed record DossierFigures
{
    public required Guid ProcedureId { get; init; }
    public required Channel Channel { get; init; }
    public required Guid FirstUnitId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DateOnly? ClosedOn { get; init; }
    public required DateOnly? DueOn { get; init; }
    public required bool IsFirstOnlineOfYear { get; init; }
    public required FactTraits ReceiptTraits { get; init; }
    public required FactTraits ClosingTraits { get; init; }
    public required string Transfers { get; init; }

    /// <summary>
    /// A sub-case of an interlinked dossier: counted once for the agency that handles it, in measures of its own. The
    /// applicant's dossier alone counts in the public figures.
    /// </summary>
    public required bool IsCase { get; init; }

    public static DossierFigures Of(Dossier d)
    {
        var online = d.Channel == Channel.Online ? FactTraits.Online : 0;
        var identity = d.ElectronicIdentity ? FactTraits.ElectronicIdentity : 0;
        var receipt = online | identity;
        if (d.Fee > 0 && !d.FeeWaived)
        {
            receipt |= FactTraits.FeeDue;
            receipt |= d.PayableOnline ? FactTraits.PayableOnline : 0;
            receipt |= d.PayableOnline && d.PaidOnline ? FactTraits.PaidOnline : 0;
        }

        var closing = online;
        if (d.Result is DossierResult.Granted or DossierResult.Refused)
        {
            closing |= FactTraits.Resolved;
            closing |= d.Result == DossierResult.Refused ? FactTraits.Refused : 0;
            closing |= d.Timeliness switch
            {
                Timeliness.Early => FactTraits.Early,
                Timeliness.OnTime => FactTraits.OnTime,
                Timeliness.Late => FactTraits.Late,
                _ => 0,
            };
            closing |= HandlingDays.Traits(d.HandlingDays);
        }

        closing |= Post(d);
        closing |= d.HandOvers > 0 ? FactTraits.HandedOver : 0;
        closing |=
            d.HandOvers > 0 && d.ElectronicHandOvers == d.HandOvers
                ? FactTraits.HandedOverElectronically
                : 0;
        closing |= d.PaperActs == 0 ? FactTraits.WhollyOnline : 0;
        closing |= d.ElectronicResult ? FactTraits.ElectronicResult : 0;
        return new DossierFigures
        {
            ProcedureId = d.ProcedureId,
            Channel = d.Channel,
            FirstUnitId = d.FirstUnitId,
            UnitId = d.UnitId,
            ReceivedOn = d.ReceivedOn,
            ClosedOn = d.ClosedOn,
            DueOn = d.DueAt is { } due ? DateOnly.FromDateTime(due.AddHours(7)) : null,
            IsFirstOnlineOfYear = d.FirstOnlineOfYear,
            ReceiptTraits = receipt,
            ClosingTraits = closing,
            Transfers = d.Transfers,
            IsCase = d.ParentId is not null,
        };
    }

    /// <summary>
    /// What was done by post (T12), not what was wished for: a dossier withdrawn or stopped has no result that could be
    /// sent, and a result that still lies at the counter has not been sent. Its return adds the trait to the closing.
    /// </summary>
    private static FactTraits Post(Dossier d)
    {
        if (!d.PostEligible || d.Result is not (DossierResult.Granted or DossierResult.Refused))
        {
            return 0;
        }

        var returned = d.State == DossierState.Returned && d.ReturnByPost;
        return FactTraits.PostEligible
            | (d.Channel == Channel.Post || returned ? FactTraits.PostUsed : 0);
    }

    /// <summary>The contributions of this state: each is one fact with count 1.</summary>
    public IEnumerable<(
        Guid UnitId,
        DateOnly Day,
        FactKind Kind,
        FactTraits Traits
    )> Contributions() => IsCase ? Own().Select(c => c with { Kind = OfCase(c.Kind) }) : Own();

    /// <summary>The kind under which the same moment of a sub-case is counted.</summary>
    private static FactKind OfCase(FactKind kind) =>
        kind switch
        {
            FactKind.Received => FactKind.CaseReceived,
            FactKind.TransferredIn => FactKind.CaseTransferredIn,
            FactKind.TransferredOut => FactKind.CaseTransferredOut,
            FactKind.Closed => FactKind.CaseClosed,
            FactKind.Due => FactKind.CaseDue,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private IEnumerable<(Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits)> Own()
    {
        yield return (FirstUnitId, ReceivedOn, FactKind.Received, ReceiptTraits);
        if (IsFirstOnlineOfYear)
        {
            yield return (
                FirstUnitId,
                ReceivedOn,
                FactKind.OnlineUser,
                ReceiptTraits & FactTraits.ElectronicIdentity
            );
        }

        foreach (var transfer in DossierTransfer.Parse(Transfers))
        {
            yield return (transfer.From, transfer.Day, FactKind.TransferredOut, 0);
            yield return (transfer.To, transfer.Day, FactKind.TransferredIn, 0);
        }

        if (ClosedOn is { } closed)
        {
            yield return (UnitId, closed, FactKind.Closed, ClosingTraits);
        }
        else if (DueOn is { } due)
        {
            yield return (UnitId, due, FactKind.Due, 0);
        }
    }

    /// <summary>
    /// What takes the figures from one state to the next. Contributions are counted, not only present: a dossier that
    /// goes to another agency, back and there again on one day leaves it twice.
    /// </summary>
    public static IEnumerable<(
        (Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits) Contribution,
        int Count
    )> Difference(
        IEnumerable<(Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits)> before,
        IEnumerable<(Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits)> after
    )
    {
        var (gone, come) = (before.ToList(), new List<(Guid, DateOnly, FactKind, FactTraits)>());
        foreach (var contribution in after)
        {
            if (!gone.Remove(contribution))
            {
                come.Add(contribution);
            }
        }

        return gone.Select(c => (c, -1)).Concat(come.Select(c => (c, 1)));
    }
}

/// <summary>One move of a dossier from a competent agency to another.</summary>
public readonly record struct DossierTransfer(DateOnly Day, Guid From, Guid To)
{
    public override string ToString() => $"{Canonical.Day(Day)}:{From:D}>{To:D}";

    public static string Add(string transfers, DossierTransfer transfer) =>
        transfers.Length == 0 ? transfer.ToString() : $"{transfers};{transfer}";

    public static IEnumerable<DossierTransfer> Parse(string transfers) =>
        transfers
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => new DossierTransfer(
                Canonical.ParseDay(t[..10]),
                Guid.ParseExact(t[11..47], "D"),
                Guid.ParseExact(t[48..], "D")
            ));
}
