using System.Globalization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Adoption;

/// <summary>The name of a programme in addresses: the number of its act, made fit for an address.</summary>
public static class ProgrammeKeys
{
    public const int MaxLength = 60;

    /// <param name="draft">Tells two acts without a number apart.</param>
    public static string Of(string? actNumber, DateOnly today, Guid draft)
    {
        var key = string.Join(
            '-',
            Folding
                .Fold(actNumber ?? "")
                .Split([.. " /.,-_()"], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => string.Concat(part.Where(char.IsAsciiLetterOrDigit)))
                .Where(part => part.Length > 0)
        );
        return key.Length == 0
                ? $"{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{draft.ToString("N")[^6..]}"
            : key.Length <= MaxLength ? key
            : key[..MaxLength];
    }
}
