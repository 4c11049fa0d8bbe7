namespace ThuocDo.Shared.Facts;

/// <summary>The moments in a dossier's life that are counted.</summary>
public enum FactKind
{
    /// <summary>Taken in, on the day of receipt.</summary>
    Received,

    /// <summary>Came from another competent agency, for instance one that was dissolved.</summary>
    TransferredIn,

    /// <summary>Went to another competent agency; always paired with a <see cref="TransferredIn"/> of the same day.</summary>
    TransferredOut,

    /// <summary>Resolved, withdrawn or stopped for good, on that day.</summary>
    Closed,

    /// <summary>Open with its time limit expiring on that day. Taken back when the dossier closes or its due date moves.</summary>
    Due,

    /// <summary>The first dossier that a person filed online in a calendar year: distinct users are sums of these.</summary>
    OnlineUser,

    /// <summary>
    /// A sub-case of an interlinked dossier, taken in by the agency that handles it. Sub-cases are counted for their
    /// agency alone: the applicant has one dossier, and the public figures count that one.
    /// </summary>
    CaseReceived,
    CaseTransferredIn,
    CaseTransferredOut,

    /// <summary>The sub-case went back to the agency that opened it, or was recalled.</summary>
    CaseClosed,

    /// <summary>An open sub-case with its own time expiring on that day.</summary>
    CaseDue,
}

/// <summary>What is true of the counted dossier. A measure asks for some traits and excludes others.</summary>
[Flags]
public enum FactTraits : long
{
    None = 0,

    /// <summary>Filed online.</summary>
    Online = 1 << 0,

    /// <summary>Resolved (granted or refused), not withdrawn or stopped.</summary>
    Resolved = 1 << 1,
    Early = 1 << 2,
    OnTime = 1 << 3,
    Late = 1 << 4,
    Refused = 1 << 5,

    /// <summary>A fee is due and not waived.</summary>
    FeeDue = 1 << 6,
    PayableOnline = 1 << 7,
    PaidOnline = 1 << 8,

    /// <summary>The procedure may be filed or its result returned by the public postal operator.</summary>
    PostEligible = 1 << 9,

    /// <summary>Filed or returned by the public postal operator.</summary>
    PostUsed = 1 << 10,

    /// <summary>The applicant holds a working electronic identity.</summary>
    ElectronicIdentity = 1 << 11,

    /// <summary>Was handed from one unit to another.</summary>
    HandedOver = 1 << 12,

    /// <summary>Every hand-over between units was electronic.</summary>
    HandedOverElectronically = 1 << 13,

    /// <summary>Every step was done in the system.</summary>
    WhollyOnline = 1 << 14,
    ElectronicResult = 1 << 15,
}

public enum Channel
{
    Counter,
    Online,
    Post,
}

/// <summary>
/// One additive contribution of one subject to the figures: +1 or −1 on an effective day. Facts are only ever added;
/// a correction takes the old contribution back on its old day and adds the new one.
/// </summary>
public sealed record Fact
{
    public long Id { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The version of the unit on that day, never its ancestors: trees are joined by date.</summary>
    public required Guid UnitId { get; init; }

    public required Guid ProcedureId { get; init; }

    public required Channel Channel { get; init; }

    public required DateOnly Day { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>A set of <see cref="FactTraits"/>, kept as a number so that both databases can filter by bits.</summary>
    public required long Traits { get; init; }

    public required int Count { get; init; }

    /// <summary>The event that caused it; "as known on day X" reads the facts of events before X's cut.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The local day on which it was recorded.</summary>
    public required DateOnly RecordedOn { get; init; }
}

/// <summary>A fact not yet folded into the cells.</summary>
public sealed class PendingFact
{
    public long Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required Channel Channel { get; init; }
    public required DateOnly Day { get; init; }
    public required FactKind Kind { get; init; }
    public required long Traits { get; init; }
    public required int Count { get; init; }

    public static PendingFact Of(Fact fact) =>
        new()
        {
            UnitId = fact.UnitId,
            ProcedureId = fact.ProcedureId,
            Channel = fact.Channel,
            Day = fact.Day,
            Kind = fact.Kind,
            Traits = fact.Traits,
            Count = fact.Count,
        };
}

/// <summary>Folded facts at the finest grain: how many with exactly these traits.</summary>
public sealed class Cell
{
    public required Guid UnitId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required Channel Channel { get; init; }
    public required DateOnly Day { get; init; }
    public required FactKind Kind { get; init; }
    public required long Traits { get; init; }
    public required long Count { get; init; }
}

public enum Grain
{
    Day,
    Month,
    Year,
}

/// <summary>Folded facts by measure and period, from which the board is read.</summary>
public sealed class PeriodCell
{
    public required Guid UnitId { get; init; }
    public required Grain Grain { get; init; }

    /// <summary>The day, or the first day of the month or year.</summary>
    public required DateOnly Period { get; init; }

    public required string Measure { get; init; }
    public required long Count { get; init; }
}

/// <summary>A count over facts of one kind that have all the required and none of the excluded traits.</summary>
public sealed record Measure(
    string Code,
    FactKind Kind,
    FactTraits Required = 0,
    FactTraits Excluded = 0
)
{
    public bool Counts(FactKind kind, long traits) =>
        kind == Kind
        && (traits & (long)Required) == (long)Required
        && (traits & (long)Excluded) == 0;
}
