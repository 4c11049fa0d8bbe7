using System.Text.RegularExpressions;

namespace ThuocDo.Tests.Architecture;

/// <summary>
/// Where the sources name a text. A key is written whole, or composed at run time from a beginning that names at least
/// the area: <c>$"state.{x}"</c>, <c>"state." + x</c>.
/// <c>Pattern</c> fits the keys that are meant; <c>IsText</c> is true where only a text is meant: an index of Texts,
/// a refusal, an explanation.
/// </summary>
public sealed partial record KeyUse(string File, string Written, Regex Pattern, bool IsText)
{
    /// <summary>Three parts and a known area: nothing else is written like that.</summary>
    public bool MustExist =>
        IsText
        || (
            TextFiles.Areas.Contains(Written.Split('.')[0])
            && Written.Count(c => c == '.') > 1
            && !Written.EndsWith('.')
        );

    public static IEnumerable<KeyUse> In(string file, string source) =>
        Literal()
            .Matches(SourceText.WithoutComments(file, source))
            .Select(m => new KeyUse(
                file,
                m.Groups["key"].Value,
                PatternOf(m.Groups["key"].Value),
                m.Groups["text"].Success
            ));

    private static Regex PatternOf(string written)
    {
        var pattern = string.Join("[a-z0-9_.-]+", Hole().Split(written).Select(Regex.Escape));
        return new Regex($"^{pattern}{(written.EndsWith('.') ? ".+" : "")}$");
    }

    [GeneratedRegex(
        @"(?<text>\b(T|[Tt]exts)\s*\[\s*|\b(Refused|Stale|Explanation)\(\s*|\.In\(\s*[^,()]+,\s*)?\$?""(?<key>[a-z][a-z0-9_-]*\.([a-z0-9_.-]|\{[^{}""]*(""[^""]*""[^{}""]*)*\})*)"""
    )]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}
