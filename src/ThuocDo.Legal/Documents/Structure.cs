using System.Globalization;
using System.Text.RegularExpressions;

namespace ThuocDo.Legal.Documents;

public enum PartKind
{
    /// <summary>What stands before the first article.</summary>
    Preamble,
    Part,
    Chapter,
    Section,
    Article,

    /// <summary>Khoản.</summary>
    Clause,

    /// <summary>Điểm.</summary>
    Point,
}

/// <summary>A part of a document with its identifier, which follows from its own number and not from its place.</summary>
/// <param name="Id">After Akoma Ntoso, for instance <c>art_5__para_2__point_a</c>.</param>
/// <param name="Number">As it is printed, for instance <c>Điều 5.</c></param>
/// <param name="Heading">Of parts, chapters, sections and articles.</param>
public sealed record DocumentPart(
    PartKind Kind,
    string Id,
    string Number,
    string Heading,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<DocumentPart> Parts
)
{
    public IEnumerable<DocumentPart> All() => Parts.SelectMany(p => p.All()).Prepend(this);
}

/// <summary>
/// Reads articles, clauses and points out of a pasted text. What an amending act quotes, between quotation marks that begin a line, belongs to
/// the clause that quotes it and makes no parts. A number that comes twice gets a further one behind its identifier.
/// </summary>
public static partial class Structure
{
    /// <summary>Texts of laws are thousands of lines; more than this is no document.</summary>
    private const int MostLines = 50_000;

    public static IReadOnlyList<DocumentPart> Read(string text)
    {
        var (roots, open, ids) = (new List<Node>(), new List<Node>(), new HashSet<string>());
        var quoted = false;
        foreach (var raw in text.Split('\n').Take(MostLines))
        {
            var line = raw.Trim().Normalize();
            if (line.Length == 0)
            {
                continue;
            }

            var wasQuoted = quoted;
            quoted = QuotedAfter(line, quoted);
            if (!wasQuoted && line[0] is not ('“' or '"') && Begin(line, open) is { } begun)
            {
                while (
                    open.Count > 0
                    && (open[^1].Kind >= begun.Kind || open[^1].Kind == PartKind.Preamble)
                )
                {
                    open.RemoveAt(open.Count - 1);
                }

                var parent = open.Count > 0 ? open[^1] : null;
                begun.Id = Unique(IdOf(begun, parent), ids);
                (parent?.Parts ?? roots).Add(begun);
                open.Add(begun);
                continue;
            }

            if (open.Count == 0)
            {
                var preamble = new Node(PartKind.Preamble, "", "") { Id = "preamble" };
                ids.Add(preamble.Id);
                roots.Add(preamble);
                open.Add(preamble);
            }

            var last = open[^1];
            // The name of a chapter often stands on the line below its number.
            if (
                last is { Heading: "", Paragraphs.Count: 0, Parts.Count: 0 }
                && last.Kind is PartKind.Part or PartKind.Chapter or PartKind.Section
            )
            {
                last.Heading = line;
            }
            else
            {
                last.Paragraphs.Add(line);
            }
        }

        return [.. roots.Select(r => r.ToPart())];
    }

    /// <summary>Whether a quotation is open behind the line.</summary>
    private static bool QuotedAfter(string line, bool quoted)
    {
        foreach (var sign in line)
        {
            quoted = sign switch
            {
                '“' => true,
                '”' => false,
                _ => quoted,
            };
        }

        return quoted;
    }

    private static Node? Begin(string line, List<Node> open)
    {
        if (Article().Match(line) is { Success: true } article)
        {
            return new Node(
                PartKind.Article,
                article.Groups["label"].Value,
                article.Groups["rest"].Value
            )
            {
                Key = article.Groups["number"].Value,
            };
        }

        if (Chapter().Match(line) is { Success: true } chapter)
        {
            return new Node(
                char.ToLowerInvariant(chapter.Groups["word"].Value[0]) switch
                {
                    'p' => PartKind.Part,
                    'c' => PartKind.Chapter,
                    _ => PartKind.Section,
                },
                chapter.Groups["label"].Value,
                chapter.Groups["rest"].Value
            )
            {
                Key = chapter.Groups["number"].Value,
            };
        }

        if (!open.Exists(n => n.Kind == PartKind.Article))
        {
            return null;
        }

        if (Clause().Match(line) is { Success: true } clause)
        {
            return Text(PartKind.Clause, clause);
        }

        return Point().Match(line) is { Success: true } point ? Text(PartKind.Point, point) : null;

        static Node Text(PartKind kind, Match match)
        {
            var node = new Node(kind, match.Groups["label"].Value, "")
            {
                Key = match.Groups["number"].Value,
            };
            node.Paragraphs.Add(match.Groups["rest"].Value);
            return node;
        }
    }

    /// <summary>Articles are numbered through the whole document, so their identifier does not name their chapter.</summary>
    private static string IdOf(Node node, Node? parent)
    {
        var number = Key(node.Key);
        return node.Kind switch
        {
            PartKind.Part => $"part_{number}",
            PartKind.Chapter => $"chp_{number}",
            PartKind.Section => parent is null ? $"sec_{number}" : $"{parent.Id}__sec_{number}",
            PartKind.Article => $"art_{number}",
            PartKind.Clause => $"{parent!.Id}__para_{number}",
            _ => $"{parent!.Id}__point_{number}",
        };
    }

    private static string Unique(string id, HashSet<string> ids)
    {
        var unique = id;
        for (var i = 2; !ids.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{i}");
        }

        return unique;
    }

    /// <summary>An identifier is plain: the letter đ, which follows d, is written dd.</summary>
    private static string Key(string number) =>
        number.ToLowerInvariant().Replace("\u0111", "dd", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<label>\u0110i\u1EC1u (?<number>\d+[a-z\u0111]?)[.:]?)(?: (?<rest>.*))?$")]
    private static partial Regex Article();

    [GeneratedRegex(
        @"^(?<label>(?<word>Ph\u1EA7n|PH\u1EA6N|Ch\u01B0\u01A1ng|CH\u01AF\u01A0NG|M\u1EE5c|M\u1EE4C) (?<number>[IVXLC]+|\d+)[.:]?)(?: (?<rest>.*))?$"
    )]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^(?<label>(?<number>\d+[a-z\u0111]?)\.) (?<rest>.+)$")]
    private static partial Regex Clause();

    [GeneratedRegex(@"^(?<label>(?<number>[a-z\u0111]\d?)\)) (?<rest>.+)$")]
    private static partial Regex Point();

    private sealed class Node(PartKind kind, string number, string heading)
    {
        public PartKind Kind => kind;
        public string Key { get; init; } = "";
        public string Id { get; set; } = "";
        public string Heading { get; set; } = heading;
        public List<string> Paragraphs { get; } = [];
        public List<Node> Parts { get; } = [];

        public DocumentPart ToPart() =>
            new(kind, Id, number, Heading, Paragraphs, [.. Parts.Select(p => p.ToPart())]);
    }
}
