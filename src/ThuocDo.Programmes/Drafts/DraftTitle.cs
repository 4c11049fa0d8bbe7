using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Drafts;

/// <summary>Finds what a document calls itself: the line in capitals that names its kind, with the lines that say what it is about.</summary>
public static class DraftTitle
{
    private const int MostLines = 6;

    /// <returns>None where no line names a kind of document.</returns>
    public static string? Of(string text)
    {
        var lines = LineCleaner.Read(text);
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsKind(lines[i].Text))
            {
                var title = string.Join(
                    ' ',
                    lines
                        .Skip(i)
                        .Take(MostLines)
                        .Select(l => l.Text)
                        .TakeWhile((line, k) => k == 0 || GoesOn(line))
                );
                return title.Length <= ProgrammeDraft.TitleMaxLength
                    ? title
                    : title[..ProgrammeDraft.TitleMaxLength];
            }
        }

        return null;
    }

    /// <summary>The kind stands in capitals at the beginning of a short line.</summary>
    private static bool IsKind(string line) =>
        line.Length is > 0 and < 120
        && LabelReader.IsShouted(line)
        && new Sentence(line) is var sentence
        && sentence.Is(0, WordClass.Document);

    private static bool GoesOn(string line) =>
        line.Length > 0
        && char.IsLetter(line[0])
        && !new Sentence(line).Is(0, WordClass.Preamble)
        && LabelReader.Read(line, Label.None).Kind == LabelKind.None;
}
