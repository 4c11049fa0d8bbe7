using System.Globalization;
using System.Text;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Files;

/// <summary>
/// The name under which somebody sent a file: shown to people and offered when the file is saved, never a path on this
/// machine. What could lead somewhere else or show another ending than it has is refused, not mended.
/// </summary>
public static class FileNames
{
    public const int MaxLength = 120;

    private const int MostSent = 255;

    /// <summary>The name without its ending, or why it is refused.</summary>
    public static Outcome<string> Check(string? sent)
    {
        var name = sent ?? "";
        if (name.Length > MostSent || !IsText(name))
        {
            return Outcome<string>.Refused("file.refused.name");
        }

        name = name.Normalize().Trim();
        if (name.Length == 0 || name.All(c => c == '.') || name.IndexOfAny(['/', '\\', ':']) >= 0)
        {
            return Outcome<string>.Refused("file.refused.name");
        }

        var end = name.LastIndexOf('.');
        var stem = (end > 0 ? name[..end] : name).Trim('.', ' ');
        return stem.Length == 0
            ? Outcome<string>.Refused("file.refused.name")
            : Outcome<string>.Of(Shortened(stem));
    }

    public static string Complete(string stem, FileKind kind) => stem + FileKinds.Extension(kind);

    private static bool IsText(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            // Half a surrogate pair comes as the replacement character.
            if (
                rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
            )
            {
                return false;
            }
        }

        return true;
    }

    private static string Shortened(string stem)
    {
        const int room = MaxLength - 5;
        if (stem.Length <= room)
        {
            return stem;
        }

        var cut = char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room;
        return stem[..cut].TrimEnd();
    }
}
