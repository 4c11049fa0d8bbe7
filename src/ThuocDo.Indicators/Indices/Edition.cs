using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Indices;

/// <summary>An index that somebody else publishes.</summary>
public sealed record PublishedIndex
{
    public required string Key { get; init; }
    public required Bilingual Name { get; init; }
    public required Bilingual Owner { get; init; }

    /// <summary>Month and day of the following year from which an edition without a known day counts as published.</summary>
    public required (int Month, int Day) PresumedPublication { get; init; }
    public Bilingual? Note { get; init; }
}

/// <summary>A group in which an index puts provinces; a higher step is better.</summary>
public sealed record IndexGroup
{
    public required string Index { get; init; }
    public required string Key { get; init; }
    public required Bilingual Name { get; init; }
    public required int Step { get; init; }

    /// <summary>The place that membership proves, where the group is one of places.</summary>
    public int? RankAtMost { get; init; }

    /// <summary>The score from which a province is in it, where the owner says one.</summary>
    public decimal? ScoreAtLeast { get; init; }

    /// <summary>What a resolution calls it, where that is an interpretation.</summary>
    public string? Also { get; init; }
}

/// <summary>One print of an edition. The first is the owner's; others may differ from it.</summary>
public sealed record Print
{
    public decimal? Score { get; init; }
    public required decimal MaxScore { get; init; }
    public int? Rank { get; init; }

    /// <summary>Among how many provinces; not all have a score in each year.</summary>
    public int? Ranked { get; init; }
    public IndexGroup? Group { get; init; }
    public required string Publisher { get; init; }
    public required string Source { get; init; }
    public required bool IsConfirmed { get; init; }

    /// <summary>Taken in by a person, not shipped.</summary>
    public bool IsAdded { get; init; }
    public Bilingual? Note { get; init; }
}

/// <summary>A part of a result as it was printed.</summary>
public sealed record PartScore(string Part, decimal Score, string Source);

/// <summary>The result of a year by the method of that year.</summary>
public sealed record Edition
{
    public required string Index { get; init; }
    public required int Year { get; init; }

    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }
    public required Bilingual Method { get; init; }

    /// <summary>The method or scale changed: no line is drawn across.</summary>
    public required bool IsBreak { get; init; }
    public DateOnly? PublishedOn { get; init; }

    /// <summary>The day from which it counts: the day of publication or, where that is not known, the usual one.</summary>
    public required DateOnly KnownFrom { get; init; }
    public required IReadOnlyList<Print> Prints { get; init; }

    /// <summary>Score of the edition at the place that is the limit of a target, by place.</summary>
    public required IReadOnlyDictionary<int, decimal> ScoreAtRank { get; init; }

    /// <summary>The parts that were printed, by name; the first print of each.</summary>
    public required IReadOnlyDictionary<string, PartScore> Parts { get; init; }

    public Print Main => Prints[0];

    public bool HasConflict =>
        Prints
            .Skip(1)
            .Any(p =>
                (p.Score is { } score && score != Main.Score)
                || (p.Rank is { } rank && rank != Main.Rank)
                || (p.Ranked is { } ranked && ranked != Main.Ranked)
            );
}
