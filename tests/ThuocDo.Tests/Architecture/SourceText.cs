using System.Text;
using System.Text.RegularExpressions;

namespace ThuocDo.Tests.Architecture;

/// <summary>Sources without their comments, which may speak Vietnamese where no honest English word exists.</summary>
public static partial class SourceText
{
    public static string WithoutComments(string file, string text) =>
        Path.GetExtension(file) switch
        {
            ".cshtml" => WithoutCodeComments(RazorComments().Replace(text, ""), linesOnly: true),
            _ => WithoutCodeComments(text, linesOnly: false),
        };

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex RazorComments();

    /// <param name="text">The source.</param>
    /// <param name="linesOnly">Takes away only whole lines: in markup two slashes are mostly an address.</param>
    private static string WithoutCodeComments(string text, bool linesOnly)
    {
        if (linesOnly)
        {
            return string.Join(
                '\n',
                text.Split('\n')
                    .Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
            );
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; )
        {
            var end = EndOfToken(text, i, out var comment);
            if (!comment)
            {
                result.Append(text, i, end - i);
            }

            i = end;
        }

        return result.ToString();
    }

    private static int EndOfToken(string text, int start, out bool comment)
    {
        var rest = text.AsSpan(start);
        comment = rest.StartsWith("//") || rest.StartsWith("/*");
        if (rest.StartsWith("//"))
        {
            return After(text, "\n", start, keepMark: true);
        }

        if (rest.StartsWith("/*"))
        {
            return After(text, "*/", start + 2);
        }

        if (rest.StartsWith("\"\"\""))
        {
            return After(text, "\"\"\"", start + 3);
        }

        return text[start] is '"' or '\'' ? EndOfQuoted(text, start) : start + 1;
    }

    private static int EndOfQuoted(string text, int start)
    {
        var verbatim = start > 0 && text[start - 1] == '@';
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && !verbatim)
            {
                i++;
            }
            else if (text[i] == text[start] || (text[i] == '\n' && !verbatim))
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static int After(string text, string mark, int from, bool keepMark = false)
    {
        var at = text.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + (keepMark ? 0 : mark.Length);
    }
}
