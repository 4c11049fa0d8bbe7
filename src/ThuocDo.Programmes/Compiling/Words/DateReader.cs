using System.Globalization;

namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>Finds the days, months, quarters, years and stages of a sentence, with the words that lead to them.</summary>
public static class DateReader
{
    private const int LongestRule = 8;

    public static IReadOnlyList<DatePhrase> Read(Sentence sentence)
    {
        List<DatePhrase>? dates = null;
        for (var i = 0; i < sentence.Count; i++)
        {
            if (
                sentence.Tokens[i].Kind is not TokenKind.Word
                && At(sentence, i) is { } date
                && (dates is null || date.First >= dates[^1].End)
            )
            {
                (dates ??= []).Add(WithLead(sentence, date));
                i = date.End - 1;
            }
        }

        return dates ?? (IReadOnlyList<DatePhrase>)[];
    }

    public static int? YearOf(Token token) =>
        token.IsNumber
        && token.Text.Length == 4
        && int.TryParse(token.Text, CultureInfo.InvariantCulture, out var year)
        && year is >= 1945 and <= 2100
            ? year
            : null;

    private static DatePhrase? At(Sentence s, int i)
    {
        var token = s.Tokens[i];
        if (token.Kind == TokenKind.Code)
        {
            return OfCode(s, i, token.Text);
        }

        if (!token.IsNumber)
        {
            return null;
        }

        return YearOf(token) is { } year ? OfYear(s, i, year) : DayInWords(s, i);
    }

    /// <summary>30/10/2021, 6/2026, 15/11.</summary>
    private static DatePhrase? OfCode(Sentence s, int i, string text)
    {
        var parts = text.Split('/');
        var numbers = new int[parts.Length];
        for (var p = 0; p < parts.Length; p++)
        {
            if (!int.TryParse(parts[p], CultureInfo.InvariantCulture, out numbers[p]))
            {
                return null;
            }
        }

        return numbers switch
        {
            [>= 1 and <= 31, >= 1 and <= 12, > 1945 and < 2100] => new DatePhrase(i, i + 1)
            {
                Day = numbers[0],
                Month = numbers[1],
                Year = numbers[2],
            },
            [>= 1 and <= 12, > 1945 and < 2100] => numbers[0] <= 4
            && QuarterWord(s, i) is { } quarter
                ? new DatePhrase(quarter, i + 1) { Quarter = numbers[0], Year = numbers[1] }
                : new DatePhrase(s.Is(i - 1, WordClass.Month) ? i - 1 : i, i + 1)
                {
                    Month = numbers[0],
                    Year = numbers[1],
                },
            [>= 1 and <= 31, >= 1 and <= 12] => new DatePhrase(i, i + 1)
            {
                Day = numbers[0],
                Month = numbers[1],
            },
            _ => null,
        };
    }

    private static DatePhrase? OfYear(Sentence s, int i, int year)
    {
        if (
            (s.Is(i + 1, "-") || s.Is(i + 1, WordClass.Until))
            && (i + 2 < s.Count)
            && YearOf(s.Tokens[s.Is(i + 2, WordClass.Year) ? Math.Min(i + 3, s.Count - 1) : i + 2])
                is { } to
            && to > year
        )
        {
            return new DatePhrase(i, s.Is(i + 2, WordClass.Year) ? i + 4 : i + 3)
            {
                FromYear = year,
                Year = to,
            };
        }

        var named = s.Is(i - 1, WordClass.Year);
        if (!named && !IsYearByItself(s, i))
        {
            return null;
        }

        var before = named || s.Is(i - 1, "-") || s.Is(i - 1, "/") ? i - 1 : i;
        return InQuarter(s, before, i, year)
            ?? InMonth(s, before, i, year)
            ?? new DatePhrase(before, i + 1) { Year = year };
    }

    /// <summary>A year without the word for it, where nothing that could be counted follows.</summary>
    private static bool IsYearByItself(Sentence s, int i) =>
        !s.Is(i + 1, WordClass.Unit)
        && !s.Is(i + 1, WordClass.Percent)
        && !s.Is(i + 1, WordClass.Money)
        && s.Before(i, WordClass.Before) is not { Value: not "from" };

