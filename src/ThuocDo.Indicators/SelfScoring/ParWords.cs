using System.Globalization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>How pages show states and points, and read numbers that people type.</summary>
public static class ParWords
{
    public static string Tone(ParRoundState state) =>
        state switch
        {
            ParRoundState.Published => "good",
            ParRoundState.Announced => "warn",
            _ => "open",
        };

    public static string Tone(ParSheetState state) =>
        state switch
        {
            ParSheetState.Final => "good",
            ParSheetState.Scoring => "open",
            ParSheetState.Dropped => "neutral",
            ParSheetState.Proposed => "warn",
            _ => "info",
        };

    /// <summary>A dash for none.</summary>
    public static string Points(decimal? points) => points is { } p ? Formats.Decimal(p) : "–";

    /// <summary>A decimal comma or a point; a mark between thousands is not guessed at.</summary>
    /// <returns>Whether it is empty or a number.</returns>
    public static bool TryRead(string? text, out decimal? number)
    {
        number = null;
        if (text?.Trim() is not { Length: > 0 } given)
        {
            return true;
        }

        if (
            !decimal.TryParse(
                given.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var read
            )
        )
        {
            return false;
        }

        number = read;
        return true;
    }

    /// <summary>As a field shows it again.</summary>
    public static string? Field(decimal? number) =>
        number
            ?.ToString("0.############", CultureInfo.InvariantCulture)
            .Replace('.', Texts.CurrentLanguage == "en" ? '.' : ',');
}
