using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SkiaSharp;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>A PNG in a paragraph of its own.</summary>
public static class WordPicture
{
    /// <summary>English Metric Units.</summary>
    private const long EmusPerMillimetre = 36_000;

    /// <param name="width">In millimetres.</param>
    /// <param name="name">Read to those who do not see it.</param>
    public static Paragraph Of(MainDocumentPart part, byte[] png, int width, string name)
    {
        var image = part.AddImagePart(ImagePartType.Png);
        using (var stream = new MemoryStream(png))
        {
            image.FeedData(stream);
        }

        var size = SKBitmap.DecodeBounds(png);
        var (across, down) = (
            width * EmusPerMillimetre,
            width * EmusPerMillimetre * size.Height / size.Width
        );
        return new(
            new ParagraphProperties
            {
                Justification = new Justification { Val = JustificationValues.Center },
            },
            new Run(
                new Drawing(
                    new Wp.Inline(
                        new Wp.Extent { Cx = across, Cy = down },
                        new Wp.DocProperties
                        {
                            Id = 1,
                            Name = name,
                            Description = name,
                        },
                        new A.Graphic(
                            new A.GraphicData(Picture(part.GetIdOfPart(image), across, down, name))
                            {
                                Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                            }
                        )
                    )
                    {
                        DistanceFromTop = 0,
                        DistanceFromBottom = 0,
                        DistanceFromLeft = 0,
                        DistanceFromRight = 0,
                    }
                )
            )
        );
    }

    private static Pic.Picture Picture(string part, long across, long down, string name) =>
        new(
            new Pic.NonVisualPictureProperties(
                new Pic.NonVisualDrawingProperties { Id = 0, Name = name },
                new Pic.NonVisualPictureDrawingProperties()
            ),
            new Pic.BlipFill(new A.Blip { Embed = part }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(
                new A.Transform2D(
                    new A.Offset { X = 0, Y = 0 },
                    new A.Extents { Cx = across, Cy = down }
                ),
                new A.PresetGeometry(new A.AdjustValueList())
                {
                    Preset = A.ShapeTypeValues.Rectangle,
                }
            )
        );
}
