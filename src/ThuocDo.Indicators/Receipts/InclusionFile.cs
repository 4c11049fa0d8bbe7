using System.Globalization;
using System.Text;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Receipts;

/// <summary>The record that is proved: how often it counts above and below the line, and the head of its history at the seal.</summary>
public sealed record RecordNote(string Id, long Numerator, long Denominator, string Head)
{
    public string Text() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}\n{Numerator}\n{Denominator}\n{Head}");
}

/// <summary>The sealed figure. <c>unit</c> is the key of the unit for people; the leaf holds <c>unitId</c>.</summary>
public sealed record SealedNote(
    string Indicator,
    string Reading,
    string Version,
    string Definition,
    string Unit,
    string UnitId,
    string Month,
    long Numerator,
    long Denominator,
    long RecordCount,
    string RecordsRoot
)
{
    public string Text() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Indicator}\n{Reading}\n{Version}\n{Definition}\n{UnitId}\n{Month}\n{Numerator}\n{Denominator}\n{RecordCount}\n{RecordsRoot}"
        );
}

/// <summary>A way up a Merkle tree: the sibling of each level, none where there is no sibling.</summary>
public sealed record PathNote(int Index, IReadOnlyList<string?> Siblings)
{
    public static PathNote Of(int index, IReadOnlyList<byte[]?> siblings) =>
        new(index, [.. siblings.Select(s => s is null ? null : Convert.ToHexStringLower(s))]);

    public bool Leads(string text, string root) =>
        Merkle.Includes(
            Convert.FromHexString(root),
            Merkle.Leaf(Encoding.UTF8.GetBytes(text)),
            Index,
            [.. Siblings.Select(s => s is null ? null : Convert.FromHexString(s))]
        );
}

/// <summary>
/// The proof, as a file, that one record is counted in a sealed figure: from the record up to the figure's root, from the figure up
/// to the root of its seal, and the signed seal. It can be checked without the database.
/// </summary>
public sealed record InclusionFile(
    string Format,
    bool Demonstration,
    RecordNote Record,
    PathNote RecordPath,
    SealedNote Figure,
    PathNote FigurePath,
    SealNote Seal
)
{
    public const string Version1 = "thuocdo-inclusion/1";

    /// <summary>What does not hold; nothing where the proof is good.</summary>
    public IEnumerable<Finding> Find(SealKeys keys)
    {
        if (!RecordPath.Leads(Record.Text(), Figure.RecordsRoot))
        {
            yield return Of("record", Record.Id, "path", Figure.RecordsRoot, "other root");
        }

        if (!FigurePath.Leads(Figure.Text(), Seal.FigureRoot))
        {
            yield return Of(
                "figure",
                $"{Figure.Indicator}/{Figure.Reading} {Figure.Unit}",
                "path",
                Seal.FigureRoot,
                "other root"
            );
        }

        if (Figure.Month != Seal.Month)
        {
            yield return Of("seal", Number, "month", Seal.Month, Figure.Month);
        }

        if (Demonstration != Seal.Demonstration)
        {
            yield return Of(
                "seal",
                Number,
                "demonstration",
                ReceiptCheck.Flag(Seal.Demonstration),
                ReceiptCheck.Flag(Demonstration)
            );
        }

        foreach (var (field, expected, found) in ReceiptCheck.SealFaults(keys, Seal))
        {
            yield return Of("seal", Number, field, expected, found);
        }
    }

    private string Number => Seal.Number.ToString(CultureInfo.InvariantCulture);

    private Finding Of(string kind, string subject, string field, string expected, string found) =>
        new(kind, subject, Seal.Month[..7], field, expected, found);
}
