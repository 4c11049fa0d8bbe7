using ThuocDo.Programmes.Reports.Numbers;

namespace ThuocDo.Programmes.Reports.Papers;

/// <summary>A line of the table of conditions, as printed.</summary>
public sealed record PaperRow(
    string Key,
    string Name,
    string Target,
    string Figure,
    string Before,
    string Verdict,
    string Deadline
)
{
    public string[] Cells => [Key, Name, Target, Figure, Before, Verdict, Deadline];
}

public sealed record PaperSection(string Heading, IReadOnlyList<string> Paragraphs);

/// <summary>What is printed of a report, whatever the format of the file.</summary>
public sealed record ReportPaper
{
    public required ReportLayout Layout { get; init; }
    public required IReadOnlyList<string> Agency { get; init; }
    public required IReadOnlyList<string> Motto { get; init; }
    public required string Number { get; init; }
    public required string Place { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required IReadOnlyList<PaperSection> Sections { get; init; }
    public required string TableTitle { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<PaperRow> Rows { get; init; }
    public required string ChartTitle { get; init; }

    /// <summary>PNG; none on a machine without fonts, or where no share is known.</summary>
    public byte[]? Chart { get; init; }
    public required IReadOnlyList<string> Signature { get; init; }
    public required string Signer { get; init; }
    public required string RecipientsHead { get; init; }
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>A draft, or data of the demonstration; empty where it is neither.</summary>
    public required string Mark { get; init; }
    public required NumberSheet Sheet { get; init; }
    public required DateTime MadeAt { get; init; }
}
