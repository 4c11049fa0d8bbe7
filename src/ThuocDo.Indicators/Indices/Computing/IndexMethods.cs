using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>The methods of the published indices as shipped in <c>data/indices</c>, by year.</summary>
public sealed class IndexMethods
{
    private readonly ILookup<string, IndexRule> rules;
    private readonly ILookup<string, IndexPart> parts;

    public IndexMethods(IEnumerable<IndexRule> rules, IEnumerable<IndexPart> parts)
    {
        this.rules = rules.ToLookup(r => r.Index);
        this.parts = parts.ToLookup(p => p.Index);
    }

    public static IndexMethods Shipped { get; } = Read();

    /// <summary>The method of a year; none where it is not known.</summary>
    public IndexMethod? Find(string index, int year) =>
        rules[index].SingleOrDefault(r => r.Years.Contains(year)) is { } rule
            ? new(rule, year, [.. parts[index].Where(p => p.Years.Contains(year))])
            : null;

    /// <summary>The spans of years for which a method is known.</summary>
    public IReadOnlyList<YearSpan> Known(string index) => [.. rules[index].Select(r => r.Years)];

    private static IndexMethods Read() =>
        new(
            ShippedData
                .Rows("indices/methods.csv")
                .Select(row => new IndexRule
                {
                    Index = row.Required("index"),
                    Years = new(row.Int("from_year"), row.OptionalInt("to_year")),
                    Divisor = row.OptionalDecimal("divisor") ?? 1,
                    Words = new(row.Required("rule_vi"), row["rule_en"]),
                    Source = row.Required("source"),
                    IsConfirmed = row.Required("confidence") == "confirmed",
                }),
            ShippedData
                .Rows("indices/parts.csv")
                .Select(row => new IndexPart
                {
                    Index = row.Required("index"),
                    Key = row.Required("part"),
                    Of = row["of"],
                    Weight = row.OptionalDecimal("weight") ?? 1,
                    Years = new(row.Int("from_year"), row.OptionalInt("to_year")),
                    Name = new Bilingual(row.Required("name_vi"), row["name_en"]),
                    MaxScore = row.OptionalDecimal("max_score"),
                    Source = row.Required("source"),
                    IsConfirmed = row.Required("confidence") == "confirmed",
                })
        );
}
