using System.Globalization;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.OpenData;

/// <summary>Why a figure has a value or has none. What is not known is never a 0.</summary>
public enum FigureStatus
{
    /// <summary>Of a whole year, or published.</summary>
    Final,

    /// <summary>The year still runs: counted up to the day of the cube.</summary>
    ToDate,

    /// <summary>There is nothing to count.</summary>
    NotApplicable,

    /// <summary>What it needs is not there yet.</summary>
    NotYetMeasured,
}

/// <summary>One place of a dimension.</summary>
public sealed record CubeMember(string Code, Bilingual Name);

/// <summary>A condition of the programme as a place of the first dimension.</summary>
/// <param name="Unit">In what its values are: percent, points, rank.</param>
public sealed record CubeIndicator(string Code, Bilingual Name, string Unit);

/// <summary>One figure. Numerator and denominator are those of a counted share; other figures have none.</summary>
public sealed record CubeFigure(
    string Indicator,
    string Unit,
    int Year,
    decimal? Value,
    long? Numerator,
    long? Denominator,
    FigureStatus Status
);

/// <summary>
/// The figures of the public board by condition, unit and year: the main reading of each condition of the province, as the board inside
/// draws it. Every file of open data is written from this and from nothing else.
/// </summary>
/// <param name="AsOf">The day of the board.</param>
/// <param name="IsDemonstration">The figures are made up.</param>
public sealed record FigureCube(
    DateOnly AsOf,
    bool IsDemonstration,
    Bilingual Title,
    IReadOnlyList<CubeIndicator> Indicators,
    IReadOnlyList<CubeMember> Units,
    IReadOnlyList<int> Years,
    IReadOnlyList<CubeFigure> Figures
)
{
    /// <summary>Decimals to which a quotient is cut in files; what stands above and below the line is exact.</summary>
    public const int Places = 6;

    public static FigureCube Of(
        BoardView board,
        CubeMember unit,
        Bilingual title,
        bool isDemonstration
    )
    {
        var figures = board
            .Conditions.SelectMany(c => FiguresOf(c, unit.Code, board.AsOf))
            .ToList();
        return new(
            board.AsOf,
            isDemonstration,
            title,
            [
                .. board.Conditions.Select(c => new CubeIndicator(
                    c.Info.Key,
                    c.Info.Name,
                    UnitOf(c.Info)
                )),
            ],
            [unit],
            [.. figures.Select(f => f.Year).Distinct().Order()],
            figures
        );
    }

    public static string Code(FigureStatus status) =>
        status switch
        {
            FigureStatus.Final => "final",
            FigureStatus.ToDate => "to-date",
            FigureStatus.NotApplicable => "not-applicable",
            _ => "not-yet-measured",
        };

    public static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>An average increase is drawn on its share.</summary>
    private static string UnitOf(ConditionInfo info) =>
        info.Kind switch
        {
            ConditionKind.Rank => "rank",
            ConditionKind.Group => "group",
            ConditionKind.Level when info.Unit != "percent" => "points",
            ConditionKind.Count => "rounds-per-year",
            _ => "percent",
        };

    private static IEnumerable<CubeFigure> FiguresOf(
        BoardCondition condition,
        string unit,
        DateOnly asOf
    )
    {
        var (key, main) = (condition.Info.Key, condition.Main);
        foreach (var point in main.Trend.Where(p => p.Value is not null))
        {
            yield return new(
                key,
                unit,
                point.Year,
                Cut(point.Value),
                point.Share?.Numerator,
                point.Share?.Denominator,
                point.IsWhole ? FigureStatus.Final : FigureStatus.ToDate
            );
        }

        if (main.Trend.Any(p => p.Value is not null))
        {
            yield break;
        }

        var year = main.Year ?? asOf.Year;
        yield return main.Share is { IsApplicable: true } share
            ? new(
                key,
                unit,
                year,
                Cut(share.Value * 100),
                share.Numerator,
                share.Denominator,
                FigureStatus.ToDate
            )
            : new(
                key,
                unit,
                year,
                null,
                null,
                null,
                main.Verdict == Verdict.NotApplicable || main.Share is { IsApplicable: false }
                    ? FigureStatus.NotApplicable
                    : FigureStatus.NotYetMeasured
            );
    }

    private static decimal? Cut(decimal? value) =>
        value is { } v ? Math.Round(v, Places, MidpointRounding.AwayFromZero) : null;
}
