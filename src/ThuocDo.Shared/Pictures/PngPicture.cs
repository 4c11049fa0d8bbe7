using SkiaSharp;
using ThuocDo.Shared.Documents;

namespace ThuocDo.Shared.Pictures;

/// <summary>Writes a picture as PNG from the same marks as the SVG, so that both show the same.</summary>
public static class PngPicture
{
    /// <summary>Dots to one unit of the picture: sharp on paper.</summary>
    private const float Scale = 2;

    /// <summary>A picture is never drawn larger than this, whatever its data.</summary>
    private const int MostDots = 24_000_000;

    /// <returns>None where it is too large to be drawn.</returns>
    public static byte[]? Write(Picture picture, DocumentFonts fonts)
    {
        var (width, height) = (
            (int)Math.Ceiling(picture.Width * Scale),
            (int)Math.Ceiling((picture.Height + Picture.TitleHeight) * Scale)
        );
        if ((long)width * height > MostDots)
        {
            return null;
        }

        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        canvas.Translate(0, (float)Picture.TitleHeight);
        foreach (var mark in picture.Marks.Prepend(picture.Heading))
        {
            Draw(canvas, mark, fonts);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, Mark mark, DocumentFonts fonts)
    {
        switch (mark)
        {
            case Box box:
                using (var fill = Paint(box.Fill))
                {
                    canvas.DrawRect(
                        (float)box.X,
                        (float)box.Y,
                        (float)box.Width,
                        (float)box.Height,
                        fill
                    );
                }

                if (box.Edge is { } edge)
                {
                    using var line = Paint(edge);
                    line.IsStroke = true;
                    canvas.DrawRect(
                        (float)box.X,
                        (float)box.Y,
                        (float)box.Width,
                        (float)box.Height,
                        line
                    );
                }

                break;
            case Stroke stroke:
                using (var line = Paint(stroke.Colour))
                using (var dashes = stroke.Dashed ? SKPathEffect.CreateDash([5, 4], 0) : null)
                {
                    line.IsStroke = true;
                    line.StrokeWidth = (float)stroke.Width;
                    line.PathEffect = dashes;
                    for (var i = 1; i < stroke.Points.Count; i++)
                    {
                        var (from, to) = (stroke.Points[i - 1], stroke.Points[i]);
                        canvas.DrawLine(
                            (float)from.X,
                            (float)from.Y,
                            (float)to.X,
                            (float)to.Y,
                            line
                        );
                    }
                }

                break;
            case Dot dot:
                using (var fill = Paint(dot.Fill))
                {
                    canvas.DrawCircle((float)dot.X, (float)dot.Y, (float)dot.Radius, fill);
                }

                break;
            case Words words:
                using (
                    var font = new SKFont(
                        words.Bold ? fonts.Bold : fonts.Regular,
                        (float)words.Size
                    )
                )
                using (var ink = Paint(words.Colour))
                {
                    canvas.DrawText(
                        words.Text,
                        (float)words.X,
                        (float)words.Y,
                        words.Anchor switch
                        {
                            Anchor.Middle => SKTextAlign.Center,
                            Anchor.End => SKTextAlign.Right,
                            _ => SKTextAlign.Left,
                        },
                        font,
                        ink
                    );
                }

                break;
        }
    }

    private static SKPaint Paint(Tint tint) =>
        new() { Color = new SKColor(0xFF000000 | Tints.Rgb(tint)), IsAntialias = true };
}
