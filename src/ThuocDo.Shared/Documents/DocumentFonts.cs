using SkiaSharp;

namespace ThuocDo.Shared.Documents;

/// <summary>The faces of one family that holds every Vietnamese letter.</summary>
public sealed record DocumentFonts(SKTypeface Regular, SKTypeface Bold)
{
    /// <summary>What an administrator of a Debian machine installs when there is none.</summary>
    public const string Package = "fonts-liberation";

    /// <summary>Every letter that only Vietnamese writes, and the signs of our texts.</summary>
    private static readonly string Letters =
        string.Concat(Enumerable.Range(0x1EA0, 0x1EFA - 0x1EA0).Select(c => (char)c))
        + "\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u2013\u2026";

    /// <summary>Like the Times of Vietnamese offices first, then Noto.</summary>
    private static readonly (string Regular, string Bold)[] Known =
    [
        ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
        ("liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
        ("noto/NotoSerif-Regular.ttf", "noto/NotoSerif-Bold.ttf"),
        ("noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"),
        ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    ];

    private static readonly Lazy<DocumentFonts?> Found = new(() =>
        Search("/usr/share/fonts/truetype")
    );

    /// <summary>The fonts of this machine; none: the product says which package to install and prints by the browser.</summary>
    public static DocumentFonts? OfThisMachine => Found.Value;

    public static DocumentFonts? Search(string folder)
    {
        foreach (var (regular, bold) in Known)
        {
            var (one, two) = (Path.Combine(folder, regular), Path.Combine(folder, bold));
            if (
                File.Exists(one)
                && File.Exists(two)
                && SKTypeface.FromFile(one) is { } face
                && SKTypeface.FromFile(two) is { } strong
                && face.ContainsGlyphs(Letters)
                && strong.ContainsGlyphs(Letters)
            )
            {
                return new DocumentFonts(face, strong);
            }
        }

        return null;
    }
}
