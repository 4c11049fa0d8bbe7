using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Notices;
using ThuocDo.OneStop.Privacy;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Licences;

public sealed class LicenceTests
{
    private const string Form = "main form[method=post]";
    private static readonly DateOnly Today = LicenceShop.Today;

    [Theory]
    [InlineData(-1, LicenceState.NotYet)]
    [InlineData(0, LicenceState.InForce)]
    [InlineData(9, LicenceState.InForce)]
    [InlineData(10, LicenceState.Expired)]
    public void State_ByTheDay_CountsFirstAndLastDay(int day, LicenceState expected) =>
        Sample().On(Today.AddDays(day)).ShouldBe(expected);

    [Theory]
    [InlineData(LicenceFollowing.Renewal, LicenceState.Renewed)]
    [InlineData(LicenceFollowing.Replacement, LicenceState.Replaced)]
    public void State_WhenFollowed_ChangesOnTheFirstDayOfTheLaterOne(
        LicenceFollowing how,
        LicenceState expected
    )
    {
        var licence = Sample();
        (licence.FollowedById, licence.FollowedAs, licence.FollowedFrom) = (
            Guid.CreateVersion7(),
            how,
            Today.AddDays(5)
        );

        licence.On(Today.AddDays(4)).ShouldBe(LicenceState.InForce);
        licence.On(Today.AddDays(5)).ShouldBe(expected);
        licence.On(Today.AddDays(50)).ShouldBe(expected);
    }

    [Fact]
    public void State_WhenRevoked_ChangesOnTheDayOfTheAct()
    {
        var licence = Sample();
        licence.RevokedFrom = Today.AddDays(3);

        licence.On(Today.AddDays(2)).ShouldBe(LicenceState.InForce);
        licence.On(Today.AddDays(3)).ShouldBe(LicenceState.Revoked);
        licence.On(Today.AddDays(30)).ShouldBe(LicenceState.Revoked);
    }

    [Theory, Engines]
    public async Task Enter_FromTheFinishedDossierByTwoClicks_StandsInTheRegisterOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var dossier = await shop.GrantedAsync();
        using var signer = await shop.SignedInAsync("ky.xa");

        var form = await (await signer.GetAsync(OneStopLinks.Dossier(dossier.Code))).FollowAsync(
            $"a[href='{LicenceLinks.Enter(dossier.Code)}']"
        );
        form.Find("[name=Number]").GetAttribute("value").ShouldBe("07/GP");
        var open = await form.SubmitAsync(Form, Values(validTo: null));
        open.TextOf(".error-summary").ShouldContain("Không thời hạn");
        var early = await form.SubmitAsync(Form, Values(validTo: "2024-03-05"));
        early.TextOf(".error-summary").ShouldContain("06/03/2024");

        var first = await form.SubmitAsync(Form, Values(validTo: "2026-03-05"));
        var second = await form.SubmitAsync(Form, Values(validTo: "2026-03-05"));

        first.TextOf("main h1").ShouldContain("07/GP");
        first.TextOf("main").ShouldContain(LicenceShop.Name);
        first.TextOf("main").ShouldContain("05/03/2026");
        first.TextOf("main .badge").ShouldBe("Còn hiệu lực");
        second.Url.ShouldBe(first.Url);
        var licence = await shop.CountAsync(db => db.Set<Licence>().AsNoTracking().SingleAsync());
        (licence.DossierId, licence.UnitId, licence.Events).ShouldBe(
            (dossier.Id, dossier.UnitId, 1)
        );
        (await signer.GetAsync(OneStopLinks.Dossier(dossier.Code))).Find(
            $"a[href='{LicenceLinks.Licence(licence.Id)}']"
        );
        (await signer.GetAsync(LicenceLinks.Enter(dossier.Code)))
            .FindAll("[name=Number]")
            .ShouldBeEmpty();
        (await shop.EnterAsync(dossier, "08/GP")).Key.ShouldBe("licence.refused.entered");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Number_TakenInUnitAndKind_IsRefusedHoweverItIsWritten(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.LicenceAsync("07/GP");
        var other = await shop.GrantedAsync();

        (await shop.EnterAsync(other, " 07 / gp ")).Key.ShouldBe("licence.refused.number-taken");
        (await shop.EnterAsync(other, "08/GP")).Succeeded.ShouldBeTrue();

        using var signer = await shop.SignedInAsync("ky.xa");
        var third = await shop.GrantedAsync(resultNumber: "08/GP");
        (await signer.GetAsync(LicenceLinks.Enter(third.Code)))
            .Find("[name=Number]")
            .GetAttribute("value")
            .ShouldBe("03/2024/GP");
    }

