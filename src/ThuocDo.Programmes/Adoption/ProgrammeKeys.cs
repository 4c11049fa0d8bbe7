using System.Globalization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Adoption;

/// <summary>The name of a programme in addresses: the number of its act, made fit for an address.</summary>
public static class ProgrammeKeys
{
    /// <summary>Leaves room for what tells two apart.</summary>
    public const int MaxLength = 50;

    /// <summary>Addresses beside those of programmes.</summary>
    private static readonly string[] Reserved = ["du-thao"];

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
                ? $"{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{Short(draft)}"
            : key.Length <= MaxLength ? key
            : key[..MaxLength];
    }

    public static bool IsReserved(string key) => Reserved.Contains(key);

    public static string Short(Guid draft) => draft.ToString("N")[^6..];
}
