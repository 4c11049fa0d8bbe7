using static ThuocDo.Shared.Language.Folding;

namespace ThuocDo.Indicators.Indices.Standings;

/// <summary>The names by which people ask for an index.</summary>
public static class IndexNames
{
    /// <summary>
    /// Case, blanks, hyphens and the word "index" do not matter; <c>ITC</c> is how the resolution once writes ICT.
    /// </summary>
    public static PublishedIndex? Find(IndexBook book, string name)
    {
        var asked = Form(name);
        return book.Indices.FirstOrDefault(i => Form(i.Key) == (asked == "itc" ? "ict" : asked));
    }

    private static string Form(string name)
    {
        var form = string.Concat(Fold(name).Where(char.IsLetterOrDigit));
        return form.Replace("index", "", StringComparison.Ordinal);
    }
}
