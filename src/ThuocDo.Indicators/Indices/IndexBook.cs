using System.Globalization;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices;

/// <summary>The published indices and their editions as shipped in <c>data/indices</c>.</summary>
public sealed class IndexBook
{
    private const string Folder = "indices/";

    /// <summary>The province whose programme is monitored.</summary>
    public const string Home = "58";

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

    /// <summary>The editions of the home province known on a day, the oldest first.</summary>
    public IReadOnlyList<Edition> Known(string index, DateOnly day) =>
        [.. Of(index, Home).Where(e => e.KnownFrom <= day)];

    /// <summary>The result of a province in a year, whenever it became known.</summary>
    public Edition? Find(string index, string province, int year) =>
        editions[index].SingleOrDefault(e => e.Province == province && e.Year == year);

    /// <summary>All results of a province, the oldest first.</summary>
    public IReadOnlyList<Edition> Of(string index, string province) =>
        [.. editions[index].Where(e => e.Province == province)];

    /// <summary>Codes of the provinces of which a result is known.</summary>
    public IReadOnlyList<string> ProvincesOf(string index) =>
        [.. editions[index].Select(e => e.Province).Distinct().Order(StringComparer.Ordinal)];

    public IndexGroup Group(string index, string key) => groups[(index, key)];

    public IReadOnlyList<IndexGroup> Groups(string index) =>
        [.. groups.Values.Where(g => g.Index == index)];

    /// <summary>
    /// The book with further prints. They stand beside those that are there; the owner's print comes first where the one
    /// that shipped has no score.
    /// </summary>
    /// <param name="prints">Prints that count, in the order in which they were taken in.</param>
    public IndexBook With(IReadOnlyCollection<IndexPrint> prints)
    {
        if (prints.Count == 0)
        {
            return this;
        }

        var added = prints.ToLookup(p => (p.Index, p.Province, p.Year));
        var all = editions.SelectMany(e => e).ToDictionary(e => (e.Index, e.Province, e.Year));
        foreach (var print in added)
        {
            var known = all.GetValueOrDefault(print.Key);
            if (known is null && print.All(p => p.Part is not null))
            {
                // Parts without a total are no result yet.
                continue;
            }

            if (Joined(known, [.. print]) is { } edition)
            {
                all[print.Key] = edition;
            }
        }

        return new IndexBook(Indices, [.. groups.Values], [.. all.Values]);
    }

    /// <summary>The edition with further prints; none where nothing of its owner is known, because others alone decide nothing.</summary>
    private Edition? Joined(Edition? known, IReadOnlyList<IndexPrint> added)
    {
        var index = Indices.Single(i => i.Key == added[0].Index);
        bool IsOwners(Print print) =>
            print.Publisher == index.Owner.Vi || print.Publisher == index.Owner.En;

        var totals = added
            .Where(p => p.Part is null)
            .Select(p => new Print
            {
                Score = p.Score,
                MaxScore = MaxScore(index.Key, p.Year),
                Rank = p.Rank,
                Ranked = p.Ranked,
                Group = p.Group is { } group ? Group(index.Key, group) : null,
                Publisher = p.Publisher,
                Source = p.Source,
                IsConfirmed = true,
                IsAdded = true,
            })
            .OrderByDescending(IsOwners)
            .ToList();
        if (known is null && !totals.Any(IsOwners))
        {
            return null;
        }

        var leads =
            known?.Main.Score is null
            && totals is [{ Score: not null } first, ..]
            && IsOwners(first);
        var prints =
            known is null ? totals
            : leads ? [Filled(totals[0], known.Main), .. known.Prints, .. totals[1..]]
            : [.. known.Prints, .. totals];
        var parts = added
            .Where(p => p is { Part: not null, Score: not null })
            .Select(p => new PartScore(p.Part!, p.Score!.Value, p.Source));
        return (known ?? New(index, added)) with
        {
            Prints = prints,
            Parts = (known?.Parts.Values ?? [])
                .Concat(parts)
                .DistinctBy(p => p.Part)
                .ToDictionary(p => p.Part),
        };
    }

    /// <summary>A print that names the score alone does not take back the place that was known.</summary>
    private static Print Filled(Print print, Print known) =>
        print with
        {
            Rank = print.Rank ?? known.Rank,
            Ranked = print.Ranked ?? (print.Rank is null ? known.Ranked : null),
            Group = print.Group ?? known.Group,
        };

    /// <summary>A year that did not ship: its method is the one known for it, else that of the year before.</summary>
    private Edition New(PublishedIndex index, IReadOnlyList<IndexPrint> prints)
    {
        var (year, province) = (prints[0].Year, prints[0].Province);
        var before = editions[index.Key]
            .LastOrDefault(e => e.Province == province && e.Year < year);
        var rule = IndexMethods.Shipped.Find(index.Key, year)?.Rule;
        var published = prints.Select(p => p.PublishedOn).OfType<DateOnly>().Order().ToList();
        var (month, day) = index.PresumedPublication;
        return new()
        {
            Index = index.Key,
            Year = year,
            Province = province,
            Method = rule?.Words ?? before?.Method ?? index.Name,
            IsBreak = rule is not null && rule.Years.From == year,
            PublishedOn = published.Count > 0 ? published[0] : null,
            KnownFrom = published.Count > 0 ? published[0] : new DateOnly(year + 1, month, day),
            Prints = [],
            Parts = new Dictionary<string, PartScore>(),
            ScoreAtRank = new Dictionary<int, decimal>(),
        };
    }

    /// <summary>The highest score there can be in a year: that of the edition before, else of the first one known.</summary>
    public decimal MaxScore(string index, int year) =>
        (editions[index].LastOrDefault(e => e.Year <= year) ?? editions[index].FirstOrDefault())
            ?.Main
            .MaxScore
        ?? 100;

    private static IndexBook Read()
    {
        var parts = ShippedData
            .Rows(Folder + "part_scores.csv")
            .ToLookup(
                row => (row.Required("index"), row.Int("year"), row.Required("gso_code")),
                row => new PartScore(
                    row.Required("part"),
                    row.OptionalDecimal("score")!.Value,
                    row.Required("source")
                )
            );
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
                ScoreAtLeast = row.OptionalDecimal("score_at_least"),
                Also = row["also"],
            })
            .ToList();
        var limits = ShippedData
            .Rows(Folder + "rank_limits.csv")
            .ToLookup(row => (row.Required("index"), row.Int("year")));
        var editions = ShippedData
            .Rows(Folder + "editions.csv")
            .GroupBy(row =>
                (
                    Index: row.Required("index"),
                    Year: row.Int("year"),
                    Province: row.Required("gso_code")
                )
            )
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
                    Province = prints.Key.Province,
                    Method = new(first["method_vi"] ?? first.Required("method"), first["method"]),
                    IsBreak = first.Flag("break_before"),
                    PublishedOn = published,
                    KnownFrom = published ?? new DateOnly(prints.Key.Year + 1, month, day),
                    Prints = [.. prints.Select(row => ReadPrint(row, groupRows))],
                    Parts = parts[prints.Key].ToDictionary(p => p.Part),
                    ScoreAtRank = limits[(prints.Key.Index, prints.Key.Year)]
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
