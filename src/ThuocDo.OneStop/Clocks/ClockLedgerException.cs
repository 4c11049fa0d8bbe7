namespace ThuocDo.OneStop.Clocks;

/// <summary>What is wrong with a ledger.</summary>
public enum ClockLedgerFault
{
    NotStarted,
    StartedTwice,
    ResumedWithoutStop,
    StoppedTwice,
    RestartedWithoutStop,
    ExtendedWhileStopped,
    ExtensionNotLater,
    PromiseMissing,
    LimitMissing,
    EntryAfterEnd,
    SequenceBroken,
    TimeRunsBackwards,
    SeveralDossiers,
}

/// <summary>
/// A ledger that no sequence of lawful acts can have written: a bug or tampering, never a user's mistake. Names the
/// dossier and the entry.
/// </summary>
public sealed class ClockLedgerException(ClockLedgerFault fault, ClockEntry entry)
    : Exception(
        $"The clock of dossier {entry.DossierId} is not lawful at entry {entry.Sequence} ({entry.Kind}, {entry.Id}): {fault}."
    )
{
    public ClockLedgerFault Fault { get; } = fault;

    public Guid DossierId { get; } = entry.DossierId;

    public Guid EntryId { get; } = entry.Id;

    public int Sequence { get; } = entry.Sequence;
}
