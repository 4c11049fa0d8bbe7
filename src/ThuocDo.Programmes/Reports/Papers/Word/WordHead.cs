using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>
/// What stands above the title: agency and number at the left, the name of the State with its motto or that of the Party
/// over a rule at the right, place and day below (Decree 30/2020/NĐ-CP; Guidance 36-HD/VPTW; both unconfirmed).
/// </summary>
public sealed class WordHead(ReportPaper paper, WordText text, int width)
{
    /// <summary>A third to a half of the agency's name, in the middle.</summary>
    private const int AgencyRule = 1200;

    private ReportLayout Layout => paper.Layout;

    public Table Write()
    {
        var right = (int)(width * Layout.RightShare);
        var left = width - right;
        return WordGrid.Columns(
            left,
            right,
            [.. Agency(left), Middle(paper.Number, new(Layout.Size("number")))],
            [.. Motto(right), Middle(paper.Place, new(Layout.Size("place")) { Italic = true })]
        );
    }

    private IEnumerable<OpenXmlElement> Agency(int column)
    {
        foreach (var (line, i) in paper.Agency.Select((l, i) => (l, i)))
        {
            yield return Middle(
                line,
                new(Layout.Size("agency")) { Bold = i > 0 || !Layout.IsUnderSuperior }
            );
        }

        yield return Layout.EndsWithStar
            ? Middle("*", new(Layout.Size("agency")) { Bold = true })
            : WordText.Rule(column, AgencyRule);
    }

    private IEnumerable<OpenXmlElement> Motto(int column)
    {
        foreach (var (line, i) in paper.Motto.Select((l, i) => (l, i)))
        {
            yield return Middle(
                line,
                new(Layout.Size(i == 0 ? "motto" : "motto-second")) { Bold = true }
            );
        }

        yield return WordText.Rule(column, Length(paper.Motto[^1]));
        // The place stands at the height of the number, below whatever is longer.
        for (var i = paper.Motto.Count; i < paper.Agency.Count; i++)
        {
            yield return Middle("", new(Layout.Size("agency")));
        }
    }

    /// <summary>Of a line of the motto in twips, by the usual width of bold letters.</summary>
    private int Length(string line)
    {
        var capitals = line.Count(char.IsUpper);
        var size = Layout.Size(paper.Motto.Count == 1 ? "motto" : "motto-second");
        return (int)(20 * size * (0.72 * capitals + 0.46 * (line.Length - capitals)));
    }

    private Paragraph Middle(string line, WordLook look) =>
        text.Line(line, look with { Align = JustificationValues.Center });
}
