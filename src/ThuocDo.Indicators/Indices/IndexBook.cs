using System.Globalization;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices;

/// <summary>The published indices and their editions as shipped in <c>data/indices</c>.</summary>
public sealed class IndexBook
{
    private const string Folder = "indices/";

    private readonly ILookup<string, Edition> editions;
    private readonly Dictionary<(string Index, string Key), IndexGroup> groups;

    private IndexBook(
        IReadOnlyList<PublishedIndex> indices,
        IReadOnlyList<IndexGroup> groups,
        IReadOnlyList<Edition> editions
    )
    {
        Indices = indices;
        this.groups = groups.ToDictionary(g => (g.Index, g.Key));
        this.editions = editions.OrderBy(e => e.Year).ToLookup(e => e.Index);
    }

    public static IndexBook Shipped { get; } = Read();

    public IReadOnlyList<PublishedIndex> Indices { get; }

    /// <summary>The editions known on a day, the oldest first.</summary>
    public IReadOnlyList<Edition> Known(string index, DateOnly day) =>
        [.. editions[index].Where(e => e.KnownFrom <= day)];

    public IndexGroup Group(string index, string key) => groups[(index, key)];

    private static IndexBook Read()
    {
        var indices = ShippedData
            .Rows(Folder + "indices.csv")
            .Select(row =>
            {
                var day = DateOnly.ParseExact(
                    "2000-" + row.Required("presumed_published"),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture
                );
                return new PublishedIndex
                {
                    Key = row.Required("index"),
                    Name = new(row.Required("name_vi"), row["name_en"]),
                    Owner = new(row.Required("owner_vi"), row["owner_en"]),
                    PresumedPublication = (day.Month, day.Day),
                    Note = Bilingual.Of(row["note_vi"], row["note_en"]),
                };
            })
            .ToList();
        var groupRows = ShippedData
            .Rows(Folder + "groups.csv")
            .Select(row => new IndexGroup
            {
                Index = row.Required("index"),
                Key = row.Required("key"),
                Name = new(row.Required("group_vi"), row["name_en"]),
                Step = row.Int("step"),
                RankAtMost = row.OptionalInt("rank_at_most"),
            })
            .ToList();
        var limits = ShippedData
            .Rows(Folder + "rank_limits.csv")
            .ToLookup(row => (row.Required("index"), row.Int("year")));
        var editions = ShippedData
            .Rows(Folder + "editions.csv")
            .GroupBy(row => (Index: row.Required("index"), Year: row.Int("year")))
            .Select(prints =>
            {
                var first = prints.First();
                var (month, day) = indices
                    .Single(i => i.Key == prints.Key.Index)
                    .PresumedPublication;
                var published = first.OptionalDate("published_on");
                return new Edition
                {
                    Index = prints.Key.Index,
                    Year = prints.Key.Year,
                    Method = new(first["method_vi"] ?? first.Required("method"), first["method"]),
                    IsBreak = first.Flag("break_before"),
                    PublishedOn = published,
                    KnownFrom = published ?? new DateOnly(prints.Key.Year + 1, month, day),
                    Prints = [.. prints.Select(row => ReadPrint(row, groupRows))],
                    ScoreAtRank = limits[prints.Key]
                        .ToDictionary(
                            row => row.Int("rank"),
                            row => row.OptionalDecimal("score")!.Value
                        ),
                };
            })
            .ToList();
        return new IndexBook(indices, groupRows, editions);
    }

    private static Print ReadPrint(CsvRow row, List<IndexGroup> groups) =>
        new()
        {
            Score = row.OptionalDecimal("score"),
            MaxScore = row.OptionalDecimal("max_score") ?? 100,
            Rank = row.OptionalInt("rank"),
            Ranked = row.OptionalInt("n_ranked"),
            Group = row["group_vi"] is { } name
                ? groups.Single(g => g.Index == row["index"] && g.Name.Vi == name)
                : null,
            Publisher = row.Required("publisher"),
            Source = row.Required("source"),
            IsConfirmed = row.Required("confidence") == "confirmed",
            Note = Bilingual.Of(row["note_vi"], row["note_en"]),
        };
}
