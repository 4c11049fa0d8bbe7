using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>What the look of a line says of it: a heading, a closed sentence, one that waits for more.</summary>
public static class LineShape
{
    public static bool IsHeading(string line) => LabelReader.IsShouted(line);

    public static bool IsSignature(string line) =>
        line.Contains("./.", StringComparison.Ordinal) && line.Length < 5;

    public static bool EndsSentence(string text) =>
        text.Length > 0
        && text.TrimEnd('"', '\u201d', ')', ' ') is var end
        && (end.Length == 0 || end[^1] is '.' or ';' or ':' or '!' or '?' or '\u2026');

    /// <summary>Ends on a comma, an opened bracket or a word that asks for another one.</summary>
    public static bool EndsOpen(string text)
    {
        if (text.Length == 0 || text[^1] is ',' or '(' or '-' or '\u2013' or '/' or '\u201c')
        {
            return true;
        }

        var word = text[(text.LastIndexOf(' ') + 1)..];
        return Lexicon.Shipped.IsWord(Spelling.Compare(word), WordClass.Connector);
    }
}
