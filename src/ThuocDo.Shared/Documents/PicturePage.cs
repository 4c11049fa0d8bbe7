using SkiaSharp;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Documents;

/// <summary>A picture that was inspected when it was taken in, its size with it, as the one page of a PDF: what a scanner or a telephone has made becomes a file that can be signed.</summary>
public static class PicturePage
{
    private const float ShortSide = 595;
    private const float LongSide = 842;

    public static Outcome<byte[]> Write(byte[] picture, string title, DateTime madeAt)
    {
        using var data = SKData.CreateCopy(picture);
        using var image = SKImage.FromEncodedData(data);
        if (image is null)
        {
            return Outcome<byte[]>.Refused("file.refused.damaged");
        }

        var (width, height) =
            image.Width > image.Height ? (LongSide, ShortSide) : (ShortSide, LongSide);
        // As large as the sheet allows, but never larger than the picture itself.
        var scale = Math.Min(1, Math.Min(width / image.Width, height / image.Height));
        var (across, down) = (image.Width * scale, image.Height * scale);
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = title,
            Creator = "ThuocDo",
            Producer = "ThuocDo, Skia",
            Creation = madeAt,
            Modified = madeAt,
            PdfA = true,
            RasterDpi = 300,
            EncodingQuality = 101,
        };
        using (var pdf = SKDocument.CreatePdf(stream, metadata))
        {
            pdf.BeginPage(width, height)
                .DrawImage(
                    image,
                    SKRect.Create((width - across) / 2, (height - down) / 2, across, down)
                );
            pdf.EndPage();
            pdf.Close();
        }

        return Outcome<byte[]>.Of(stream.ToArray());
    }
}
