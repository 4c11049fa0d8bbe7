using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>The operator of a number, with the tokens it reaches over.</summary>
public readonly record struct Bound(string Operator, int First, int End, bool IsYearly);

/// <summary>
/// Reads the words before and after a number that make a floor or a ceiling of it. Between them and the number may stand
/// verbs, about-words and a date: "ít nhất vào năm 2025 đạt 40%".
/// </summary>
public static class BoundReader
{
    private const int Farthest = 12;

    public static Bound Read(Sentence s, int number, int unitEnd)
    {
        var (first, found, yearly) = Back(s, number);
        var end = unitEnd;
        for (var i = number + 1; i <= Math.Min(unitEnd + 6, s.Count - 1); i++)
        {
            if (s.At(i, WordClass.After) is { } after)
            {
                return new Bound(after.Value, first, after.End, yearly);
            }

            if (i >= unitEnd && (s.Tokens[i].Kind != TokenKind.Word || s.Is(i, WordClass.NounStop)))
            {
                break;
            }
        }

        return new Bound(found, first, end, yearly);
    }

    private static (int First, string Operator, bool Yearly) Back(Sentence s, int number)
    {
        var (at, yearly) = (number, false);
        var found = "";
        while (at > 0 && number - at < Farthest && s.Before(at, WordClass.After) is null)
        {
            if (s.Before(at, WordClass.Before) is { } before)
            {
                if (before.Value != "from")
                {
                    return (before.First, before.Value, yearly);
                }

                // "từ 40 - 50" is a range, "từ 23 xuống 18" a way; only "từ 5" alone is a floor.
                found = RangeReader.High(s, number).High is null ? ">=" : "";
                return (before.First, found, yearly);
            }

            var step =
                s.Before(at, WordClass.About)?.First
                ?? s.Before(at, WordClass.Filler)?.First
                ?? DateBefore(s, at);
            if (step is not { } next || next >= at)
            {
                break;
            }

            yearly |= s.Is(at - 1, WordClass.Year) && s.DateAt(at - 1) is null;
            at = next;
        }

        return (at, found, yearly);
    }

    private static int? DateBefore(Sentence s, int at) =>
        s.DateAt(at - 1) is { IsBase: false } date ? date.First : null;
}
