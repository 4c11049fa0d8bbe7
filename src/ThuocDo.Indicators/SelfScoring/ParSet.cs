using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>Whom a table of criteria is for.</summary>
public enum ParKind
{
    /// <summary>The province, against the table of the ministry.</summary>
    Province,
    Department,
    Commune,
}

/// <summary>
/// A version of a table with its years (<c>data/indices/par_sets.csv</c>). Of most versions of the ministry only the numbers of the
/// decision are known: their table is to be given as a file.
/// </summary>
public sealed record ParSet
{
    private static readonly Lazy<IReadOnlyList<ParSet>> All = new(() =>
        [
            .. ShippedData
                .Rows("indices/par_sets.csv")
                .Select(row => new ParSet
                {
                    Key = row.Required("set"),
                    Kind = row.Enum<ParKind>("kind"),
                    Name = new Bilingual(row.Required("name_vi"), row["name_en"]),
                    Act = row["act"],
                    FirstYear = row.Int("first_year"),
                    LastYear = row.Int("last_year"),
                    Domains = row.OptionalInt("domains"),
                    Criteria = row.OptionalInt("criteria"),
                    SubCriteria = row.OptionalInt("sub_criteria"),
                    ResultsPoints = row.OptionalDecimal("results_points"),
                    SurveyPoints = row.OptionalDecimal("survey_points"),
                    Source = row.Required("source"),
                    IsConfirmed = row.Required("confidence") == "confirmed",
                }),
        ]
    );

    public static IReadOnlyList<ParSet> Shipped => All.Value;

    public required string Key { get; init; }
    public required ParKind Kind { get; init; }
    public required Bilingual Name { get; init; }
    public string? Act { get; init; }
    public required int FirstYear { get; init; }
    public required int LastYear { get; init; }
    public int? Domains { get; init; }
    public int? Criteria { get; init; }
    public int? SubCriteria { get; init; }

    /// <summary>By results: self-score, then appraisal.</summary>
    public decimal? ResultsPoints { get; init; }

    /// <summary>By surveys.</summary>
    public decimal? SurveyPoints { get; init; }
    public required string Source { get; init; }
    public required bool IsConfirmed { get; init; }

    public bool IsFor(int year) => FirstYear <= year && year <= LastYear;

    /// <summary>The table as far as it is known; none where nothing of it is.</summary>
    public string? Text() =>
        ShippedData.Rows("indices/par_criteria.csv").Where(row => row["set"] == Key).ToList()
            is { Count: > 0 } rows
            ? CriterionFile.Text(rows)
            : null;

    public static ParSet? Find(string key) => Shipped.FirstOrDefault(s => s.Key == key);
}
