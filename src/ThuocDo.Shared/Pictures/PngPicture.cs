using SkiaSharp;
using ThuocDo.Shared.Documents;

namespace ThuocDo.Shared.Pictures;

/// <summary>Writes a picture as PNG from the same marks as the SVG, so that both show the same.</summary>
public static class PngPicture
{
    /// <summary>Dots to one unit of the picture: sharp on paper.</summary>
    private const float Sharp = 2;

    /// <summary>A picture never takes more than this, whatever its data: 32 MB of memory while it is drawn.</summary>
    private const int MostDots = 8_000_000;

    /// <summary>How sharp a picture can be drawn within the limit: two dots to a unit, else one.</summary>
    /// <returns>None where even that is too large.</returns>
    public static float? ScaleOf(Picture picture) =>
        Dots(picture, Sharp) <= MostDots ? Sharp
        : Dots(picture, 1) <= MostDots ? 1
        : null;

    /// <returns>None where it is too large to be drawn, or the machine has no memory for it.</returns>
    public static byte[]? Write(Picture picture, DocumentFonts fonts)
    {
        if (ScaleOf(picture) is not { } scale)
        {
            return null;
        }

        var (width, height) = Size(picture, scale);
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        if (surface is null)
        {
            return null;
        }

        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        canvas.Translate(0, (float)Picture.TitleHeight);
        foreach (var mark in picture.Marks.Prepend(picture.Heading))
        {
            Draw(canvas, mark, fonts);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static (int Width, int Height) Size(Picture picture, float scale) =>
        (
            (int)Math.Ceiling(picture.Width * scale),
            (int)Math.Ceiling((picture.Height + Picture.TitleHeight) * scale)
        );

    private static long Dots(Picture picture, float scale)
    {
        var (width, height) = Size(picture, scale);
        return (long)width * height;
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
