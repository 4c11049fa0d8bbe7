using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>Reads the second number of a range: 8 - 10%, từ 40 đến 50, 8%-10%.</summary>
public static class RangeReader
{
    /// <summary>The token of the higher number, if any, and the token after the numbers.</summary>
    public static (int? High, int End) High(Sentence s, int number)
    {
        var mark = number + 1;
        if (s.Is(mark, WordClass.Percent))
        {
            mark++;
        }

        var isRange = s.Is(mark, "-") || s.Is(mark, WordClass.Until);
        var high = mark + 1;
        return
            isRange
            && high < s.Count
            && s.Tokens[high].IsNumber
            && DateReader.YearOf(s.Tokens[high]) is null
            && NumberText.Parse(s.Tokens[high].Text) > NumberText.Parse(s.Tokens[number].Text)
            ? (high, high + 1)
            : (null, number + 1);
    }
}
