using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Finds the quantities of a sentence: numbers that count or measure something. Numbers that name (Điều 5, lần thứ 4),
/// date, age, speed or only qualify are passed over here, each by its own rule.
/// </summary>
public static class QuantityReader
{
    private const int LongestSharing = 6;
    private const int LongestQuoted = 12;

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
        if (
            unit is null
            || (
                unit.Kind != QuantityKind.Percent
                && (IsName(s, i) || (unit.Kind != QuantityKind.Money && IsQuoted(s, i)))
            )
        )
        {
            return null;
        }

        if (unit.Kind == QuantityKind.Plain && SharedUnit(s, end) is { } shared)
        {
            unit = unit with { Kind = QuantityKind.Count, Text = shared };
        }

        if (
            unit.Kind == QuantityKind.Time
            && unit.End < s.Count
            && s.Tokens[unit.End].IsNumber
            && s.DateAt(unit.End) is null
        )
        {
            // "Tổng thu 5 năm 66.500 tỷ đồng": over how long, not how much.
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

    /// <summary>
    /// "Đến năm 2025 có từ 8 - 10 và đến năm 2030 có từ 15 - 20 tổ chức": a bare number, then the next date and what both count.
    /// </summary>
    private static string? SharedUnit(Sentence s, int end)
    {
        var next = s.At(end, WordClass.And)?.End ?? (s.Is(end, ",") ? end + 1 : end);
        if (next == end || s.DateAt(next) is not { } date || date.First != next)
        {
            return null;
        }

        var i = date.End;
        while (i < s.Count && i - date.End < LongestSharing && !s.Tokens[i].IsNumber)
        {
            if (s.At(i, WordClass.Filler) is null && s.At(i, WordClass.Before) is null)
            {
                return null;
            }

            i++;
        }

        return
            i < s.Count
            && s.Tokens[i].IsNumber
            && UnitReader.Read(s, RangeReader.High(s, i).End)
                is { Kind: QuantityKind.Count, Text: { Length: > 0 } text }
            ? text
            : null;
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
        && !s.Is(i + 1, WordClass.Percent)
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

    /// <summary>"Hướng dẫn 120 phụ nữ": where the word is a verb too, a thing that follows is counted.</summary>
    private static bool IsThing(Sentence s, int i) =>
        i < s.Count && s.Tokens[i].Kind == TokenKind.Word && !s.Is(i, WordClass.NounStop);

    /// <summary>"5 không, 3 sạch" in quotation marks is the name of a campaign.</summary>
    private static bool IsQuoted(Sentence s, int i)
    {
        var open = i - 1;
        while (open >= 0 && i - open < LongestQuoted && !s.Is(open, "\""))
        {
            open--;
        }

        var close = i + 1;
        while (close < s.Count && close - i < LongestQuoted && !s.Is(close, "\""))
        {
            close++;
        }

        return s.Is(open, "\"")
            && s.Is(close, "\"")
            && !char.IsWhiteSpace(s.Text[s.Tokens[open].End])
            && !char.IsWhiteSpace(s.Text[s.Tokens[close].Start - 1]);
    }

    private static bool IsName(Sentence s, int i) =>
        (
            s.Before(i, WordClass.Named) is { } named
            && (named.Value.Length == 0 || !IsThing(s, i + 1))
            && s.Before(i, WordClass.NotNamed) is null
            // "Khu công nghiệp 500 ha": what has a size is not numbered.
            && !s.Is(i + 1, WordClass.Size)
            && !s.Is(i + 1, WordClass.Money)
        )
        || (
            i > 0
            && s.Tokens[i - 1].Kind == TokenKind.Code
            && s.Tokens[i - 1].End == s.Tokens[i].Start
        );
}
