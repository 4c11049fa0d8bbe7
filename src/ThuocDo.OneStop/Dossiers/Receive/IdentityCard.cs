using System.Globalization;

namespace ThuocDo.OneStop.Dossiers.Receive;

/// <summary>
/// What the QR code of an identity card says (mã QR trên thẻ căn cước): fields separated by <c>|</c> in the order number,
/// earlier number, full name, day of birth, sex, residence, day of issue. Later issues append fields, which are not read. A
/// scanner types it into one field, as a keyboard would.
/// </summary>
/// <param name="Number">Twelve digits.</param>
/// <param name="EarlierNumber">Of the earlier card, nine or twelve digits; none where there was none.</param>
public sealed record IdentityCard(
    string Number,
    string? EarlierNumber,
    string Name,
    DateOnly Birth,
    string Sex,
    string Address
)
{
    public const int MaxLength = 500;

    private const int Fields = 7;

    /// <summary>Null where the text is not that of a card, for instance garbled by a keyboard set to Vietnamese typing.</summary>
    /// <param name="scanned">As it arrived, with or without the key that the scanner adds.</param>
    /// <param name="today">A day of birth after it is none.</param>
    public static IdentityCard? Read(string? scanned, DateOnly today)
    {
        var parts = (scanned ?? "").Trim().Normalize().Split('|', StringSplitOptions.TrimEntries);
        if (
            parts.Length < Fields
            || !ReceiveInput.IsIdentity(parts[0])
            || parts[1].Length > 0
                && (parts[1].Length is not (9 or 12) || !parts[1].All(char.IsAsciiDigit))
            || parts[2].Length is 0 or > Applicant.NameMaxLength
            || parts[2].Any(char.IsDigit)
            || !DateOnly.TryParseExact(
                parts[3],
                "ddMMyyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var birth
            )
            || birth > today
            || parts[5].Length > Applicant.AddressMaxLength
        )
        {
            return null;
        }

        return new IdentityCard(
            parts[0],
            parts[1].Length == 0 ? null : parts[1],
            parts[2],
            birth,
            parts[4],
            parts[5]
        );
    }
}
