using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Verdicts;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>One year of a series. A whole year stands for itself; the running one is "to date".</summary>
public sealed record TrendPoint
{
    public required int Year { get; init; }
    public decimal? Value { get; init; }
    public Share? Share { get; init; }

    /// <summary>The way of measuring changed before this year.</summary>
    public bool IsBreak { get; init; }
    public bool IsWhole { get; init; } = true;
}

/// <summary>What one reading of an indicator says for a scope and a day.</summary>
public sealed record ReadingResult
{
    public required Definition Definition { get; init; }
    public required Verdict Verdict { get; init; }
    public Share? Share { get; init; }

    /// <summary>Score, place or yearly increase.</summary>
    public decimal? Number { get; init; }
    public Growth? Growth { get; init; }
    public Edition? Edition { get; init; }
    public Print? Print { get; init; }

    /// <summary>Every edition that was judged, for a target that must be kept.</summary>
    public IReadOnlyList<Edition> Judged { get; init; } = [];

    /// <summary>Last day of the series where it has ended.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The indicator is one of the whole province and says nothing of a part.</summary>
    public bool IsProvinceOnly { get; init; }

    /// <summary>The year to which the figure belongs.</summary>
    public int? Year { get; init; }
    public IReadOnlyList<TrendPoint> Trend { get; init; } = [];

    /// <summary>True where there is something of which a receipt can be had.</summary>
    public bool HasFigure =>
        Share is { IsApplicable: true }
        || Edition is not null
        || (Definition.Source == FigureSource.Register && Number is not null);
}

public sealed record BoardCondition(ConditionInfo Info, IReadOnlyList<ReadingResult> Readings)
{
    /// <summary>The default reading decides.</summary>
    public ReadingResult Main => Readings[0];
}

public sealed record BoardLine(string Line, IReadOnlyList<BoardCondition> Conditions);

/// <summary>Stock and flow of a period: opening + received + in = closed + out + closing.</summary>
public sealed record Balance
{
    public required long Opening { get; init; }
    public required long Received { get; init; }
    public required long TransferredIn { get; init; }
    public required long Closed { get; init; }
    public required long TransferredOut { get; init; }

    /// <summary>Counted on its own, not derived from the others.</summary>
    public required long Closing { get; init; }

    public bool Holds => Opening + Received + TransferredIn == Closed + TransferredOut + Closing;

    public bool IsEmpty =>
        (Opening, Received, TransferredIn, Closed, TransferredOut, Closing) == (0, 0, 0, 0, 0, 0);
}

public sealed record KeyFigures
{
    public required Balance Balance { get; init; }
    public required long Resolved { get; init; }
    public required long Late { get; init; }
    public required Share OnTime { get; init; }
    public required Share Online { get; init; }
    public required IReadOnlyList<TrendPoint> OnTimeTrend { get; init; }
}

/// <summary>Everything the board of a day shows.</summary>
public sealed record BoardView
{
    /// <summary>Title of the programme whose conditions these are; none while there is no programme.</summary>
    public Bilingual? Programme { get; init; }

    public required DateOnly AsOf { get; init; }
    public required Scope Scope { get; init; }
    public required KeyFigures Key { get; init; }
    public required IReadOnlyList<BoardLine> Lines { get; init; }

    /// <summary>Indicators without a target of the programme.</summary>
    public required IReadOnlyList<ReadingResult> Others { get; init; }

    public IEnumerable<BoardCondition> Conditions => Lines.SelectMany(l => l.Conditions);

    public int Count(Verdict verdict) => Conditions.Count(c => c.Main.Verdict == verdict);
}
