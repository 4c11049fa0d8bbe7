using System.Net;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Portal;
using ThuocDo.Shared.Outbox;
using Xunit;

namespace ThuocDo.Tests.OneStop.Portal;

public sealed class PortalCodesTests
{
    [Fact]
    [Trait("Peer", "D30")]
    public void State_OfEveryDossierExchanged_HasANumberFrom1To10AndAllNumbersOccur()
    {
        var codes = Enum.GetValues<DossierState>()
            .Where(s => s != DossierState.Draft)
            .ToDictionary(s => s, PortalCodes.StatusOf);

        codes.Values.ShouldAllBe(c => c >= 1 && c <= 10);
        codes.Values.Distinct().Order().ShouldBe(Enumerable.Range(1, 10).Select(i => (int?)i));
        PortalCodes.StatusOf(DossierState.Draft).ShouldBeNull("a draft is never exchanged");
    }

    [Theory]
    [InlineData(200, "", DeliveryKind.Delivered)]
    [InlineData(200, """{"error_code":0}""", DeliveryKind.Delivered)]
    [InlineData(200, """{"error_code":"0","result":[]}""", DeliveryKind.Delivered)]
    [InlineData(200, """{"error_code":-1,"message":"x"}""", DeliveryKind.Refused)]
    [InlineData(200, "<html>", DeliveryKind.Failed)]
    [InlineData(302, "", DeliveryKind.Failed)]
    [InlineData(400, "", DeliveryKind.Refused)]
    [InlineData(401, "", DeliveryKind.Unreachable)]
    [InlineData(409, "", DeliveryKind.Delivered)]
    [InlineData(429, "", DeliveryKind.Failed)]
    [InlineData(503, "", DeliveryKind.Failed)]
    public void Read_Answer_SaysWhatItMeansForTheMessage(
        int status,
        string body,
        DeliveryKind expected
    ) => PortalClient.Read((HttpStatusCode)status, body).Kind.ShouldBe(expected);

    [Fact]
    public void Instant_OfUtc_IsLocalWithFourteenDigits() =>
        PortalCodes
            .Instant(new DateTime(2024, 3, 6, 18, 5, 9, DateTimeKind.Utc))
            .ShouldBe("20240307010509");
}
