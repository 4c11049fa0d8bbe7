using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;
using Cited = ThuocDo.OneStop.Clocks.Citation;

namespace ThuocDo.OneStop.Clocks;

/// <summary>One line of <c>data/onestop/regimes.csv</c>; valid from inclusive, to exclusive.</summary>
internal sealed record RegimeRow(
    LegalRegime Regime,
    string Parameter,
    string Value,
    string? Unit,
    DateOnly From,
    DateOnly? To,
    string? Article,
    string Source,
    bool Confirmed
)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day < To);

    /// <summary>The citation in short form; the number is that of the source where it is a law, else of the regime's instrument.</summary>
    public string Citation(string instrument)
    {
        var number = RegimeTable.NumberOf(Confirmed ? Source : instrument);
        return Cited.Write(number, Article, Confirmed);
    }
}

/// <summary>The regimes file, read once.</summary>
internal static partial class RegimeTable
{
    private static readonly Lazy<IReadOnlyList<RegimeRow>> Rows = new(() =>
        [.. ShippedData.Rows("onestop/regimes.csv").Select(Read)]
    );

    /// <summary>For each regime its rules from each day on which a value changed.</summary>
    private static readonly Lazy<
        IReadOnlyDictionary<LegalRegime, (DateOnly From, RegimeRules Rules)[]>
    > Rules = new(() =>
        Rows
            .Value.GroupBy(r => r.Regime)
            .ToDictionary(
                regime => regime.Key,
                regime =>
                    regime
                        .Select(r => r.From)
                        .Distinct()
                        .Order()
                        .Select(from => (from, new RegimeRules(regime.Key, On(regime, from))))
                        .ToArray()
            )
    );

    public static LegalRegime? RegimeOn(DateOnly day) =>
        Rows.Value.FirstOrDefault(r => r.Parameter == "in-force" && r.HoldsOn(day))?.Regime;

    public static RegimeRules RulesOf(LegalRegime regime, DateOnly day)
    {
        var versions = Rules.Value[regime];
        return (
            Array.FindLast(versions, v => v.From <= day) is { Rules: not null } found
                ? found
                : versions[0]
        ).Rules;
    }

    public static string NumberOf(string instrument) =>
        Number().Match(instrument) is { Success: true } match ? match.Value : instrument;

    private static Dictionary<string, RegimeRow> On(IEnumerable<RegimeRow> rows, DateOnly day) =>
        rows.GroupBy(r => r.Parameter)
            .ToDictionary(
                g => g.Key,
                g => g.FirstOrDefault(r => r.HoldsOn(day)) ?? g.MinBy(r => r.From)!
            );

    private static RegimeRow Read(CsvRow row) =>
        new(
            Enum.Parse<LegalRegime>(row.Required("regime")),
            row.Required("parameter"),
            row.Required("value"),
            row["unit"],
            row.Date("valid_from"),
            row.OptionalDate("valid_to"),
            row["article"],
            row.Required("source"),
            row.Required("confidence") == "confirmed"
        );

    [GeneratedRegex(@"\d+/\d{4}")]
    private static partial Regex Number();
}
