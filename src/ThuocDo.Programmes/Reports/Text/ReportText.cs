using System.Text;

namespace ThuocDo.Programmes.Reports.Text;

/// <summary>A sentence with its bound numbers.</summary>
/// <param name="Section">Heading of its section.</param>
public sealed record ReportSentence(int Number, string Section, string Template)
{
    public IReadOnlyList<SentencePiece> Pieces { get; } = SentencePiece.Split(Template);

    public IEnumerable<Placeholder> Numbers => Pieces.Select(p => p.Number).OfType<Placeholder>();
}

public sealed record ReportParagraph(IReadOnlyList<ReportSentence> Sentences);

public sealed record ReportSection(string Heading, IReadOnlyList<ReportParagraph> Paragraphs);

/// <summary>
/// The text of a report as officers write it: a line that begins with <c>#</c> is the heading of a section, every other
/// line is one sentence, an empty line ends a paragraph.
/// </summary>
public sealed class ReportText
{
    public const char HeadingMark = '#';

    private ReportText(IReadOnlyList<ReportSection> sections) => Sections = sections;

    public IReadOnlyList<ReportSection> Sections { get; }

    public IEnumerable<ReportSentence> Sentences =>
        Sections.SelectMany(s => s.Paragraphs).SelectMany(p => p.Sentences);

    /// <summary>A soft break of a word processor parts lines; what no paper can print is dropped.</summary>
    private static string[] Lines(string text) =>
        string.Concat(
                text.Normalize()
                    .ReplaceLineEndings("\n")
                    .Replace('\v', '\n')
                    .Where(c => c is '\n' or '\t' || !char.IsControl(c))
            )
            .Split('\n');

    public static ReportText Parse(string text)
    {
        var sections = new List<(string Heading, List<List<ReportSentence>> Paragraphs)>();
        var number = 0;
        foreach (var line in Lines(text))
        {
            var words = line.Trim();
            if (words.StartsWith(HeadingMark))
            {
                sections.Add(
                    (
                        words.TrimStart(HeadingMark).Trim(),
                        [
                            [],
                        ]
                    )
                );
                continue;
            }

            if (sections.Count == 0 && words.Length > 0)
            {
                sections.Add(
                    (
                        "",
                        [
                            [],
                        ]
                    )
                );
            }

            if (words.Length > 0)
            {
                var (heading, paragraphs) = sections[^1];
                paragraphs[^1].Add(new ReportSentence(++number, heading, words));
            }
            else if (sections.Count > 0 && sections[^1].Paragraphs[^1].Count > 0)
            {
                sections[^1].Paragraphs.Add([]);
            }
        }

        return new([
            .. sections.Select(s => new ReportSection(
                s.Heading,
                [.. s.Paragraphs.Where(p => p.Count > 0).Select(p => new ReportParagraph(p))]
            )),
        ]);
    }

    /// <summary>In one form, so that a save without a change changes nothing.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var section in Sections)
        {
            if (section.Heading.Length > 0)
            {
                text.Append(HeadingMark).Append(' ').Append(section.Heading).Append('\n');
            }

            foreach (var paragraph in section.Paragraphs)
            {
                foreach (var sentence in paragraph.Sentences)
                {
                    text.Append(sentence.Template).Append('\n');
                }

                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd();
    }
}
