using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>The unit after a number: its kind, its words, where it ends, whether it is by the year.</summary>
public sealed record Unit(QuantityKind Kind, string Text, int End, bool IsYearly);

/// <summary>
/// Reads what is counted or measured. Null where what follows is none: an age, a speed, a part of the programme's own
/// arithmetic (03 đột phá, 02 cấp), nothing at all.
/// </summary>
public static class UnitReader
{
    private const int LongestNoun = 4;

    public static Unit? Read(Sentence s, int i)
    {
        if (s.At(i, WordClass.Percent) is { } percent)
        {
            return Percent(s, i, percent.End);
        }

        var scaled =
            s.At(i, WordClass.Money) is null && s.At(i, WordClass.Scale) is { } scale
                ? scale.End
                : i;
        if (s.At(i, WordClass.Age) is { } age)
        {
            return s.Has(WordClass.AgeMeasure, s.PartStart(i), i)
                ? Measured(s, QuantityKind.Count, i, age.End)
                : null;
        }

        if (s.At(i, WordClass.Speed) is { } speed)
        {
            return IsSpeedOf(s, i) ? Measured(s, QuantityKind.Count, i, speed.End) : null;
        }

        if (s.At(i, WordClass.Money) is { } money)
        {
            return Measured(s, QuantityKind.Money, i, money.End);
        }

        if (s.At(i, WordClass.Time) is { } time)
        {
            return Measured(s, QuantityKind.Time, i, time.End);
        }

        if (s.Is(i, "/"))
        {
            return Fraction(s, i);
        }

        if (
            s.At(scaled, WordClass.NotCounted) is { } idle
            && (s.At(scaled, WordClass.Unit) is not { } longer || longer.End <= idle.End)
        )
        {
            return null;
        }

        if (s.At(scaled, WordClass.Unit) is { } unit)
        {
            // A known thing needs no more words, but "m2 sàn/người" goes on to its stroke.
            var noun = NounEnd(s, unit.End);
            return Measured(s, QuantityKind.Count, i, s.Is(noun, "/") ? noun : unit.End);
        }

        var end = NounEnd(s, scaled, LongestNoun);
        return end > i
            ? Measured(s, QuantityKind.Count, i, end)
            : new Unit(QuantityKind.Plain, "", i, false);
    }

    /// <summary>"Tốc độ tải xuống đạt 100 Mb/s": the speed is what the part speaks of, not what it only describes.</summary>
    private static bool IsSpeedOf(Sentence s, int i) =>
        s.First(WordClass.SpeedMeasure, s.PartStart(i), i) is { } measure
        && (measure.First == 0 || s.Tokens[measure.First - 1].Kind == TokenKind.Mark);

    private static Unit Percent(Sentence s, int first, int end)
    {
        var text = s.Is(end - 1, "%") && !s.Is(end - 2, WordClass.Unit) ? "%" : s.Slice(first, end);
        if (
            s.Is(end, "/")
            && !s.Is(end + 1, WordClass.Period)
            && s.At(end + 1, WordClass.OfPercent) is { } stroke
        )
        {
            end = stroke.End;
        }
        else if (s.At(end, WordClass.OfPercent) is { } of)
        {
            text = $"% {s.Slice(end, of.End)}";
            end = of.End;
        }

        var (yearEnd, yearly) = Period(s, end);
        return new Unit(
            QuantityKind.Percent,
            yearly ? $"{text}/{s.Slice(yearEnd - 1, yearEnd)}" : text,
            yearEnd,
            IsYear(s, yearEnd, yearly)
        );
    }

    private static Unit Measured(Sentence s, QuantityKind kind, int first, int end)
    {
        var (per, text) = Period(s, end).Found ? (end, "") : Per(s, end);
        var (after, yearly) = Period(s, per);
        return new Unit(
            kind,
            $"{s.Slice(first, end)}{text}{(yearly ? $"/{s.Slice(after - 1, after)}" : "")}",
            after,
            IsYear(s, after, yearly)
        );
    }

    /// <summary>4/100.000 trẻ, 61/65 xã: the unit begins with the stroke.</summary>
    private static Unit? Fraction(Sentence s, int stroke) =>
        stroke + 1 < s.Count
        && s.Tokens[stroke + 1].IsNumber
        && !s.Is(stroke + 2, WordClass.Time)
        && !s.Is(stroke + 2, WordClass.NotCounted)
            ? new Unit(
                QuantityKind.Count,
                s.Slice(stroke, NounEnd(s, stroke + 2, LongestNoun)),
                NounEnd(s, stroke + 2, LongestNoun),
                false
            )
            : null;

    /// <summary>"/năm", "mỗi năm", "/quý".</summary>
    private static (int End, bool Found) Period(Sentence s, int i)
    {
        if (s.At(i, WordClass.Per) is not { } per)
        {
            return (i, false);
        }

        var period = per.End;
        if (
            period < s.Count
            && s.Tokens[period].IsNumber
            && s.Tokens[period].Text.TrimStart('0') == "1"
        )
        {
            period++;
        }

        return s.Is(period, WordClass.Period) && s.DateAt(period) is null
            ? (period + 1, true)
            : (i, false);
    }

    /// <summary>"/100 trẻ", "/phụ nữ", "trên một vạn dân", "trên 10.000 dân": where it ends and how it is written.</summary>
    private static (int End, string Text) Per(Sentence s, int i)
    {
        var first =
            s.Is(i, "/") ? i + 1
            : s.At(i, WordClass.PerMany) is { } many ? many.End
            : QuantityReader.IsOutOf(s, i + 1) ? i + 1
            : i;
        if (first == i)
        {
            return (i, "");
        }

        var isNumber = first < s.Count && s.Tokens[first].IsNumber;
        var end = NounEnd(s, isNumber ? first + 1 : first, LongestNoun);
        return end > first ? (end, $"/{s.Slice(first, end)}") : (i, "");
    }

    private static bool IsYear(Sentence s, int end, bool found) =>
        found && s.Is(end - 1, WordClass.Year);

    /// <summary>Some words of a noun: up to a mark, a number, a date or a word that begins something else.</summary>
    public static int NounEnd(Sentence s, int first, int most = LongestNoun - 1)
    {
        var i = first;
        while (
            i < s.Count
            && i - first < most
            && s.Tokens[i].Kind == TokenKind.Word
            && s.DateAt(i) is null
            && !s.Is(i, WordClass.NounStop)
        )
        {
            i++;
        }

        return i;
    }
}
