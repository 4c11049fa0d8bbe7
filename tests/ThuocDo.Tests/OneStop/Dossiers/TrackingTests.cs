using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class TrackingTests
{
    [Theory, Engines]
    public async Task Track_WithCodeAndSecret_ShowsTheClockAndNobodysName(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var citizen = shop.Web.NewVisitor();
        var (code, secret, _) = await Shop.ReceiveByPageAsync(officer);

        var page = await TrackAsync(
            citizen,
            code.ToLowerInvariant(),
            $"{secret[..4]} {secret[4..]}"
        );

        page.TextOf("main .code").ShouldBe(code);
        page.TextOf("main").ShouldContain("08/03/2024");
        page.TextOf("main").ShouldContain("An Hải");
        page.Source.ShouldNotContain("Người Mẫu");
        page.Source.ShouldNotContain("Cán bộ Mẫu");
        page.Source.ShouldNotContain(secret);
    }

    [Theory, Engines]
    public async Task Track_UnknownCodeOrWrongSecret_AnswersAlike(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var citizen = shop.Web.NewVisitor();
        var (code, _, _) = await Shop.ReceiveByPageAsync(officer);

        var unknown = await TrackAsync(citizen, "000.06.35.H43-240306-0777", "AAAABBBB");
        var wrong = await TrackAsync(citizen, code, "AAAABBBB");

        wrong.TextOf(".error-summary").ShouldBe(unknown.TextOf(".error-summary"));
    }

    [Theory, Engines]
    public async Task Track_AfterFiveWrong_IsLockedForAQuarterOfAnHour(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var secret = await ReceiveAsync(shop);
        for (var i = 0; i < TrackingGuard.WrongBeforeLockOut; i++)
        {
            (await AskAsync(shop, secret.Code, "AAAABBBB", $"address {i}")).ShouldBe(
                TrackAnswer.Wrong
            );
        }

        (await AskAsync(shop, secret.Code, secret.Secret, "another address")).ShouldBe(
            TrackAnswer.Locked
        );
        shop.Web.Time.Advance(TimeSpan.FromMinutes(TrackingGuard.Minutes));
        (await AskAsync(shop, secret.Code, secret.Secret, "another address")).ShouldBe(
            TrackAnswer.Found
        );
    }

    [Theory, Engines]
    public async Task Track_FiveWrongFromOneAddress_LocksTheAddressForEveryCode(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var secret = await ReceiveAsync(shop);
        for (var i = 0; i < TrackingGuard.WrongBeforeLockOut; i++)
        {
            await AskAsync(shop, $"NO-SUCH-{i}", "AAAABBBB", "one address");
        }

        (await AskAsync(shop, secret.Code, secret.Secret, "one address")).ShouldBe(
            TrackAnswer.Locked
        );
        (await AskAsync(shop, secret.Code, secret.Secret, "another address")).ShouldBe(
            TrackAnswer.Found
        );
    }

    [Theory, Engines]
    public async Task Track_RightManyTimes_IsNeverLocked(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var secret = await ReceiveAsync(shop);

        for (var i = 0; i < 12; i++)
        {
            (await AskAsync(shop, secret.Code, secret.Secret, "one address")).ShouldBe(
                TrackAnswer.Found
            );
        }
    }

    [Theory, Engines]
    public async Task Track_ManyWrongAtOnce_LetsNoMoreThanFiveBeLookedAt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var secret = await ReceiveAsync(shop);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() => AskAsync(shop, secret.Code, "AAAABBBB", $"address {i}"))
                )
        );

        answers.Count(a => a == TrackAnswer.Wrong).ShouldBe(TrackingGuard.WrongBeforeLockOut);
    }

    [Theory, Engines]
    public async Task Secret_IssuedAnew_ReplacesTheOldOne(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var (code, old, _) = await Shop.ReceiveByPageAsync(officer);
        var form = await officer.GetAsync(OneStopLinks.Act(code, DossierActionKind.IssueSecret));

        var slip = await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["Checked"] = "true" }
        );

        slip.Url.ShouldBe(OneStopLinks.ReceiptSlip(code));
        var fresh = slip.TextOf("main .code.strong");
        (await AskAsync(shop, code, old, "a")).ShouldBe(TrackAnswer.Wrong);
        (await AskAsync(shop, code, fresh, "a")).ShouldBe(TrackAnswer.Found);
    }

    private static async Task<(string Code, string Secret)> ReceiveAsync(Shop shop)
    {
        using var officer = await shop.SignedInAsync("motcua.xa");
        var (code, secret, _) = await Shop.ReceiveByPageAsync(officer);
        return (code, secret);
    }

    private static async Task<TrackAnswer> AskAsync(
        Shop shop,
        string code,
        string secret,
        string address
    ) =>
        (
            await shop.Web.UseAsync(
                (TrackDossier track) =>
                    track.RunAsync(code, secret, address, TestContext.Current.CancellationToken)
            )
        ).Answer;

    private static async Task<WebPage> TrackAsync(WebUser citizen, string code, string secret)
    {
        var form = await citizen.GetAsync(OneStopLinks.Track);
        return await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?>
            {
                [OneStopLinks.DossierCode] = code,
                ["Secret"] = secret,
            }
        );
    }
}
