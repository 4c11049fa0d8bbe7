using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Reads places in a league: "nhóm 20 tỉnh dẫn đầu", "top 10", "xếp thứ 5 trở lên", and groups named by a word:
/// "nhóm tỉnh loại khá".
/// </summary>
public static class RankReader
{
    private const int Noise = 6;
    private const int MostShared = 4;
    private static readonly string Places = Lexicon.Shipped.Printed("places");

    public static Quantity? At(Sentence s, int i)
    {
        if (s.At(i, WordClass.Group) is { } group)
        {
            return Numbered(s, i, Skip(s, group.End, WordClass.About)) ?? Named(s, group);
        }

        return s.At(i, WordClass.Rank) is { } rank ? Placed(s, i, rank.End) : Led(s, i);
    }

    private static Quantity? Numbered(Sentence s, int first, int number) =>
        number < s.Count && s.Tokens[number].IsNumber && s.DateAt(number) is null
            ? Shared(s, first, number) ?? OfItsOwn(s, first, number)
            : null;

    /// <summary>"Nhóm 5 và nhóm 10 tỉnh dẫn đầu": the first place has the words of the last.</summary>
    private static Quantity? Shared(Sentence s, int first, int number)
    {
        var (end, last) = (number + 1, number);
        for (var more = 0; more < MostShared; more++)
        {
            var next = s.At(end, WordClass.And)?.End ?? (s.Is(end, ",") ? end + 1 : end);
            if (
                next == end
                || s.At(next, WordClass.Group) is not { } group
                || group.End >= s.Count
                || !s.Tokens[group.End].IsNumber
            )
            {
                break;
            }

            (last, end) = (group.End, group.End + 1);
        }

        return
            last > number
            && NumberText.Parse(s.Tokens[number].Text) is { } place
            && OfItsOwn(s, last - 1, last) is { } shared
            ? shared with
            {
                First = first,
                Number = number,
                End = number + 1,
                Value = place,
            }
            : null;
    }

    private static Quantity? OfItsOwn(Sentence s, int first, int number)
    {
        var (high, end) = RangeReader.High(s, number);
        var noun = s.At(end, WordClass.RankNoun);
        var top = s.Is(first, WordClass.Top);
        if (
            (noun is null && !top && !IsLed(s, end) && !s.Is(end, WordClass.Region))
            || NumberText.Parse(s.Tokens[high ?? number].Text) is not { } value
        )
        {
            return null;
        }

        // "Trong số 20 xã" counts; only being led or being in the group makes a place of it.
        if (s.Is(first, WordClass.Among) && !IsLed(s, noun?.End ?? end))
        {
            return null;
        }

        var stop = noun?.End ?? end;
        return new Quantity(QuantityKind.Rank, first, number, Math.Max(stop, LeadEnd(s, stop)))
        {
            Value = value,
            Unit = Places,
            RankGroup = Region(s, stop),
        };
    }

    /// <summary>"20 tỉnh, thành phố dẫn đầu", whatever stands before.</summary>
    private static Quantity? Led(Sentence s, int i) =>
        s.Tokens[i].IsNumber
        && s.At(RangeReader.High(s, i).End, WordClass.RankNoun) is { } noun
        && IsLed(s, noun.End)
            ? Numbered(s, i, i)
            : null;

    private static Quantity? Placed(Sentence s, int first, int number)
    {
        number = Skip(s, Skip(s, number, WordClass.Filler), WordClass.From);
        if (number >= s.Count || !s.Tokens[number].IsNumber || s.DateAt(number) is not null)
        {
            return null;
        }

        var (high, end) = RangeReader.High(s, number);
        if (
            NumberText.Parse(s.Tokens[high ?? number].Text) is not { } value
            || s.Is(end, WordClass.Percent)
            || s.Is(end, WordClass.Grade)
        )
        {
            return null;
        }

        if (s.Is(end, "/") && end + 1 < s.Count && s.Tokens[end + 1].IsNumber)
        {
            end += 2;
        }

        return new Quantity(
            QuantityKind.Rank,
            first,
            number,
            s.At(end, WordClass.After)?.End ?? end
        )
        {
            Value = value,
            Unit = Places,
            RankGroup = Region(s, end),
        };
    }

    /// <summary>"Nhóm tỉnh loại khá": only words that say "of the group" may stand between.</summary>
    private static Quantity? Named(Sentence s, Match group)
    {
        var i = group.End;
        while (
            i - group.End < Noise
            && s.At(i, WordClass.GroupNoise) is { } noise
            && !s.Is(i, WordClass.Quality)
        )
        {
            i = noise.End;
        }

        if (s.At(i, WordClass.Quality) is not { } quality)
        {
            return null;
        }

        var bound = s.At(quality.End, WordClass.After);
        return new Quantity(QuantityKind.Group, group.First, i, bound?.End ?? quality.End)
        {
            Word = s.Slice(quality.First, quality.End).ToLowerInvariant(),
            Bound = bound?.Value ?? "",
            RankGroup = s.Slice(quality.First, quality.End).ToLowerInvariant(),
        };
    }

    private static int Skip(Sentence s, int i, WordClass wordClass) => s.At(i, wordClass)?.End ?? i;

    private static bool IsLed(Sentence s, int i) => LeadEnd(s, i) > i;

    /// <summary>"điểm đến hàng đầu": some words of a noun may stand before the word for the lead.</summary>
    private static int LeadEnd(Sentence s, int from)
    {
        for (
            var i = from;
            i < Math.Min(from + 4, s.Count) && s.Tokens[i].Kind == TokenKind.Word;
            i++
        )
        {
            if (s.At(i, WordClass.Lead) is { } lead)
            {
                return lead.End;
            }
        }

        return from;
    }

    private static string Region(Sentence s, int from)
    {
        for (
            var i = from;
            i < Math.Min(from + 12, s.Count) && !s.Is(i, ";") && !(s.Tokens[i].IsNumber);
            i++
        )
        {
            if (s.At(i, WordClass.Region) is { } region)
            {
                return s.Slice(region.First, region.End);
            }
        }

        return "";
    }
}
