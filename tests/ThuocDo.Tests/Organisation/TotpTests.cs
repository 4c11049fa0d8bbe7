using CsCheck;
using OtpNet;
using Shouldly;
using Xunit;
using Totp = ThuocDo.Organisation.Accounts.Totp;

namespace ThuocDo.Tests.Organisation;

public sealed class TotpTests
{
    private static readonly DateTime Noon = new(2024, 3, 6, 5, 0, 10, DateTimeKind.Utc);

    /// <summary>RFC 6238, appendix B, for SHA-1, cut to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandard_IsRight(long seconds, string code) =>
        Totp.FindStep(
                Base32Encoding.ToString("12345678901234567890"u8.ToArray()),
                code,
                DateTime.UnixEpoch.AddSeconds(seconds),
                after: null
            )
            .ShouldBe(seconds / 30);

    [Fact]
    public void Code_OfAnyAuthenticator_IsRight() =>
        Gen.Select(Gen.Byte.Array[20], Gen.Int[0, int.MaxValue])
            .Sample(
                (bytes, seconds) =>
                {
                    var now = DateTime.UnixEpoch.AddSeconds(seconds);
                    Totp.FindStep(
                            Base32Encoding.ToString(bytes),
                            new OtpNet.Totp(bytes).ComputeTotp(now),
                            now,
                            after: null
                        )
                        .ShouldBe(seconds / 30);
                }
            );

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void Code_OfAClockThatDrifts_IsRightWithinOneStep(int seconds, bool right)
    {
        var secret = Totp.NewSecret();
        var code = Code(secret, Noon.AddSeconds(seconds));

        Totp.FindStep(secret, code, Noon, after: null).HasValue.ShouldBe(right);
    }

    [Fact]
    public void Code_UsedBefore_IsRefused()
    {
        var secret = Totp.NewSecret();
        var code = Code(secret, Noon);
        var step = Totp.FindStep(secret, code, Noon, after: null);

        Totp.FindStep(secret, code, Noon, step).ShouldBeNull();
        Totp.FindStep(secret, Code(secret, Noon.AddSeconds(30)), Noon.AddSeconds(30), step)
            .ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void Code_ThatIsNone_IsRefused(string code) =>
        Totp.FindStep(Totp.NewSecret(), code, Noon, after: null).ShouldBeNull();

    [Fact]
    public void Code_TypedInGroups_IsRight()
    {
        var secret = Totp.NewSecret();
        var code = Code(secret, Noon);

        Totp.FindStep(secret, $" {code[..3]} {code[3..]} ", Noon, after: null).ShouldNotBeNull();
    }

    private static string Code(string secret, DateTime at) =>
        new OtpNet.Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(at);
}
