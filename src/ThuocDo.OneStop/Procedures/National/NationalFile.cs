using System.Text;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>A line of the file: an entry, or the reason why it is none.</summary>
/// <param name="Entry">None if the line is refused: nothing of it is taken then.</param>
public sealed record NationalLine(
    int Line,
    string Code,
    string Name,
    NationalProcedure? Entry,
    IReadOnlyList<ImportRemark> Remarks
);

/// <summary>A file of the national catalogue, read.</summary>
/// <param name="HasPapers">Whether a file of papers came with it; without one the papers known stay.</param>
/// <param name="PapersRefused">Lines of papers whose procedure is not in the file.</param>
public sealed record NationalFile(
    IReadOnlyList<NationalLine> Lines,
    bool HasPapers,
    IReadOnlyList<NationalLine> PapersRefused
)
{
    private static readonly string[] Columns =
    [
        "code",
        "name",
        "field",
        "level",
        "decision",
        "ministry",
        "agency",
        "applicants",
        "online_time",
        "online_unit",
        "online_fee",
        "post_time",
        "post_unit",
        "post_fee",
        "direct_time",
        "direct_unit",
        "direct_fee",
        "result",
        "portal_url",
    ];

    private static readonly string[] PaperColumns =
    [
        "code",
        "seq",
        "case",
        "document",
        "copies",
        "kind",
    ];

    /// <summary>Reads procedures and, if given, their papers. Refused if a file as a whole is not what it should be.</summary>
    public static Outcome<NationalFile> Read(TextReader procedures, TextReader? papers)
    {
        List<CsvRow> rows;
        List<CsvRow>? paperRows;
        try
        {
            rows = [.. Csv.Read(procedures)];
            paperRows = papers is null ? null : [.. Csv.Read(papers)];
        }
        catch (Exception exception)
            when (exception is DecoderFallbackException or ArgumentException or FormatException)
        {
            return Outcome<NationalFile>.Refused("import.file.not-text");
        }

        if (Missing(rows, Columns) is { } missing)
        {
            return Outcome<NationalFile>.Refused("import.file.columns", missing);
        }

        if (paperRows is not null && Missing(paperRows, PaperColumns) is { } missingOfPapers)
        {
            return Outcome<NationalFile>.Refused("import.file.paper-columns", missingOfPapers);
        }

        var papersOf = (paperRows ?? []).ToLookup(r => NationalCode.Normal(r["code"]) ?? "");
        var reader = new NationalReader(paperRows is not null, papersOf);
        var lines = rows.Select(reader.Read).ToList();
        var taken = lines.Where(l => l.Entry is not null).Select(l => l.Code).ToHashSet();
        var refused = (paperRows ?? [])
            .Where(r => !taken.Contains(NationalCode.Normal(r["code"]) ?? ""))
            .Select(r => new NationalLine(
                r.Line,
                r["code"] ?? "",
                r["document"] ?? "",
                null,
                [ImportRemark.Of("code", r["code"], "paper-without-procedure")]
            ))
            .ToList();
        return Outcome<NationalFile>.Of(
            new NationalFile(WithSharedNames(lines), paperRows is not null, refused)
        );
    }

    /// <summary>A strict reader: a file in another encoding is refused instead of being stored with broken letters.</summary>
    public static StreamReader Open(Stream stream) =>
        new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16, true);

    private static string? Missing(List<CsvRow> rows, string[] columns) =>
        rows.Count == 0 ? string.Join(", ", columns)
        : columns.Where(c => !rows[0].Has(c)).ToList() is { Count: > 0 } missing
            ? string.Join(", ", missing)
        : null;

    private static List<NationalLine> WithSharedNames(List<NationalLine> lines)
    {
        var shared = lines
            .Where(l => l.Entry is not null)
            .GroupBy(l => (Folding.Fold(l.Name), l.Entry!.Levels))
            .Where(g => g.Count() > 1)
            .SelectMany(g => g.Skip(1).Select(l => (l.Line, First: g.First().Code)))
            .ToDictionary(x => x.Line, x => x.First);
        return
        [
            .. lines.Select(l =>
                shared.TryGetValue(l.Line, out var first)
                    ? l with
                    {
                        Remarks =
                        [
                            .. l.Remarks,
                            ImportRemark.Of("name", null, "name-shared", first),
                        ],
                    }
                    : l
            ),
        ];
    }
}
