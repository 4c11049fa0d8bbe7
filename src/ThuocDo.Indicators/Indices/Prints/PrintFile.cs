using System.Globalization;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Shared.Reference;
using static ThuocDo.Shared.Language.Folding;

namespace ThuocDo.Indicators.Indices.Prints;

/// <summary>A line of a file of printed figures.</summary>
public sealed record PrintLine
{
    public required string Index { get; init; }
    public required int Year { get; init; }
    public required string Province { get; init; }
    public string? Part { get; init; }
    public decimal? Score { get; init; }
    public int? Rank { get; init; }
    public int? Ranked { get; init; }
    public string? Group { get; init; }
    public required string Publisher { get; init; }
    public required string Source { get; init; }
    public DateOnly? PublishedOn { get; init; }
}

/// <summary>
/// Reads printed figures: <c>index,year,publisher,source</c> and what was printed, <c>score</c>, <c>rank</c> with
/// <c>n_ranked</c>, <c>group</c>; also <c>part</c>, <c>gso_code</c> (else the home province) and <c>published_on</c>.
/// </summary>
public static class PrintFile
{
    private static readonly string[] Columns = ["index", "year", "publisher", "source"];

    /// <param name="file">The file.</param>
    /// <param name="today">No figure is of a later year.</param>
    public static IReadOnlyList<PrintLine> Read(IndexFile file, DateOnly today)
    {
        if (!file.NeedRows() | !file.Need(Columns))
        {
            return [];
        }

        return [.. file.Rows.Select(r => Line(file, r, today)).OfType<PrintLine>()];
    }

    private static PrintLine? Line(IndexFile file, CsvRow row, DateOnly today)
    {
        if (
            file.Text(row, "index") is not { } name
            || file.Year(row) is not { } year
            || Short(file, row, "publisher") is not { } publisher
            || Short(file, row, "source") is not { } source
        )
        {
            return null;
        }

        if (IndexNames.Find(IndexBook.Shipped, name)?.Key is not { } index)
        {
            file.Refuse(row, "index", name, "index-print.error.index");
            return null;
        }

        if (year > today.Year)
        {
            file.Refuse(row, "year", row["year"]!, "index-print.error.future");
        }

        var part = Part(file, row, index, year);
        var score = file.Number(row, "score");
        var most = Most(index, year, part);
        if (score < 0 || score > most)
        {
            file.Refuse(row, "score", row["score"]!, "index-print.error.score", Numbers.Text(most));
        }

        if (score is { } printed && decimal.Round(printed, IndexPrint.Decimals) != printed)
        {
            file.Refuse(
                row,
                "score",
                row["score"]!,
                "index-print.error.decimals",
                IndexPrint.Decimals
            );
        }

        var (rank, ranked) = (Place(file, row, "rank"), Place(file, row, "n_ranked"));
        if (rank > ranked)
        {
            file.Refuse(row, "rank", row["rank"]!, "index-print.error.rank", row["n_ranked"]!);
        }

        var group = Group(file, row, index);
        if (row["score"] is null && row["rank"] is null && row["group"] is null)
        {
            file.RefuseAll("index-print.error.nothing", IndexFile.Line(row));
        }

        return new()
        {
            Index = index,
            Year = year,
            Province = row["gso_code"]?.Trim() ?? IndexBook.Home,
            Part = part,
            Score = score,
            Rank = rank,
            Ranked = ranked,
            Group = group,
            Publisher = publisher,
            Source = source,
            PublishedOn = Day(file, row),
        };
    }

    private static string? Short(IndexFile file, CsvRow row, string column)
    {
        var text = file.Text(row, column);
        if (text?.Length > IndexPrint.TextMaxLength)
        {
            file.Refuse(
                row,
                column,
                text[..40] + "…",
                "index-print.error.long",
                IndexPrint.TextMaxLength
            );
        }

        return text;
    }

    private static string? Part(IndexFile file, CsvRow row, string index, int year)
    {
        if (row["part"]?.Trim() is not { Length: > 0 } part)
        {
            return null;
        }

        var known = IndexMethods.Shipped.Find(index, year)?.Parts.Select(p => p.Key).ToList() ?? [];
        if (!known.Contains(part))
        {
            file.Refuse(
                row,
                "part",
                part,
                "index-print.error.part",
                known.Count == 0 ? "–" : string.Join(", ", known)
            );
        }

        return part;
    }

    private static string? Group(IndexFile file, CsvRow row, string index)
    {
        if (row["group"]?.Trim() is not { Length: > 0 } name)
        {
            return null;
        }

        var groups = IndexBook.Shipped.Groups(index);
        var asked = Fold(name);
        var group = groups.FirstOrDefault(g =>
            g.Key == name || Fold(g.Name.Vi) == asked || Fold(g.Name.In("en")) == asked
        );
        if (group is null)
        {
            file.Refuse(
                row,
                "group",
                name,
                "index-print.error.group",
                groups.Count == 0 ? "–" : string.Join(", ", groups.Select(g => g.Key))
            );
        }

        return group?.Key;
    }

    private static decimal? Most(string index, int year, string? part) =>
        part is null
            ? IndexBook.Shipped.MaxScore(index, year)
            : IndexMethods
                .Shipped.Find(index, year)
                ?.Parts.FirstOrDefault(p => p.Key == part)
                ?.MaxScore;

    private static int? Place(IndexFile file, CsvRow row, string column)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && place > 0
        )
        {
            return place;
        }

        file.Refuse(row, column, text, "index-print.error.place");
        return null;
    }

    private static DateOnly? Day(IndexFile file, CsvRow row)
    {
        if (row["published_on"] is not { } text)
        {
            return null;
        }

        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }

        file.Refuse(row, "published_on", text, "index-print.error.day");
        return null;
    }
}
