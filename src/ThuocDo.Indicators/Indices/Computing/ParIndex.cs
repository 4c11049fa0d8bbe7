using ThuocDo.Indicators.Indices.Computing.Reading;

namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>One printed result of PAR INDEX, recomputed from its two parts.</summary>
public sealed record ParResult(
    int Year,
    string Level,
    string Unit,
    string Code,
    Additivity Sum,
    int? Rank,
    IndexGroup? Group
);

/// <summary>
/// PAR INDEX adds the points by results and those by survey; both are printed rounded. Ministries and provinces have
/// tables of their own and are ranked apart.
/// </summary>
public static class ParIndex
{
    public const string Index = "PAR INDEX";

    private static readonly string[] Columns =
    [
        "year",
        "appraised_points",
        "survey_points",
        "total_or_index",
    ];

    public static IReadOnlyList<ParResult> Read(IndexFile file)
    {
        if (!file.NeedRows() | !file.Need(Columns))
        {
            return [];
        }

        var rows = file
            .Rows.Select(row =>
                (
                    Year: file.Year(row),
                    Level: row["level"] ?? "",
                    Unit: row["unit"] ?? "",
                    Code: row["gso_code"] ?? "",
                    Sum: Additivity.Of(
                        file.Number(row, "total_or_index"),
                        file.Number(row, "appraised_points"),
                        file.Number(row, "survey_points")
                    )
                )
            )
            .Where(r => r.Year is not null)
            .OrderBy(r => r.Year)
            .ThenBy(r => r.Level, StringComparer.Ordinal)
            .ThenBy(r => r.Code, StringComparer.Ordinal)
            .ThenBy(r => r.Unit, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. rows.GroupBy(r => (r.Year, r.Level))
                .SelectMany(table =>
                    table.Zip(
                        Ranking.Of([.. table.Select(r => r.Sum.Sum)]),
                        (r, rank) =>
                            new ParResult(
                                r.Year!.Value,
                                r.Level,
                                r.Unit,
                                r.Code,
                                r.Sum,
                                rank,
                                GroupOf(r.Sum.Sum ?? r.Sum.Printed)
                            )
                    )
                ),
        ];
    }

    /// <summary>The group of a score: the highest whose least score it reaches.</summary>
    public static IndexGroup? GroupOf(decimal? score) =>
        IndexBook
            .Shipped.Groups(Index)
            .OrderByDescending(g => g.ScoreAtLeast)
            .FirstOrDefault(g => score >= g.ScoreAtLeast);
}
