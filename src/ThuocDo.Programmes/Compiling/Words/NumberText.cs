using System.Globalization;

namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>
/// Vietnamese numbers: the dot parts thousands, the comma decimals (1.234,5). A dot before other than three digits can
/// only be a decimal point of foreign habit (2.1), a comma before three digits of something that is counted only
/// foreign thousands.
/// </summary>
public static class NumberText
{
    public static decimal? Parse(string text, bool counted = false)
    {
        var plain =
            HasThousands(text, '.')
                ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : counted && HasThousands(text, ',') ? text.Replace(",", "", StringComparison.Ordinal)
            : text.Replace(',', '.');
        return decimal.TryParse(
            plain,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
    }

    public static string Print(decimal value) =>
        value.ToString("0.############", CultureInfo.InvariantCulture);

    private static bool HasThousands(string text, char mark)
    {
        var groups = text.Split(mark is '.' ? ',' : '.')[0].Split(mark);
        return groups.Length > 1
            && groups[0].Length is >= 1 and <= 3
            && groups[0] != "0"
            && groups.Skip(1).All(g => g.Length == 3);
    }
}