    [Theory, Engines]
    public async Task Enter_WithoutResultOrRight_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var open = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        var granted = await shop.GrantedAsync();

        (await shop.EnterAsync(open, "1")).Key.ShouldBe("licence.refused.not-granted");
        (await shop.EnterAsync(granted, "1", unit: Shop.PhuocDan)).Key.ShouldBe(
            LicenceWork.NotAllowed
        );
        (await shop.EnterAsync(granted, "1", role: Role.Receptionist)).Key.ShouldBe(
            LicenceWork.NotAllowed
        );
        var licence = await shop.LicenceAsync("2");
        (await shop.RevokeAsync(licence, unit: Shop.PhuocDan)).Key.ShouldBe(LicenceWork.NotAllowed);
        (await shop.FoundAsync(unit: Shop.PhuocDan)).ShouldBeEmpty();
        using var counter = await shop.SignedInAsync("motcua.xa");
        (await counter.GetAsync(LicenceLinks.Licence(licence.Id))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        (await counter.GetAsync(LicenceLinks.Revoke(licence.Id))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory, Engines]
    public async Task Register_OnTheLastDayAndTheDayAfter_DerivesTheExpiry(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.LicenceAsync("01/GP", validTo: Today.AddDays(40));
        await shop.LicenceAsync("02/GP");

        (await NumbersAsync(shop, "30")).ShouldBeEmpty();
        (await NumbersAsync(shop, "60")).ShouldBe(["01/GP"]);
        // The last second of the last day in Viet Nam is still in force.
        shop.Web.Time.SetUtcNow(
            new DateTimeOffset(
                Today.AddDays(40).ToDateTime(new TimeOnly(16, 59, 59)),
                TimeSpan.Zero
            )
        );
        (await NumbersAsync(shop, "InForce")).Order().ShouldBe(["01/GP", "02/GP"]);
        (await NumbersAsync(shop, "30")).ShouldBe(["01/GP"]);
        shop.Web.Time.Advance(TimeSpan.FromSeconds(1));
        (await NumbersAsync(shop, "InForce")).ShouldBe(["02/GP"]);
        (await NumbersAsync(shop, "Expired")).ShouldBe(["01/GP"]);
        (await NumbersAsync(shop, "30")).ShouldBeEmpty();
        var rows = await shop.FoundAsync();
        rows.Single(r => r.Licence.Number == "01/GP").State.ShouldBe(LicenceState.Expired);
    }

    [Theory, Engines]
    public async Task Renewal_ByAnotherDossierOfTheHolder_LinksBothAndHappensOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(20));
        var renewing = await shop.GrantedAsync(resultNumber: "02/GP");
        var again = await shop.GrantedAsync(resultNumber: "03/GP");
        var foreign = await shop.GrantedAsync("000000900078", "04/GP");
        using var signer = await shop.SignedInAsync("ky.xa");

