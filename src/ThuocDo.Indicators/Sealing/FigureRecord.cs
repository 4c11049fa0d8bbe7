using System.Globalization;
using System.Text;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>One record behind a figure: how often it counts, and the head of its history at the horizon.</summary>
/// <param name="Head">The hash of the last event below the horizon; all events before it are bound by it.</param>
public sealed record FigureRecord(Guid SubjectId, long Numerator, long Denominator, byte[] Head)
{
    /// <summary>The text that is hashed into the leaf; who holds it can check the proof.</summary>
    public string Text() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SubjectId:D}\n{Numerator}\n{Denominator}\n{Convert.ToHexStringLower(Head)}"
        );

    public byte[] Leaf() => Merkle.Leaf(Encoding.UTF8.GetBytes(Text()));
}

/// <summary>A figure counted from facts, with its records in the order of their ids.</summary>
public sealed record CountedFigure(
    Definition Definition,
    Guid UnitId,
    long Numerator,
    long Denominator,
    IReadOnlyList<FigureRecord> Records
);
