using QRCoder;
using SkiaSharp;

namespace ThuocDo.Shared.Documents;

/// <summary>
/// Lays a document out and writes it as PDF/A with the used letters of its fonts embedded. Texts are composed (NFC), so
/// that every letter is one glyph and is read back as it was written.
/// </summary>
public sealed class PdfWriter(DocumentFonts fonts)
{
    private const float PointsPerMillimetre = 72f / 25.4f;
    private const float LineHeight = 1.32f;

    public byte[] Write(PrintedDocument document)
    {
        // Once to know the number of pages, once to print it.
        var (_, pages) = Run(document, 0);
        return Run(document, pages).Content;
    }

    private (byte[] Content, int Pages) Run(PrintedDocument document, int pages)
    {
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = document.Title,
            Creator = "ThuocDo",
            Producer = "ThuocDo, Skia",
            Creation = document.MadeAt,
            Modified = document.MadeAt,
            PdfA = true,
            RasterDpi = 300,
            EncodingQuality = 101,
        };
        using (var pdf = SKDocument.CreatePdf(stream, metadata))
        {
            using var run = new PageRun(pdf, fonts, document, pages);
            foreach (var block in document.Blocks)
            {
                run.Print(block);
            }

            run.End();
            pdf.Close();
            return (stream.ToArray(), run.Page);
        }
    }

    /// <summary>The pages of one document while they are being written.</summary>
    private sealed class PageRun : IDisposable
    {
        private readonly SKDocument pdf;
        private readonly PrintedDocument document;
        private readonly int pages;
        private readonly SKFont regular;
        private readonly SKFont bold;
        private readonly SKFont small;
        private readonly SKFont title;
        private readonly SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        private readonly float width;
        private readonly float height;
        private readonly float left;
        private readonly float right;
        private readonly float top;
        private readonly float bottom;
        private SKCanvas canvas = null!;
        private float y;

        public PageRun(SKDocument pdf, DocumentFonts fonts, PrintedDocument document, int pages)
        {
            (this.pdf, this.document, this.pages) = (pdf, document, pages);
            var (w, h) = document.Size switch
            {
                PaperSize.A5 => (148f, 210f),
                PaperSize.A4 => (210f, 297f),
                _ => (297f, 210f),
            };
            (width, height) = (w * PointsPerMillimetre, h * PointsPerMillimetre);
            var page = document.Page ?? PrintedPage.Of(document.Size);
            (left, right) = (page.Left * PointsPerMillimetre, page.Right * PointsPerMillimetre);
            (top, bottom) = (page.Top * PointsPerMillimetre, page.Bottom * PointsPerMillimetre);
            regular = Font(fonts.Regular, page.TextSize);
            bold = Font(fonts.Bold, page.TextSize);
            small = Font(fonts.Regular, page.TextSize * 0.82f);
            title = Font(fonts.Bold, page.TitleSize);
            NewPage();
        }

        public int Page { get; private set; }

        private float Inner => width - left - right;

        private float Bottom => height - bottom - small.Size * 1.6f;

        public void Dispose()
        {
            ink.Dispose();
            regular.Dispose();
            bold.Dispose();
            small.Dispose();
            title.Dispose();
        }

        public void End()
        {
            canvas.DrawText(
                document.Footer,
                left,
                height - bottom + small.Size * 0.4f,
                SKTextAlign.Left,
                small,
                ink
            );
            canvas.DrawText(
                $"{Page}/{pages}",
                width - right,
                height - bottom + small.Size * 0.4f,
                SKTextAlign.Right,
                small,
                ink
            );
            pdf.EndPage();
        }

        public void Print(PrintedBlock block)
        {
            switch (block)
            {
                case PrintedHead head:
                    Head(head);
                    break;
                case PrintedPair pair:
                    y += y > top ? regular.Size * 0.8f : 0;
                    Columns(
                        Wrapped(pair.Left, Inner / 2 - 4, regular, pair.BoldLines),
                        Wrapped(pair.Right, Inner / 2 - 4, regular, pair.BoldLines),
                        Inner / 2,
                        pair.Room
                    );
                    break;
                case PrintedTitle heading:
                    y += title.Size * 0.5f;
                    Paragraph(heading.Text, title, left, Inner, SKTextAlign.Center);
                    if (heading.Below is { } below)
                    {
                        Paragraph(below, small, left, Inner, SKTextAlign.Center);
                    }

                    y += title.Size * 0.3f;
                    break;
                case PrintedText text:
                    Paragraph(
                        text.Text,
                        text.Bold ? bold
                            : text.Small ? small
                            : regular,
                        left,
                        Inner
                    );
                    y += regular.Size * 0.25f;
                    break;
                case PrintedFact fact:
                    Fact(fact);
                    break;
                case PrintedList list:
                    for (var i = 0; i < list.Lines.Count; i++)
                    {
                        Paragraph(
                            $"{i + 1}. {list.Lines[i]}",
                            regular,
                            left + regular.Size,
                            Inner - regular.Size
                        );
                    }

                    break;
                case PrintedTable table:
                    Table(table);
                    break;
                case PrintedCode code:
                    Code(code);
                    break;
                case PrintedPicture picture:
                    Picture(picture);
                    break;
                case PrintedBreak:
                    End();
                    NewPage();
                    break;
                default:
                    throw new NotSupportedException(block.GetType().Name);
            }
        }

        private void NewPage()
        {
            canvas = pdf.BeginPage(width, height);
            y = top;
            Page++;
        }

        private void Need(float room)
        {
            if (y + room > Bottom && y > top)
            {
                End();
                NewPage();
            }
        }

        private void Head(PrintedHead head)
        {
            var rightRoom = Inner * head.RightShare;
            var leftRoom = Inner - rightRoom;
            var agency = Wrapped(head.Agency, leftRoom - 4, regular, head.BoldLines);
            var motto = Wrapped(head.Motto, rightRoom - 4, bold);
            var above = y;
            Columns(agency, motto, rightRoom, regular.Size * 0.5f);
            Rule(motto, width - right - rightRoom / 2, 1);
            if (head.HasAgencyRule)
            {
                Rule(agency, left + leftRoom / 2, 0.4f);
            }

            void Rule(List<(string Text, SKFont Font)> lines, float middle, float share)
            {
                var length = share * lines.Max(l => l.Font.MeasureText(l.Text));
                var at = above + (lines.Count + 0.3f) * regular.Size * LineHeight;
                using var rule = new SKPaint { Color = SKColors.Black, StrokeWidth = 0.6f };
                canvas.DrawLine(middle - length / 2, at, middle + length / 2, at, rule);
            }
        }

        /// <summary>Two columns of centred lines.</summary>
        private void Columns(
            List<(string Text, SKFont Font)> left,
            List<(string Text, SKFont Font)> right,
            float rightRoom,
            float roomBelow
        )
        {
            var lines = Math.Max(left.Count, right.Count);
            Need(lines * regular.Size * LineHeight + roomBelow);
            for (var i = 0; i < lines; i++)
            {
                y += regular.Size * LineHeight;
                Draw(left, i, this.left + (Inner - rightRoom) / 2);
                Draw(right, i, width - this.right - rightRoom / 2);
            }

            y += roomBelow + regular.Size * 0.5f;

            void Draw(List<(string Text, SKFont Font)> lines, int i, float middle)
            {
                if (i < lines.Count)
                {
                    canvas.DrawText(
                        lines[i].Text,
                        middle,
                        y,
                        SKTextAlign.Center,
                        lines[i].Font,
                        ink
                    );
                }
            }
        }

        /// <param name="other">For the lines that are not bold.</param>
        /// <param name="inBold">None: the first one.</param>
        private List<(string Text, SKFont Font)> Wrapped(
            IReadOnlyList<string> lines,
            float room,
            SKFont other,
            Range? inBold = null
        )
        {
            var (first, end) = ((inBold ?? ..1).Start.Value, (inBold ?? ..1).End.Value);
            return
            [
                .. lines.SelectMany(
                    (line, i) =>
                    {
                        var font = i >= first && i < end ? bold : other;
                        return Wrap(line, font, room).Select(l => (l, font));
                    }
                ),
            ];
        }

        private void Fact(PrintedFact fact)
        {
            var label = fact.Label.Normalize() + ": ";
            var indent = regular.MeasureText(label);
            if (indent > Inner / 2)
            {
                Paragraph(label, regular, left, Inner);
                Paragraph(
                    fact.Value,
                    fact.Bold ? bold : regular,
                    left + regular.Size,
                    Inner - regular.Size
                );
                return;
            }

            Need(regular.Size * LineHeight);
            canvas.DrawText(
                label,
                left,
                y + regular.Size * LineHeight,
                SKTextAlign.Left,
                regular,
                ink
            );
            Paragraph(fact.Value, fact.Bold ? bold : regular, left + indent, Inner - indent);
        }

        private void Paragraph(
            string text,
            SKFont font,
            float x,
            float room,
            SKTextAlign align = SKTextAlign.Left
        )
        {
            foreach (var line in Wrap(text, font, room))
            {
                Need(font.Size * LineHeight);
                y += font.Size * LineHeight;
                canvas.DrawText(
                    line,
                    align == SKTextAlign.Center ? x + room / 2 : x,
                    y,
                    align,
                    font,
                    ink
                );
            }
        }

        private void Table(PrintedTable table)
        {
            var all = table.Widths.Sum();
            var widths = table.Widths.Select(w => w / all * Inner).ToList();
            y += small.Size * 0.5f;
            Row(table.Columns, widths, true);
            foreach (var row in table.Rows)
            {
                if (Row(row, widths, false))
                {
                    continue;
                }

                End();
                NewPage();
                Row(table.Columns, widths, true);
                Row(row, widths, false);
            }

            y += small.Size * 0.5f;
        }

        /// <summary>False if the row needs a new page.</summary>
        private bool Row(IReadOnlyList<string> cells, List<float> widths, bool isHead)
        {
            const float pad = 3;
            var font = small;
            var lines = cells.Select((c, i) => Wrap(c, font, widths[i] - 2 * pad)).ToList();
            var rowHeight = lines.Max(l => l.Count) * font.Size * LineHeight + 2 * pad;
            if (y + rowHeight > Bottom && y > top + 3 * rowHeight)
            {
                return false;
            }

            using var rule = new SKPaint
            {
                Color = SKColors.Black,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = isHead ? 0.9f : 0.4f,
            };
            var x = left;
            for (var i = 0; i < cells.Count; i++)
            {
                canvas.DrawRect(x, y, widths[i], rowHeight, rule);
                var line = y + pad - font.Size * 0.2f;
                foreach (var text in lines[i])
                {
                    line += font.Size * LineHeight;
                    canvas.DrawText(text, x + pad, line, SKTextAlign.Left, font, ink);
                }

                x += widths[i];
            }

            y += rowHeight;
            return true;
        }

        private void Code(PrintedCode code)
        {
            const float side = 68;
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(code.Address, QRCodeGenerator.ECCLevel.M);
            var modules = data.ModuleMatrix;
            Need(side + 8);
            y += 6;
            var module = side / modules.Count;
            using var path = new SKPath();
            for (var row = 0; row < modules.Count; row++)
            {
                for (var column = 0; column < modules.Count; column++)
                {
                    if (modules[row][column])
                    {
                        path.AddRect(
                            SKRect.Create(left + column * module, y + row * module, module, module)
                        );
                    }
                }
            }

            canvas.DrawPath(path, ink);
            var top = y;
            y += 4;
            foreach (var line in code.Lines)
            {
                Paragraph(line, small, left + side + 8, Inner - side - 8);
            }

            y = Math.Max(y, top + side) + 4;
        }

        private void Picture(PrintedPicture picture)
        {
            using var data = SKData.CreateCopy(picture.Content);
            using var image = SKImage.FromEncodedData(data);
            var across = Math.Min(Inner, image.Width);
            var down = across * image.Height / image.Width;
            // A heading alone at the end of a page would stand over nothing.
            var heading = picture.Heading is { } text ? Wrap(text, bold, Inner) : [];
            Need(down + regular.Size + heading.Count * bold.Size * LineHeight);
            if (heading.Count > 0)
            {
                Paragraph(picture.Heading!, bold, left, Inner);
            }

            y += regular.Size * 0.5f;
            canvas.DrawImage(
                image,
                SKRect.Create(left + (Inner - across) / 2, y, across, down),
                new SKSamplingOptions(SKCubicResampler.Mitchell)
            );
            y += down + regular.Size * 0.5f;
        }

        /// <summary>Breaks at blanks; a word longer than the line is broken where it must be.</summary>
        private static List<string> Wrap(string text, SKFont font, float room)
        {
            var lines = new List<string>();
            foreach (var part in text.Normalize().Split('\n'))
            {
                var line = "";
                foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var longer = line.Length == 0 ? word : line + " " + word;
                    if (font.MeasureText(longer) <= room)
                    {
                        line = longer;
                        continue;
                    }

                    if (line.Length > 0)
                    {
                        lines.Add(line);
                    }

                    line = word;
                    while (font.MeasureText(line) > room && line.Length > 1)
                    {
                        var fits = Math.Clamp(font.BreakText(line, room), 1, line.Length - 1);
                        lines.Add(line[..fits]);
                        line = line[fits..];
                    }
                }

                lines.Add(line);
            }

            return lines;
        }

        private static SKFont Font(SKTypeface face, float size) =>
            new(face, size) { Subpixel = true, Hinting = SKFontHinting.None };
    }
}