        (await shop.EnterAsync(foreign, "04/GP", follows: first.Id)).Key.ShouldBe(
            "licence.refused.follows"
        );
        (await signer.GetAsync(LicenceLinks.Enter(foreign.Code)))
            .FindAll("[name=Follows]")
            .ShouldBeEmpty();
        var page = await (await signer.GetAsync(LicenceLinks.Enter(renewing.Code))).SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["ValidFrom"] = "2024-03-16",
                ["ValidTo"] = "2026-03-15",
                ["Signer"] = "Cán bộ Mẫu 16",
                ["Follows"] = $"{first.Id:D}",
                ["As"] = "Renewal",
            }
        );

        page.Find($"a[href='{LicenceLinks.Licence(first.Id)}']").TextContent.ShouldBe("01/GP");
        page.TextOf("main .badge").ShouldBe("Chưa có hiệu lực");
        var old = await shop.LicenceAsync(first.Id);
        old.On(Today).ShouldBe(LicenceState.InForce);
        old.On(new DateOnly(2024, 3, 16)).ShouldBe(LicenceState.Renewed);
        var earlier = await signer.GetAsync(LicenceLinks.Licence(first.Id));
        earlier.Find($"a[href='{LicenceLinks.Licence(old.FollowedById!.Value)}']");
        (await NumbersAsync(shop, "30")).ShouldBeEmpty();
        (await shop.EnterAsync(again, "03/GP", follows: first.Id)).Key.ShouldBe(
            "licence.refused.follows"
        );
        (await shop.CountAsync(db => db.Set<Licence>().CountAsync())).ShouldBe(2);
        shop.Web.Time.Advance(TimeSpan.FromDays(12));
        (await NumbersAsync(shop, "Renewed")).ShouldBe(["01/GP"]);
        (await NumbersAsync(shop, "InForce")).ShouldBe(["02/GP"]);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Correct_WhatWasMistyped_KeepsTheHistoryAndMovesTheEarlierOne(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = await shop.LicenceAsync("01/GP");
        var later = await shop.LicenceAsync("02/GP", follows: first.Id);
        using var signer = await shop.SignedInAsync("ky.xa");
        var form = await (await signer.GetAsync(LicenceLinks.Licence(later.Id))).FollowAsync(
            $"a[href='{LicenceLinks.Correct(later.Id)}']"
        );
        var typed = new Dictionary<string, string?>
        {
            ["Number"] = "01/gp",
            ["ValidFrom"] = "2024-03-20",
            ["Note"] = "Ghi nhầm ngày",
        };

        (await form.SubmitAsync(Form)).TextOf(".error-summary").ShouldContain("đã sai");
        var taken = await form.SubmitAsync(Form, typed);
        taken.TextOf(".error-summary").ShouldContain("đã có trong sổ");
        typed["Number"] = "02/GP-UBND";
        var page = await taken.SubmitAsync(Form, typed);

        page.TextOf("main h1").ShouldContain("02/GP-UBND");
        page.TextOf(".timeline").ShouldContain("Ghi nhầm ngày");
        var old = await shop.LicenceAsync(first.Id);
        old.FollowedFrom.ShouldBe(new DateOnly(2024, 3, 20));
        old.On(Today).ShouldBe(LicenceState.InForce);
        (await signer.GetAsync(LicenceLinks.Licence(first.Id)))
            .FindAll($"a[href='{LicenceLinks.Correct(first.Id)}']")
            .ShouldBeEmpty();
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Revoke_WithTheAct_EndsTheLicenceFromItsDay(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(100));
        using var signer = await shop.SignedInAsync("ky.xa");
        var form = await (await signer.GetAsync(LicenceLinks.Licence(licence.Id))).FollowAsync(
            $"a[href='{LicenceLinks.Revoke(licence.Id)}']"
        );

        var without = await form.SubmitAsync(Form);
        without.TextOf(".error-summary").ShouldContain("số quyết định");
        without.TextOf(".error-summary").ShouldContain("lý do");
        var late = await form.SubmitAsync(Form, Revocation(actOn: "2024-03-07"));
        late.TextOf(".error-summary").ShouldContain("Ngày quyết định");
        (await shop.LicenceAsync(licence.Id)).RevokedFrom.ShouldBeNull();
        var page = await form.SubmitAsync(Form, Revocation(from: "2024-03-10"));
        var second = await form.SubmitAsync(Form, Revocation(from: "2024-03-10"));

        page.TextOf(".notice--warning").ShouldContain("12/QĐ-UBND");
        second.Url.ShouldBe(page.Url);
        var revoked = await shop.LicenceAsync(licence.Id);
        revoked.On(new DateOnly(2024, 3, 9)).ShouldBe(LicenceState.InForce);
        revoked.On(new DateOnly(2024, 3, 10)).ShouldBe(LicenceState.Revoked);
        (revoked.RevocationAct, revoked.RevocationActOn, revoked.Events).ShouldBe(
            ("12/QĐ-UBND", Today, 2)
        );
        (await shop.RevokeAsync(revoked)).Key.ShouldBe("licence.refused.not-in-force");
        (await shop.RevokeAsync(revoked, seen: licence.Version)).IsStale.ShouldBeTrue();
        shop.Web.Time.Advance(TimeSpan.FromDays(4));
        (await NumbersAsync(shop, "Revoked")).ShouldBe(["01/GP"]);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Strike_OfWhatBelongsToAnotherLicence_LeavesItAsItWas(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = await shop.LicenceAsync("01/GP");
        var later = await shop.LicenceAsync("02/GP", follows: first.Id);
        (await shop.RevokeAsync(later)).Succeeded.ShouldBeTrue();
        using var signer = await shop.SignedInAsync("ky.xa");
        var form = await (await signer.GetAsync(LicenceLinks.Licence(later.Id))).FollowAsync(
            $"a[href='{LicenceLinks.Strike(later.Id)}']"
        );

        form.TextOf(Form).ShouldContain("12/QĐ-UBND");
        form.TextOf(Form).ShouldContain("01/GP");
        (await form.SubmitAsync(Form)).TextOf(".error-summary").ShouldContain("ghi nhầm");
        var struck = await form.SubmitAsync(Form, Struck(LicenceMistake.Revocation));

        struck.TextOf("main .badge").ShouldBe("Còn hiệu lực");
        struck.TextOf(".timeline").ShouldContain("Thuộc giấy phép khác");
        (await form.SubmitAsync(Form, Struck(LicenceMistake.Revocation))).Url.ShouldBe(struck.Url);
        var left = await struck.FollowAsync($"a[href='{LicenceLinks.Strike(later.Id)}']");
        left.FindAll("[name=Mistake]").Count.ShouldBe(1);
        await left.SubmitAsync(Form, Struck(LicenceMistake.Following));

        (await shop.LicenceAsync(first.Id)).On(Today).ShouldBe(LicenceState.InForce);
        (await shop.LicenceAsync(later.Id)).FollowsId.ShouldBeNull();
        (await signer.GetAsync(LicenceLinks.Licence(later.Id)))
            .FindAll($"a[href='{LicenceLinks.Strike(later.Id)}']")
            .ShouldBeEmpty();
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>What was struck out of the wrong licence can be said of the right one.</summary>
    [Theory, Engines]
    public async Task Tie_AfterAFollowingWasStruck_EndsTheRightLicence(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var wrong = await shop.LicenceAsync("01/GP");
        var right = await shop.LicenceAsync("02/GP");
        var foreign = await shop.LicenceAsync("03/GP", identity: "000000900078");
        var later = await shop.LicenceAsync("04/GP", follows: wrong.Id);
        using var signer = await shop.SignedInAsync("ky.xa");
        (await shop.TieAsync(later, right.Id)).Key.ShouldBe("licence.refused.tied");
        (await signer.GetAsync(LicenceLinks.Licence(later.Id)))
            .FindAll($"a[href='{LicenceLinks.Tie(later.Id)}']")
            .ShouldBeEmpty();
        var strike = await signer.GetAsync(LicenceLinks.Strike(later.Id));
        var struck = await strike.SubmitAsync(Form, Struck(LicenceMistake.Following));

        var form = await struck.FollowAsync($"a[href='{LicenceLinks.Tie(later.Id)}']");
        (await form.SubmitAsync(Form)).TextOf(".error-summary").ShouldContain("giấy phép trước");
        form.FindAll("select option").Count.ShouldBe(3, "none, and the two of the same holder");
        var typed = new Dictionary<string, string?>
        {
            ["Follows"] = right.Id.ToString("D"),
            ["As"] = nameof(LicenceFollowing.Replacement),
        };
        var page = await form.SubmitAsync(Form, typed);
        (await form.SubmitAsync(Form, typed)).Url.ShouldBe(page.Url);

        page.TextOf("dl.summary").ShouldContain("02/GP");
        page.TextOf(".timeline").ShouldContain("Ghi nối tiếp");
        (await shop.LicenceAsync(wrong.Id)).On(Today).ShouldBe(LicenceState.InForce);
        var ended = await shop.LicenceAsync(right.Id);
        (ended.On(Today), ended.FollowedById, ended.FollowedAs).ShouldBe(
            (LicenceState.Replaced, later.Id, LicenceFollowing.Replacement)
        );
        (await shop.LicenceAsync(later.Id)).FollowsId.ShouldBe(right.Id);
        // Not of another holder, not what follows itself, not from another agency, not of an old page.
        (await shop.TieAsync(foreign, wrong.Id)).Key.ShouldBe("licence.refused.follows");
        (await shop.TieAsync(ended, later.Id)).Key.ShouldBe("licence.refused.follows-circle");
        (await shop.TieAsync(wrong, later.Id, Shop.PhuocDan)).Key.ShouldBe(LicenceWork.NotAllowed);
        (await shop.TieAsync(right, wrong.Id)).IsStale.ShouldBeTrue();
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Check_ByAnybody_SaysTheStateAndNoName(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var standing = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(2));
        var renewed = await shop.LicenceAsync("02/GP");
        await shop.LicenceAsync("03/GP", follows: renewed.Id);
        var replaced = await shop.LicenceAsync("04/GP");
        await shop.LicenceAsync("05/GP", follows: replaced.Id, how: LicenceFollowing.Replacement);
        var revoked = await shop.LicenceAsync("06/GP");
        (await shop.RevokeAsync(revoked)).Succeeded.ShouldBeTrue();
        var coming = await shop.LicenceAsync("07/GP", validFrom: Today.AddDays(9));
        using var visitor = shop.Web.NewVisitor();

        var good = await visitor.GetAsync(LicenceLinks.CheckOf(standing));
        good.TextOf(".notice--success").ShouldContain("Đến hết ngày 08/03/2024");
        good.TextOf("main").ShouldContain("N. M. S. B.");
        good.Source.ShouldNotContain(LicenceShop.Name);
        good.Source.ShouldNotContain(LicenceShop.Identity);
        good.Source.ShouldNotContain(await CodeOfAsync(shop, standing));
        (await CheckAsync(visitor, renewed)).TextOf(".notice--info").ShouldContain("03/GP");
        (await CheckAsync(visitor, replaced)).TextOf(".notice--warning").ShouldContain("05/GP");
        var gone = await CheckAsync(visitor, revoked);
        gone.TextOf(".notice--danger").ShouldContain("12/QĐ-UBND");
        gone.Source.ShouldNotContain("Vi phạm");
        (await CheckAsync(visitor, coming)).TextOf(".notice--info").ShouldContain("15/03/2024");
        shop.Web.Time.Advance(TimeSpan.FromDays(3));
        (await CheckAsync(visitor, standing)).TextOf(".notice--warning").ShouldContain("hết hạn");
    }

    [Theory, Engines]
    public async Task Check_WithAWrongCode_TellsNothingAndIsLockedAfterFive(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP");
        using var visitor = shop.Web.NewVisitor();

        var missing = await (await visitor.GetAsync(LicenceLinks.Check)).SubmitAsync(Form);
        missing.FindAll(".error-summary li").Count.ShouldBe(2);
        for (var i = 0; i < 5; i++)
        {
            var wrong = await CheckAsync(visitor, licence, LicenceCode.New());
            wrong.TextOf(".error-summary").ShouldContain("Không có giấy phép nào");
            wrong.FindAll("dl.summary").ShouldBeEmpty();
        }

        (await CheckAsync(visitor, licence)).TextOf(".error-summary").ShouldContain("15 phút");
        (await visitor.GetAsync(LicenceLinks.CheckOf(licence)))
            .FindAll(".notice--success")
            .ShouldBeEmpty();
        shop.Web.Time.Advance(TimeSpan.FromMinutes(15));
        (await CheckAsync(visitor, licence)).Find(".notice--success");
    }

    /// <summary>Every register has its number one: whoever guesses at it must not close its check for the others.</summary>
    [Theory, Engines]
    public async Task Check_GuessedAtFromOneAddress_StaysOpenForTheOthers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP");
        for (var i = 0; i < 6; i++)
        {
            var wrong = await AskAsync(shop, "01/GP", LicenceCode.New(), "203.0.113.1");
            wrong.ShouldBe(i < 5 ? TrackAnswer.Wrong : TrackAnswer.Locked);
        }

        (await AskAsync(shop, "01/GP", licence.Reference, "203.0.113.1")).ShouldBe(
            TrackAnswer.Locked
        );
        (await AskAsync(shop, "01/GP", licence.Reference, "203.0.113.2")).ShouldBe(
            TrackAnswer.Found
        );
        (await AskAsync(shop, "01\0/GP", licence.Reference, "203.0.113.3")).ShouldBe(
            TrackAnswer.Wrong
        );
    }

    /// <summary>An account that files for several people is none of them.</summary>
    [Theory, Engines]
    public async Task Renewal_ByAnotherPersonOfTheSameAccount_IsNotOffered(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = await shop.LicenceAsync("01/GP");
        var other = await shop.GrantedAsync("000000900088", "02/GP");
        var account = Guid.CreateVersion7();
        await shop.Database.UseAsync(async db =>
        {
            db.AddRange(
                new DossierHolder { DossierId = first.DossierId, CitizenId = account },
                new DossierHolder { DossierId = other.Id, CitizenId = account }
            );
            return await db.SaveChangesAsync();
        });

        var offered = await shop.Web.UseAsync<LicenceWork, int>(work =>
            work.FollowableBy(other.Id).CountAsync()
        );

        offered.ShouldBe(0);
        (await shop.EnterAsync(other, "02/GP", follows: first.Id)).Succeeded.ShouldBeFalse();
    }

    /// <summary>The code on the paper is scanned by people outside of the office's network.</summary>
    [Theory, Engines]
    public async Task Page_OfASiteWithAnAddress_PrintsThatAddress(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>
            {
                ["Site:Address"] = "https://motcua.tinh.example",
            }
        );
        var licence = await shop.LicenceAsync("01/GP");
        using var signer = await shop.SignedInAsync("ky.xa");

        var page = await signer.GetAsync(LicenceLinks.Licence(licence.Id));

        page.TextOf("main")
            .ShouldContain("https://motcua.tinh.example" + LicenceLinks.CheckOf(licence));
    }

    [Theory, Engines]
    public async Task Search_WithoutMarks_FindsTheHolderForThoseWhoMaySeeTheName(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.LicenceAsync("01/GP");
        await shop.LicenceAsync("12/GP");

        (await shop.FoundAsync("nguoi mau so bay")).Count.ShouldBe(2);
        (await shop.FoundAsync("12/gp")).ShouldHaveSingleItem().Holder.ShouldBe(LicenceShop.Name);
        (await shop.FoundAsync("nguoi la")).ShouldBeEmpty();
        // Whoever only looks on must not learn by searching what the list hides.
        (await shop.FoundAsync("nguoi mau so bay", role: Role.Inspector)).ShouldBeEmpty();
        (await shop.FoundAsync("12/gp", role: Role.Inspector))
            .ShouldHaveSingleItem()
            .Holder.ShouldBe("N. M. S. B.");

        using var counter = await shop.SignedInAsync("motcua.xa");
        var page = await counter.GetAsync($"{LicenceLinks.Register}?{OneStopLinks.Search}=12/gp");
        page.FindAll("main tbody tr").Count.ShouldBe(1);
        using var response = await counter.Client.GetAsync(
            page.Find("a[href*='handler=Csv']").GetAttribute("href"),
            TestContext.Current.CancellationToken
        );
        var csv = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        csv.Split("\r\n").Length.ShouldBe(3);
        csv.ShouldContain($"12/GP,{Shop.MaritalStatus},");
        csv.ShouldContain("DỮ LIỆU TRÌNH DIỄN", Case.Insensitive);
        response.Content.Headers.ContentDisposition!.FileName!.ShouldContain("demonstration-");
    }

    [Theory, Engines]
    public async Task Verify_AfterARowWasChanged_NamesTheField(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(5));

        await shop.Database.UseAsync(db =>
            db.Set<Licence>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(l => l.ValidTo, Today.AddYears(5))
                        .SetProperty(l => l.Signer, "Người khác")
                )
        );

        var faults = await shop.FaultsAsync();
        faults
            .Select(f => (f.Kind, f.Subject, f.Field))
            .Order()
            .ShouldBe([
                (Licence.Chain, licence.Id.ToString("D"), "signer"),
                (Licence.Chain, licence.Id.ToString("D"), "valid_to"),
            ]);
        faults
            .Single(f => f.Field == "valid_to")
            .Expected.ShouldBe(Canonical.Day(Today.AddDays(5)));
    }

    [Theory, Engines]
    public async Task Holder_OfALicenceThatExpiresSoon_IsToldOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(31));
        var renewed = await shop.LicenceAsync("02/GP", validTo: Today.AddDays(20));
        await shop.LicenceAsync("03/GP", follows: renewed.Id);

        (await TellAsync(shop)).ShouldBe(0);
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        (await TellAsync(shop)).ShouldBe(1);
        (await TellAsync(shop)).ShouldBe(0);

        var notice = await shop.CountAsync(db =>
            db.Set<Notice>().AsNoTracking().SingleAsync(n => n.Template == "licence-expiring")
        );
        (notice.DossierId, notice.Read().Number).ShouldBe((licence.DossierId, "01/GP"));
        (await shop.LicenceAsync(licence.Id)).HolderToldOn.ShouldBe(Today.AddDays(1));
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Holder_ToldOfAWrongLastDay_IsToldOfTheRightOne(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP", validTo: Today.AddDays(20));
        (await TellAsync(shop)).ShouldBe(1);
        licence = await shop.LicenceAsync(licence.Id);
        var corrected = await shop.AsAsync(
            Role.Signer,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<LicenceWork>()
                    .CorrectAsync(
                        new LicenceCorrection
                        {
                            Key = Guid.CreateVersion7().ToString("N"),
                            LicenceId = licence.Id,
                            Seen = licence.Version,
                            Content = new LicenceContent
                            {
                                Number = licence.Number,
                                IssuedOn = licence.IssuedOn,
                                ValidFrom = licence.ValidFrom,
                                ValidTo = Today.AddYears(2),
                                Signer = licence.Signer,
                            },
                            Note = "Nhầm năm",
                        },
                        TestContext.Current.CancellationToken
                    )
        );
        corrected.Succeeded.ShouldBeTrue(corrected.Key);

        (await TellAsync(shop)).ShouldBe(0);
        shop.Web.Time.SetUtcNow(
            new DateTimeOffset(Today.AddYears(2).AddDays(-10).ToDateTime(default), TimeSpan.Zero)
        );
        (await TellAsync(shop)).ShouldBe(1);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Erasure_OfAHolder_WaitsUntilTheLicenceIsOver(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var licence = await shop.LicenceAsync("01/GP", validTo: Today.AddYears(12));
        shop.Web.Time.Advance(TimeSpan.FromDays(365 * 11 + 30));

        (await DueAsync(shop)).ShouldBe(0);
        shop.Web.Time.SetUtcNow(
            new DateTimeOffset(licence.ValidTo!.Value.AddDays(1).ToDateTime(default), TimeSpan.Zero)
        );
        (await DueAsync(shop)).ShouldBe(1);
    }

    private static Dictionary<string, string?> Struck(LicenceMistake mistake) =>
        new() { ["Mistake"] = $"{mistake}", ["Note"] = "Thuộc giấy phép khác" };

    private static Licence Sample() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            DossierId = Guid.CreateVersion7(),
            UnitId = Guid.CreateVersion7(),
            ProcedureId = Guid.CreateVersion7(),
            Number = "1",
            NumberKey = "1",
            Reference = LicenceCode.New(),
            IssuedOn = Today.AddDays(-1),
            ValidFrom = Today,
            ValidTo = Today.AddDays(9),
            Signer = "x",
        };

    private static Dictionary<string, string?> Values(string? validTo) =>
        new()
        {
            ["IssuedOn"] = "2024-03-06",
            ["ValidFrom"] = "2024-03-06",
            ["ValidTo"] = validTo,
            ["Signer"] = "Cán bộ Mẫu 16",
        };

    private static Dictionary<string, string?> Revocation(
        string actOn = "2024-03-06",
        string from = "2024-03-06"
    ) =>
        new()
        {
            ["Act"] = "12/QĐ-UBND",
            ["ActOn"] = actOn,
            ["From"] = from,
            ["Reason"] = "Vi phạm điều kiện",
        };

    private static async Task<List<string>> NumbersAsync(Shop shop, string show) =>
        [.. (await shop.FoundAsync(show: show)).Select(r => r.Licence.Number)];

    private static async Task<WebPage> CheckAsync(
        WebUser visitor,
        Licence licence,
        string? code = null
    ) =>
        await (await visitor.GetAsync(LicenceLinks.Check)).SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                [LicenceLinks.Number] = licence.Number.ToLowerInvariant(),
                [LicenceLinks.Code] = LicenceCode
                    .Shown(code ?? licence.Reference)
                    .ToLowerInvariant(),
            }
        );

    private static Task<string> CodeOfAsync(Shop shop, Licence licence) =>
        shop.CountAsync(db =>
            db.Set<Dossier>()
                .Where(d => d.Id == licence.DossierId)
                .Select(d => d.Code)
                .SingleAsync()
        );

    private static Task<TrackAnswer> AskAsync(
        Shop shop,
        string number,
        string code,
        string address
    ) =>
        shop.Web.UseAsync<CheckLicence, TrackAnswer>(async check =>
            (
                await check.RunAsync(number, code, address, TestContext.Current.CancellationToken)
            ).Answer
        );

    private static Task<int> TellAsync(Shop shop) =>
        shop.Web.UseAsync<TellExpiry, int>(job =>
            job.RunAsync(TestContext.Current.CancellationToken)
        );

    private static Task<int> DueAsync(Shop shop) =>
        shop.Web.UseAsync<EraseParticulars, int>(e =>
            e.CountAsync(TestContext.Current.CancellationToken)
        );
}