    private static DatePhrase? InQuarter(Sentence s, int before, int i, int year)
    {
        var quarter = before - 1;
        return
            quarter > 0
            && (
                s.Is(quarter - 1, WordClass.Quarter)
                || s.Is(quarter - 1, ",")
                || s.Is(quarter - 1, "-")
            )
            && QuarterOf(s.Tokens[quarter].Text) is { } number
            && QuarterWord(s, quarter) is { } first
            ? new DatePhrase(first, i + 1) { Quarter = number, Year = year }
            : null;
    }

    /// <summary>Goes back over "quý III, IV" to its word.</summary>
    private static int? QuarterWord(Sentence s, int i)
    {
        for (var back = i - 1; back >= 0 && back > i - 8; back--)
        {
            if (s.Is(back, WordClass.Quarter))
            {
                return back;
            }

            if (s.Tokens[back].Kind != TokenKind.Mark && QuarterOf(s.Tokens[back].Text) is null)
            {
                return null;
            }
        }

        return null;
    }

    private static int? QuarterOf(string text) =>
        text switch
        {
            "i" or "1" or "01" => 1,
            "ii" or "2" or "02" => 2,
            "iii" or "3" or "03" => 3,
            "iv" or "4" or "04" => 4,
            _ => null,
        };

    private static DatePhrase? InMonth(Sentence s, int before, int i, int year)
    {
        var month = before - 1;
        if (month < 1 || !s.Tokens[month].IsNumber || !s.Is(month - 1, WordClass.Month))
        {
            return null;
        }

        return NumberText.Parse(s.Tokens[month].Text) is >= 1 and <= 12 and var number
            ? new DatePhrase(month - 1, i + 1) { Month = (int)number, Year = year }
            : null;
    }

    /// <summary>Day 30 month 10 [year 2021].</summary>
    private static DatePhrase? DayInWords(Sentence s, int i)
    {
        if (
            !s.Is(i - 1, WordClass.Day)
            || !s.Is(i + 1, WordClass.Month)
            || i + 2 >= s.Count
            || NumberText.Parse(s.Tokens[i].Text) is not (>= 1 and <= 31 and var day)
            || NumberText.Parse(s.Tokens[i + 2].Text) is not (>= 1 and <= 12 and var month)
        )
        {
            return null;
        }

        var year = s.Is(i + 3, WordClass.Year) && i + 4 < s.Count ? YearOf(s.Tokens[i + 4]) : null;
        return new DatePhrase(i - 1, year is null ? i + 3 : i + 5)
        {
            Day = (int)day,
            Month = (int)month,
            Year = year,
        };
    }

    /// <summary>Takes in the words before a date that say how it is meant.</summary>
    private static DatePhrase WithLead(Sentence s, DatePhrase date)
    {
        var first = date.First;
        if (s.Is(first, WordClass.Year) && s.Before(first + 1, WordClass.By) is { } whole)
        {
            first = whole.First;
        }

        if (s.Is(first - 1, WordClass.Times) && s.Is(first, WordClass.Year))
        {
            // "gấp 1,5 lần năm 2020"
            return date with { IsBase = true };
        }

        for (var steps = 0; steps < 3; steps++)
        {
            if (AgainstBefore(s, first) is { } against)
            {
                return date with { First = against.First, IsBase = true };
            }

            if (s.Before(first, WordClass.Stage) is { } stage)
            {
                first = stage.First;
            }
            else if (s.Before(first, WordClass.By) is { } by && !s.Is(by.First, WordClass.Year))
            {
                first = by.First;
            }
            else
            {
                break;
            }
        }

        return date with
        {
            First = first,
            IsOfRule = IsOfRule(s, first),
        };
    }

    /// <summary>"So với ước thực hiện năm 2023", "so với trung bình giai đoạn 2016 - 2020": words for the result may stand between.</summary>
    private static Match? AgainstBefore(Sentence s, int first)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            if (s.Before(first, WordClass.Against) is { } against)
            {
                return against;
            }

            if (
                (s.Before(first, WordClass.Done) ?? s.Before(first, WordClass.About))
                is not { } word
            )
            {
                return null;
            }

            first = word.First;
        }

        return null;
    }

    /// <summary>"Theo Luật Giáo dục 2019", "giá so sánh năm 2010": only words of its name stand between.</summary>
    private static bool IsOfRule(Sentence s, int first)
    {
        for (var i = first; i > 0 && first - i < LongestRule; i--)
        {
            if (s.Before(i, WordClass.Rule) is not null)
            {
                return true;
            }

            if (s.Tokens[i - 1].Kind != TokenKind.Word || s.Is(i - 1, WordClass.Level))
            {
                return false;
            }
        }

        return false;
    }
}
