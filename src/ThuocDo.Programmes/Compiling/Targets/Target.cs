using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>What a number is in the programme; only a target is monitored as one.</summary>
public enum TargetKind
{
    Target,

    /// <summary>A number inside a task.</summary>
    TaskNumber,

    /// <summary>Stands in an annex and not in the text.</summary>
    AnnexOnly,

    /// <summary>A ceiling of money or time, a case of exception: nothing to be reached.</summary>
    Limit,

    /// <summary>Something to be reached without a number, in a section of objectives.</summary>
    Qualitative,
}

/// <summary>A drafted target with the place of its sentence; a body the text does not name stays empty.</summary>
public sealed record Target
{
    public required string Section { get; init; }

    public required string Name { get; init; }

    public required string Operator { get; init; }

    public required string Value { get; init; }

    public string Unit { get; init; } = "";

    public string Scope { get; init; } = "";

    public string Deadline { get; init; } = "";

    public string RankGroup { get; init; } = "";

    public string BaseYear { get; init; } = "";

    public string LeadBody { get; init; } = "";

    public TargetKind Kind { get; init; }

    public required string Sentence { get; init; }

    public Place Place { get; init; }

    /// <summary>Whether the sentence itself says that this is to be striven for.</summary>
    public bool IsStrivenFor { get; init; }

    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>Something the text leaves open, which a person decides at adoption.</summary>
public enum Doubt
{
    /// <summary>A growth in percent: relative, or in percentage points?</summary>
    GrowthOfRate,

    /// <summary>A bare percentage: a floor?</summary>
    BarePercent,

    /// <summary>A group named by a word: which published group?</summary>
    NamedGroup,

    /// <summary>No deadline was found.</summary>
    NoDeadline,
}

/// <summary>What surrounds a sentence and is needed to read its numbers.</summary>
public sealed record Surroundings
{
    public required string Section { get; init; }

    public SectionRole Role { get; init; }

    public string Opening { get; init; } = "";

    public string Deadline { get; init; } = "";

    public int? IssueYear { get; init; }

    public bool InAnnex { get; init; }

    public string Place { get; init; } = "";
}

/// <summary>A quantity in its part of the sentence, from <c>Start</c> up to before <c>Stop</c>.</summary>
public sealed record Clause(Quantity Quantity, int Start, int Stop)
{
    /// <summary>Describes another quantity and is none of its own.</summary>
    public bool IsQualifier { get; init; }

    /// <summary>Where the name ends if the clause first tells where one stands: "từ 60% lên 70%".</summary>
    public int? NameStop { get; init; }

    public DatePhrase? Date { get; init; }

    public string? BaseYear { get; init; }
}
