using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace ThuocDo.Programmes.Compiling.Reading;

/// <summary>
/// Reads the text layer of a .pdf line by line, by where the words stand. A wider gap between lines is a blank line; the
/// rest is put together by the layout.
/// </summary>
public static class PdfReader
{
    private const int MostPages = 2000;

    public static string Read(byte[] bytes)
    {
        try
        {
            using var document = PdfDocument.Open(bytes);
            var text = new StringBuilder();
            foreach (var page in document.GetPages().Take(MostPages))
            {
                Write(text, page);
                text.Append('\n');
            }

            return text.ToString();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library says in many ways that a file is damaged or locked; to the reader they are one.
            throw new UnreadableDocumentException(e.Message, e);
        }
    }

    private static void Write(StringBuilder text, Page page)
    {
        var words = page.GetWords()
            .Where(w => w.Text.Length > 0)
            .OrderByDescending(w => w.BoundingBox.Bottom)
            .ToList();
        double? last = null;
        for (var i = 0; i < words.Count; )
        {
            var height = Math.Max(words[i].BoundingBox.Height, 4);
            var baseline = words[i].BoundingBox.Bottom;
            var line = words
                .Skip(i)
                .TakeWhile(w => baseline - w.BoundingBox.Bottom < height * 0.6)
                .ToList();
            if (last is { } above && above - baseline > height * 2.2)
            {
                text.Append('\n');
            }

            text.AppendJoin(' ', line.OrderBy(w => w.BoundingBox.Left).Select(w => w.Text))
                .Append('\n');
            last = baseline;
            i += line.Count;
        }
    }
}
