using SkiaSharp;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Documents;

namespace ThuocDo.Programmes.Reports.Papers;

public sealed record ChartWords(string Now, string Before, string Limit);

/// <summary>The conditions that are shares, as bars of now and of the year before, with a stroke at the limit.</summary>
public static class ConditionChart
{
    private const int Width = 1400;
    private const int RowHeight = 64;
    private const int Left = 110;
    private const int Right = 150;
    private const int Head = 56;
    private const float Bar = 20;

    private static readonly SKColor Dark = new(0x1F, 0x4E, 0x79);
    private static readonly SKColor Pale = new(0xA9, 0xB8, 0xC6);
    private static readonly SKColor Mark = new(0xB0, 0x23, 0x18);

    /// <returns>PNG; none where there is no share to draw.</returns>
    public static byte[]? Draw(NumberSheet sheet, DocumentFonts fonts, ChartWords words)
    {
        var rows = sheet
            .OfConditions.Where(c => c.Now is { Measure: "percent", Value: not null })
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        using var surface = SKSurface.Create(
            new SKImageInfo(Width, Head + rows.Count * RowHeight + 16)
        );
        using var font = new SKFont(fonts.Regular, 24);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        var x = Left;
        foreach (
            var (text, colour) in new[]
            {
                (words.Now, Dark),
                (words.Before, Pale),
                (words.Limit, Mark),
            }
        )
        {
            Fill(canvas, x, 16, 24, 24, colour);
            canvas.DrawText(text, x + 34, 36, SKTextAlign.Left, font, ink);
            x += 34 + (int)font.MeasureText(text) + 40;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var (now, before) = rows[i];
            var y = Head + i * RowHeight + 8;
            canvas.DrawText(now.Question.Key, Left - 16, y + Bar + 8, SKTextAlign.Right, font, ink);
            Fill(canvas, Left, y, Long(now.Value), Bar, Dark);
            Fill(canvas, Left, y + Bar + 2, Long(before?.Value), Bar, Pale);
            if (now.Limit is { } limit)
            {
                Fill(canvas, Left + Long(limit) - 2, y - 4, 4, 2 * Bar + 10, Mark);
            }

            canvas.DrawText(
                NumberWords.Plain(now),
                Width - Right + 16,
                y + Bar + 8,
                SKTextAlign.Left,
                font,
                ink
            );
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static float Long(decimal? percent) =>
        Math.Clamp((float)(percent ?? 0), 0, 100) / 100 * (Width - Left - Right);

    private static void Fill(
        SKCanvas canvas,
        float x,
        float y,
        float width,
        float height,
        SKColor colour
    )
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(x, y, width, height, paint);
    }
}
