using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>Brings the words of a deadline into one form: 2021-10-30, 2026-06, 2025-Q4, 2025..2030, 2025, ongoing.</summary>
public static class DeadlineText
{
    public const string Ongoing = "ongoing";

    public static string Norm(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var sentence = new Sentence(text);
        var dates = sentence.Dates.Where(d => !d.IsBase && d.Year is not null).ToList();
        if (dates.Count == 0)
        {
            return sentence.Has(WordClass.Ongoing) ? Ongoing : OwnRange(sentence);
        }

        // "Từ năm 2025 đến năm 2030", "Quý III/2025 - Quý IV/2025": from the first to the last.
        var (first, last) = (dates[0], dates[^1]);
        return dates.Count > 1 && IsFromTo(sentence, first, last) && first.Norm != last.Norm
                ? $"{first.Norm}..{last.Norm}"
            : dates.Count > 1 && sentence.Has(WordClass.Ongoing) ? Ongoing
            : last.Norm;
    }

    /// <summary>Whether a cell holds a deadline and nothing else.</summary>
    public static bool IsOne(string text) =>
        text.Length is > 0 and < 80 && Norm(text).Length > 0 && !BodyReader.IsBody(text);

    private static bool IsFromTo(Sentence s, DatePhrase first, DatePhrase last) =>
        s.Is(0, WordClass.From)
        || (
            last.First - first.End <= 1
            && (s.Is(first.End, "-") || s.Has(WordClass.Until, first.End, last.First + 1))
        );

    private static string OwnRange(Sentence sentence) =>
        sentence is { Count: 1 } && DateReader.YearOf(sentence.Tokens[0]) is { } year
            ? year.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "";
}
