using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Finds the quantities of a sentence: numbers that count or measure something. Numbers that name (Điều 5, lần thứ 4),
/// date, age, speed or only qualify are passed over here, each by its own rule.
/// </summary>
public static class QuantityReader
{
    public static IReadOnlyList<Quantity> Read(Sentence s)
    {
        var found = new List<Quantity>();
        for (var i = 0; i < s.Count; i++)
        {
            var last = found.Count > 0 ? found[^1] : null;
            var next =
                RankReader.At(s, i)
                ?? (s.Tokens[i].IsNumber ? At(s, i, last) : NumberWordReader.At(s, i, last));
            if (next is not null && (found.Count == 0 || next.Number >= found[^1].End))
            {
                found.Add(next);
                i = next.End - 1;
            }
        }

        return found;
    }

    private static Quantity? At(Sentence s, int i, Quantity? last)
    {
        if (
            s.DateAt(i) is not null
            || IsDenominator(s, i)
            || IsLabel(s, i)
            || IsPhone(s.Tokens[i].Text)
        )
        {
            return null;
        }

        var (high, end) = RangeReader.High(s, i);
        var unit = UnitReader.Read(s, end);
        if (unit is null || (unit.Kind != QuantityKind.Percent && IsName(s, i)))
        {
            return null;
        }

        if (Number(s, i, unit) is not { } value)
        {
            return null;
        }

        var bound = BoundReader.Read(s, i, unit.End);
        if (
            unit.Kind == QuantityKind.Plain
            && bound.First == i
            && !GoesOn(s, i, last)
            && s.Before(i, WordClass.DownTo) is null
        )
        {
            return null;
        }

        return new Quantity(unit.Kind, bound.First, i, bound.End)
        {
            Value = value,
            High = high is { } h ? Number(s, h, unit) : null,
            Bound = bound.Operator,
            Unit = unit.Text,
            IsYearly = unit.IsYearly || bound.IsYearly,
        };
    }

    private static decimal? Number(Sentence s, int token, Unit unit) =>
        NumberText.Parse(
            s.Tokens[token].Text,
            unit.Kind is QuantityKind.Count or QuantityKind.Money
        );

    /// <summary>"Xuống 8,5 vào năm 2024 và 6 vào năm 2026": another bare number of another year.</summary>
    private static bool GoesOn(Sentence s, int i, Quantity? last) =>
        last is { Kind: QuantityKind.Plain }
        && (s.Is(i - 1, WordClass.And) || s.Is(i - 1, ","))
        && s.DateAt(i + 1) is not null;

    /// <summary>The number after a stroke belongs to the unit of the one before: 4/100.000, 61/65 xã.</summary>
    private static bool IsDenominator(Sentence s, int i) =>
        s.Is(i - 1, "/") || IsOutOf(s, i) || (s.Is(i - 1, WordClass.Period) && s.Is(i - 2, "/"));

    /// <summary>"30 giường bệnh trên 10.000 dân": out of a hundred, a thousand, ten thousand.</summary>
    public static bool IsOutOf(Sentence s, int i) =>
        s.Is(i - 1, WordClass.OutOf)
        && i > 1
        && i < s.Count
        && s.Tokens[i - 2].Kind == TokenKind.Word
        && s.Tokens[i].Text.Replace(".", "", StringComparison.Ordinal) is { Length: > 2 } digits
        && digits[0] == '1'
        && digits.AsSpan(1).IndexOfAnyExcept('0') < 0;

    /// <summary>(1), [2] and the number with which a sentence begins.</summary>
    private static bool IsLabel(Sentence s, int i) =>
        ((s.Is(i - 1, "(") || s.Is(i - 1, "[")) && (s.Is(i + 1, ")") || s.Is(i + 1, "]")))
        || (i == 0 && (s.Is(1, ".") || s.Is(1, ")")));

    private static bool IsPhone(string text) =>
        text.Count(char.IsAsciiDigit) >= 8 && text[0] == '0';

    private static bool IsName(Sentence s, int i) =>
        (s.Before(i, WordClass.Named) is not null && s.Before(i, WordClass.NotNamed) is null)
        || (
            i > 0
            && s.Tokens[i - 1].Kind == TokenKind.Code
            && s.Tokens[i - 1].End == s.Tokens[i].Start
        );
}
