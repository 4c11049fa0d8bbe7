using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Receipts;

/// <summary>A measure that is added to a line of a figure, or taken away from it.</summary>
public sealed record Term(Measure Measure, int Sign = 1);

/// <summary>Days, both included.</summary>
public sealed record DaySpan(DateOnly From, DateOnly To);

/// <summary>A record of a register or an edition of an index, as its leaf holds it.</summary>
public sealed record RegisterRecord(string Text, long Above, long Below);

/// <summary>
/// A figure of the board as its receipt names it: by which definition, whose, of which days, of which part. The last of its
/// days are those of the figure; an increase has those of its base year before them.
/// </summary>
public sealed record ReceiptSubject
{
    /// <summary>The condition or count of the address.</summary>
    public required string Condition { get; init; }
    public required string Indicator { get; init; }
    public required string Reading { get; init; }
    public required string Version { get; init; }
    public required byte[] DefinitionHash { get; init; }
    public required FigureSource Source { get; init; }
    public required Bilingual Name { get; init; }
    public required Bilingual Basis { get; init; }
    public required Scope Scope { get; init; }
    public required DateOnly AsOf { get; init; }
    public Level? Level { get; init; }
    public Guid? Procedure { get; init; }
    public string? ProcedureName { get; init; }
    public Channel? Channel { get; init; }

    /// <summary>The unit itself, without the units below it.</summary>
    public bool Alone { get; init; }
    public IReadOnlyList<Term> Numerator { get; init; } = [];
    public IReadOnlyList<Term> Denominator { get; init; } = [];
    public required IReadOnlyList<DaySpan> Periods { get; init; }

    /// <summary>In what the value is: <c>percent</c>, <c>count</c>, <c>points-per-year</c>, <c>percent-per-year</c>, <c>published</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Which register, or which index.</summary>
    public string? Register { get; init; }

    /// <summary>The records of a figure that is not counted from dossiers, one list for each of the periods.</summary>
    public IReadOnlyList<IReadOnlyList<RegisterRecord>> Records { get; init; } = [];

    /// <summary>The published value: a score, a place, the step of a group.</summary>
    public decimal? Published { get; init; }

    /// <summary>Only such figures are sealed with a month: of a unit with everything below it.</summary>
    public bool MayBeSealed =>
        Source == FigureSource.Dossiers
        && !Scope.IsJoined
        && !Alone
        && Procedure is null
        && Channel is null
        && Numerator is [{ Sign: 1 }]
        && Denominator is [{ Sign: 1 }];

    /// <summary>The value, from the sums of its periods; none where there is nothing below the line.</summary>
    public static decimal? Value(
        string unit,
        IReadOnlyList<(DaySpan Days, Share Share)> periods,
        decimal? published
    )
    {
        var last = periods[^1];
        var growth = new Verdicts.Growth(
            periods[0].Days.From.Year,
            periods[0].Share,
            last.Days.From.Year,
            last.Share
        );
        var value = unit switch
        {
            "count" => last.Share.Numerator,
            "percent" => last.Share.Value * 100,
            "points-per-year" => growth.PointsPerYear,
            "percent-per-year" => growth.PercentPerYear,
            _ => published,
        };
        return value is { } exact
            ? Math.Round(exact, ReceiptFile.Places, MidpointRounding.AwayFromZero)
            : null;
    }
}

/// <summary>The counts of the board that are no shares: what came in, what went out, what is open.</summary>
public static class CountLines
{
    public const string Open = "open";

    private static readonly IReadOnlyList<Term> Stock =
    [
        new(Measures.Received),
        new(Measures.TransferredIn),
        new(Measures.Closed, -1),
        new(Measures.TransferredOut, -1),
    ];

    private static readonly Measure[] Flows =
    [
        Measures.Received,
        Measures.TransferredIn,
        Measures.Closed,
        Measures.TransferredOut,
        Measures.Resolved,
        Measures.ResolvedLate,
    ];

    /// <returns>None where it is no such count.</returns>
    public static IReadOnlyList<Term>? Find(string code) =>
        code == Open ? Stock
        : Flows.FirstOrDefault(m => m.Code == code) is { } measure ? [new(measure)]
        : null;
}
