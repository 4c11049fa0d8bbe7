using System.Globalization;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Reads numbers written in words. They count with an operator before them ("ít nhất ba hợp tác xã"), or where a known thing
/// follows a verb of having or another number of the same list ("có một bệnh viện, hai trường"); else they are articles.
/// </summary>
public static class NumberWordReader
{
    public static Quantity? At(Sentence s, int i, Quantity? last)
    {
        if (s.At(i, WordClass.Multiple) is { } multiple)
        {
            var lead = BoundReader.Read(s, i, multiple.End);
            return new Quantity(QuantityKind.Count, lead.First, i, multiple.End)
            {
                Value = Whole(multiple),
                Bound = lead.Operator,
                Unit = s.Slice(i, multiple.End),
            };
        }

        if (
            s.At(i, WordClass.NumberWord) is not { } word
            || s.DateAt(i) is not null
            || s.Before(i, WordClass.NumberWord) is not null
            || s.Is(word.End, WordClass.Part)
            || UnitReader.Read(s, word.End) is not { Kind: QuantityKind.Count } unit
        )
        {
            return null;
        }

        var bound = BoundReader.Read(s, i, word.End);
        var counts = bound.Operator.Length > 0 ? !IsPer(s, i) : IsCounted(s, i, word, last);
        return counts
            ? new Quantity(QuantityKind.Count, bound.First, i, unit.End)
            {
                Value = Whole(word),
                Bound = bound.Operator,
                Unit = unit.Text,
            }
            : null;
    }

    /// <summary>"Trên một đơn vị": for each one.</summary>
    private static bool IsPer(Sentence s, int i) => s.Is(i - 1, WordClass.OutOf);

    private static bool IsCounted(Sentence s, int i, Match word, Quantity? last) =>
        s.Is(word.End, WordClass.Unit)
        && (
            s.Before(i, WordClass.Have) is not null
            || (
                last is { Kind: QuantityKind.Count }
                && (s.Is(i - 1, ",") || s.Is(i - 1, ";") || s.Is(i - 1, WordClass.And))
            )
        );

    private static decimal Whole(Match word) =>
        decimal.Parse(word.Value, CultureInfo.InvariantCulture);
}
