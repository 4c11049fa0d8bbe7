using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Payments.Qr;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>Codes as other implementations write them, and everything written is read back.</summary>
public sealed class VietQrTests
{
    /// <summary>Made with the npm package vietnam-qr-pay 1.5.1 (MIT) on 28/11/2026.</summary>
    public static readonly TheoryData<string, string, int?, string?, string> Vectors = new()
    {
        {
            "970415",
            "113366668888",
            null,
            null,
            "00020101021138560010A0000007270126000697041501121133666688880208QRIBFTTA53037045802VN6304F443"
        },
        {
            "970415",
            "113366668888",
            79000,
            "Ung ho Quy Vac Xin",
            "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405790005802VN62220818Ung ho Quy Vac Xin6304CF10"
        },
        {
            "970436",
            "0123456789",
            8000,
            "000.06.35.H43-240306-0001",
            "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA5303704540480005802VN62290825000.06.35.H43-240306-0001630448A6"
        },
        {
            "970407",
            "19001234567890",
            1250000,
            "LE PHI HO SO 1",
            "00020101021238580010A000000727012800069704070114190012345678900208QRIBFTTA5303704540712500005802VN62180814LE PHI HO SO 1630474E7"
        },
        {
            "970418",
            "1",
            1,
            "A",
            "00020101021238450010A00000072701150006970418010110208QRIBFTTA5303704540115802VN62050801A63044830"
        },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void Encode_KnownTransfer_IsTheSameCode(
        string bin,
        string account,
        int? amount,
        string? purpose,
        string code
    )
    {
        var transfer = new VietQr(bin, account, amount, purpose);

        transfer.Encode().ShouldBe(code);
        VietQr.Decode(code).ShouldBe(transfer);
    }

    [Fact]
    public void Decode_AnyTransfer_GivesItBack() =>
        Transfers.Sample(transfer => VietQr.Decode(transfer.Encode()) == transfer);

    /// <summary>CRC-16 finds every change of one character.</summary>
    [Fact]
    public void Decode_OneCharacterChanged_IsRefused() =>
        Gen.Select(Transfers, Gen.Int[0, 10_000], Gen.Int['0', 'Z'])
            .Sample(
                (transfer, at, other) =>
                {
                    var code = transfer.Encode().ToCharArray();
                    var index = at % code.Length;
                    if (char.ToUpperInvariant(code[index]) == other)
                    {
                        return true;
                    }

                    code[index] = (char)other;
                    return VietQr.Decode(new string(code)) is null;
                }
            );

    [Fact]
    public void Decode_AnyText_NeverThrows() =>
        Gen.String.Sample(text =>
        {
            VietQr.Decode(text);
            var open = text + "6304";
            VietQr.Decode(open + Crc16.Of(open));
        });

    [Theory]
    [InlineData("97041", "1", 1, "A")]
    [InlineData("970415", "", 1, "A")]
    [InlineData("970415", "12345678901234567890", 1, "A")]
    [InlineData("970415", "1", 0, "A")]
    [InlineData("970415", "1", 1, "Lệ phí")]
    public void Encode_WhatNoCodeCanSay_Throws(
        string bin,
        string account,
        int amount,
        string purpose
    )
    {
        var transfer = new VietQr(bin, account, amount, purpose);

        Should.Throw<ArgumentException>(() => transfer.Encode());
        transfer.TryEncode().ShouldBeNull();
    }

    [Fact]
    public void Crc_CheckValueOfTheCatalogue_IsKept() => Crc16.Of("123456789").ShouldBe("29B1");

    private static readonly Gen<VietQr> Transfers = Gen.Select(
        Gen.String[Gen.Char['0', '9'], 6, 6],
        Gen.String[Gen.Char.AlphaNumeric, 1, VietQr.AccountMaxLength],
        Gen.Long[1, 9_999_999_999_999],
        Gen.Bool,
        Gen.String[Gen.Char[' ', '~'], 1, VietQr.PurposeMaxLength],
        Gen.Bool,
        (bin, account, amount, hasAmount, purpose, hasPurpose) =>
            new VietQr(bin, account, hasAmount ? amount : null, hasPurpose ? purpose : null)
    );
}
