namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <summary>One statement compared with the ledger.</summary>
public sealed class ReconciliationRun
{
    public const int FileNameMaxLength = 120;

    public required Guid Id { get; init; }
    public required int Number { get; init; }

    /// <summary>The unit that keeps the account.</summary>
    public required Guid UnitId { get; init; }
    public required string Account { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required string FileHash { get; init; }
    public required string FileName { get; init; }
    public required int Lines { get; init; }
    public required decimal Theirs { get; init; }
    public required decimal Ours { get; init; }
    public required DateTime At { get; init; }

    /// <summary>None: by the command line.</summary>
    public Guid? By { get; init; }

    /// <summary>A later statement of the same account and days has taken its place.</summary>
    public bool IsSuperseded { get; set; }
}

/// <summary>A difference, until somebody has explained it under his or her name.</summary>
public sealed class ReconciliationDifference
{
    public const int ReferenceMaxLength = 120;
    public const int NoteMaxLength = 400;

    public required Guid Id { get; init; }
    public required Guid RunId { get; init; }
    public required int Sequence { get; init; }
    public required DifferenceKind Kind { get; init; }
    public required string Reference { get; init; }
    public string? Transaction { get; init; }
    public required DateOnly Day { get; init; }
    public decimal? Theirs { get; init; }
    public decimal? Ours { get; init; }
    public string? Detail { get; init; }
    public string? Note { get; set; }
    public DateTime? ResolvedAt { get; set; }
    public Guid? ResolvedBy { get; set; }

    /// <summary>The money was entered in the ledger of its bill.</summary>
    public bool IsBooked { get; set; }
}
