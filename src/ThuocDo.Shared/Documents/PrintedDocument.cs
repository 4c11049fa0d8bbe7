namespace ThuocDo.Shared.Documents;

public enum PaperSize
{
    /// <summary>148 × 210 mm: slips (Circular 01/2018/TT-VPCP Art 9.2).</summary>
    A5,

    /// <summary>210 × 297 mm.</summary>
    A4,

    /// <summary>297 × 210 mm: registers.</summary>
    A4Wide,
}

/// <summary>A part of a document, laid out from top to bottom.</summary>
public abstract record PrintedBlock;

/// <summary>
/// Agency and motto, each over a rule, as documents of the State have it: below the motto as long as it is, below the agency
/// shorter than its name. The lengths are our choice: the annex of Decree 30/2020/NĐ-CP was not seen.
/// </summary>
/// <param name="RightShare">Of the width: the motto is longer than the names of most agencies.</param>
public sealed record PrintedHead(
    IReadOnlyList<string> Agency,
    IReadOnlyList<string> Motto,
    float RightShare
) : PrintedBlock
{
    /// <summary>Of the agency; none: the first.</summary>
    public Range? BoldLines { get; init; }

    /// <summary>False where the agency ends otherwise, as documents of the Party do.</summary>
    public bool HasAgencyRule { get; init; } = true;
}

/// <summary>Two columns of centred lines, the first line of each in bold: two signatures.</summary>
/// <param name="Room">Free height below, in points: where people sign.</param>
public sealed record PrintedPair(
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Right,
    float Room = 0
) : PrintedBlock
{
    /// <summary>None: the first.</summary>
    public Range? BoldLines { get; init; }
}

public sealed record PrintedTitle(string Text, string? Below = null) : PrintedBlock;

/// <summary>What follows begins a new page.</summary>
public sealed record PrintedBreak : PrintedBlock;

public sealed record PrintedText(string Text, bool Bold = false, bool Small = false) : PrintedBlock;

/// <summary>A line "label: value".</summary>
public sealed record PrintedFact(string Label, string Value, bool Bold = false) : PrintedBlock;

public sealed record PrintedList(IReadOnlyList<string> Lines) : PrintedBlock;

/// <param name="Widths">Shares of the width.</param>
public sealed record PrintedTable(
    IReadOnlyList<string> Columns,
    IReadOnlyList<float> Widths,
    IReadOnlyList<IReadOnlyList<string>> Rows
) : PrintedBlock;

/// <summary>A QR code of an address with lines beside it.</summary>
public sealed record PrintedCode(string Address, IReadOnlyList<string> Lines) : PrintedBlock;

/// <summary>A PNG, as wide as the text at most.</summary>
public sealed record PrintedPicture(byte[] Content, string? Heading = null) : PrintedBlock;

/// <summary>Margins in millimetres, letters in points.</summary>
public sealed record PrintedPage(
    float Left,
    float Right,
    float Top,
    float Bottom,
    float TextSize,
    float TitleSize
)
{
    /// <summary>Slips, forms and registers.</summary>
    public static PrintedPage Of(PaperSize size) =>
        size == PaperSize.A4
            ? new(20, 20, 20, 20, 12.5f, 12.5f * 1.25f)
            : new(12, 12, 12, 12, 10, 10 * 1.25f);
}

/// <summary>What is printed, without how: the writer breaks lines and pages.</summary>
public sealed record PrintedDocument
{
    public required PaperSize Size { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>On every page, beside its number.</summary>
    public required string Footer { get; init; }

    /// <summary>None: as slips, forms and registers of the size have it.</summary>
    public PrintedPage? Page { get; init; }
    public required IReadOnlyList<PrintedBlock> Blocks { get; init; }
}
