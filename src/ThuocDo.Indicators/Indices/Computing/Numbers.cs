using System.Globalization;

namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>Numbers in files: a point before the decimals, no marks between thousands; written without rounding.</summary>
public static class Numbers
{
    /// <summary>Beyond it sums could leave the range of numbers.</summary>
    private const decimal Largest = 1_000_000_000_000_000_000;

    /// <summary>None where the text is no number; a decimal comma is refused rather than guessed.</summary>
    public static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Largest
            ? number
            : null;

    /// <summary>Empty for none.</summary>
    public static string Text(decimal? number) =>
        number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    public static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
