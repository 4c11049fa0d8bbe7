using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Procedures.Search;

/// <summary>A plain word for an official one, both folded and cut.</summary>
public sealed record Synonym(string[] Phrase, string[] Means);

/// <summary>What people say for what procedures are called (<c>data/procedures/synonyms.csv</c>).</summary>
public static class Synonyms
{
    public static IReadOnlyList<Synonym> On(DateOnly day) =>
        [
            .. ShippedData
                .Rows("procedures/synonyms.csv")
                .Where(row => row.Date("since") <= day)
                .Select(row => new Synonym(
                    [.. Words.Of(row.Required("phrase"))],
                    [.. Words.Of(row.Required("means"))]
                )),
        ];
}
