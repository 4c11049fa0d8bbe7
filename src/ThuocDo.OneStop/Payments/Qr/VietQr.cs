using System.Globalization;

namespace ThuocDo.OneStop.Payments.Qr;

/// <summary>
/// A transfer to an account as a VietQR code: the EMVCo format for merchant-presented codes with the identifier of the
/// national payment network. Every banking application in Viet Nam fills a transfer from it; the money is seen in the
/// bank's statement, not by a call-back.
/// </summary>
/// <param name="Bin">Six digits that name the bank.</param>
/// <param name="Account">Account number, letters and digits.</param>
/// <param name="Amount">Whole đồng; none leaves it to the payer.</param>
/// <param name="Purpose">What the statement will show; plain letters without marks, for banks drop others.</param>
public sealed record VietQr(string Bin, string Account, decimal? Amount, string? Purpose)
{
    /// <summary>Application identifier of the network (NAPAS).</summary>
    public const string Network = "A000000727";

    public const int PurposeMaxLength = 50;
    public const int AccountMaxLength = 19;

    private const string ToAccount = "QRIBFTTA";
    private const string Dong = "704";
    private const string Country = "VN";
    private const string ReusableCode = "11";
    private const string OneTimeCode = "12";

    /// <exception cref="ArgumentException">Something cannot be said in such a code.</exception>
    public string Encode()
    {
        if (Refusal() is { } wrong)
        {
            throw new ArgumentException($"No VietQR code: {wrong} cannot be written.");
        }

        var body = Tlv.Write(Fields());
        var open = body + "6304";
        return open + Crc16.Of(open);
    }

    /// <summary>The code; none if the account cannot be written in one.</summary>
    public string? TryEncode() => Refusal() is null ? Encode() : null;

    /// <summary>Reads a code; none if the sum is wrong, the form is not kept or it is for another network.</summary>
    public static VietQr? Decode(string code)
    {
        if (
            code.Length < 8
            || !code.All(char.IsAscii)
            || code[^8..^4] != "6304"
            || !string.Equals(Crc16.Of(code[..^4]), code[^4..], StringComparison.OrdinalIgnoreCase)
            || Map(code[..^8]) is not { } fields
            || fields.GetValueOrDefault("00") != "01"
            || fields.GetValueOrDefault("53") != Dong
            || Map(fields.GetValueOrDefault("38")) is not { } receiver
            || receiver.GetValueOrDefault("00") != Network
            || receiver.GetValueOrDefault("02") != ToAccount
            || Map(receiver.GetValueOrDefault("01")) is not { } account
        )
        {
            return null;
        }

        decimal? amount = null;
        if (fields.TryGetValue("54", out var text))
        {
            if (
                !decimal.TryParse(
                    text,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return null;
            }

            amount = number;
        }

        var read = new VietQr(
            account.GetValueOrDefault("00") ?? "",
            account.GetValueOrDefault("01") ?? "",
            amount,
            Map(fields.GetValueOrDefault("62"))?.GetValueOrDefault("08")
        );
        return read.Refusal() is null ? read : null;
    }

    private IEnumerable<TlvField> Fields()
    {
        yield return new("00", "01");
        yield return new("01", Amount is null ? ReusableCode : OneTimeCode);
        yield return new(
            "38",
            Tlv.Write(
                new TlvField("00", Network),
                new TlvField("01", Tlv.Write(new TlvField("00", Bin), new TlvField("01", Account))),
                new TlvField("02", ToAccount)
            )
        );
        yield return new("53", Dong);
        if (Amount is { } amount)
        {
            yield return new("54", amount.ToString("0", CultureInfo.InvariantCulture));
        }

        yield return new("58", Country);
        if (!string.IsNullOrEmpty(Purpose))
        {
            yield return new("62", Tlv.Write(new TlvField("08", Purpose)));
        }
    }

    private string? Refusal() =>
        Bin.Length != 6 || !Bin.All(char.IsAsciiDigit) ? nameof(Bin)
        : Account.Length is 0 or > AccountMaxLength || !Account.All(char.IsAsciiLetterOrDigit)
            ? nameof(Account)
        : Amount is { } amount
        && (amount <= 0 || amount != decimal.Truncate(amount) || amount > 9_999_999_999_999m)
            ? nameof(Amount)
        : Purpose is { Length: > 0 } purpose
        && (purpose.Length > PurposeMaxLength || purpose.Any(c => c is < ' ' or > '~'))
            ? nameof(Purpose)
        : null;

    private static Dictionary<string, string>? Map(string? text)
    {
        if (string.IsNullOrEmpty(text) || Tlv.Read(text) is not { } fields)
        {
            return null;
        }

        var map = new Dictionary<string, string>();
        return fields.All(f => map.TryAdd(f.Tag, f.Value)) ? map : null;
    }
}
