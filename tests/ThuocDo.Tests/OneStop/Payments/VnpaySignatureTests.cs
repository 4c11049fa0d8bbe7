using Shouldly;
using ThuocDo.OneStop.Payments.Gateways;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>Signatures as the npm package vnpay 2.5.0 (MIT) made them on 28/11/2026.</summary>
public sealed class VnpaySignatureTests
{
    private const string Key = "KEYFORTESTSONLY";

    [Fact]
    public void Sign_PaymentAddress_IsWhatAnotherImplementationSigns() =>
        Check(
            new()
            {
                ["vnp_OrderInfo"] = "Le phi ho so 000.06.35.H43-240306-0001 (lan 1)",
                ["vnp_ReturnUrl"] = "https://mot-cua.example.vn/thanh-toan/abc/tro-ve?x=1&y=a b",
                ["vnp_TxnRef"] = "260306ABCDEF0123456789",
            },
            "vnp_Amount=800000&vnp_Command=pay&vnp_CreateDate=20240306100000&vnp_CurrCode=VND&vnp_ExpireDate=20240306101500&vnp_IpAddr=127.0.0.1&vnp_Locale=vn&vnp_OrderInfo=Le+phi+ho+so+000.06.35.H43-240306-0001+%28lan+1%29&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fmot-cua.example.vn%2Fthanh-toan%2Fabc%2Ftro-ve%3Fx%3D1%26y%3Da+b&vnp_TmnCode=THUOCDO1&vnp_TxnRef=260306ABCDEF0123456789&vnp_Version=2.1.0",
            "9f9eca1a38751d4dd73bd6b63b6d4e7f39d609db1c461fe30e3571631a2ec2e2405f125b368ab18e9213e9ed7a8691407531025a477ef50dc5aa9b3c66da8f62"
        );

    [Fact]
    public void Sign_SignsThatAreWrittenDifferentlyElsewhere_IsTheSame() =>
        Check(
            new()
            {
                ["vnp_OrderInfo"] = "a~b*c!d'e(f)g+h&i=j k",
                ["vnp_ReturnUrl"] = "https://e.vn/",
                ["vnp_TxnRef"] = "A~*!'",
            },
            "vnp_Amount=800000&vnp_Command=pay&vnp_CreateDate=20240306100000&vnp_CurrCode=VND&vnp_ExpireDate=20240306101500&vnp_IpAddr=127.0.0.1&vnp_Locale=vn&vnp_OrderInfo=a%7Eb*c%21d%27e%28f%29g%2Bh%26i%3Dj+k&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fe.vn%2F&vnp_TmnCode=THUOCDO1&vnp_TxnRef=A%7E*%21%27&vnp_Version=2.1.0",
            "8cea7e34cc8331395b09531870e14fd5785133d5b9876568ec82f58b58c4c60e50b3fef5141a4db1ad4614fb75d365d67e2b05cf14b2c6124cde98dfabe55dec"
        );

    private static void Check(Dictionary<string, string> own, string text, string signature)
    {
        foreach (
            var (name, value) in new Dictionary<string, string>
            {
                ["vnp_Version"] = "2.1.0",
                ["vnp_Command"] = "pay",
                ["vnp_TmnCode"] = "THUOCDO1",
                ["vnp_Amount"] = "800000",
                ["vnp_CurrCode"] = "VND",
                ["vnp_CreateDate"] = "20240306100000",
                ["vnp_ExpireDate"] = "20240306101500",
                ["vnp_IpAddr"] = "127.0.0.1",
                ["vnp_Locale"] = "vn",
                ["vnp_OrderType"] = "other",
                ["vnp_SecureHash"] = "never a part of it",
                ["other"] = "neither",
            }
        )
        {
            own[name] = value;
        }

        VnpaySignature.Text(own).ShouldBe(text);
        VnpaySignature.Sign(Key, text).ShouldBe(signature);
        VnpaySignature.Holds(Key, text, signature.ToUpperInvariant()).ShouldBeTrue();
        VnpaySignature.Holds(Key, text, signature[..^1]).ShouldBeFalse();
        VnpaySignature.Holds(Key, text, null).ShouldBeFalse();
        VnpaySignature.Holds("another", text, signature).ShouldBeFalse();
    }
}
