using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.Editing;
using ThuocDo.OneStop.Procedures.OfficeLimits;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed class PublishVersionTests
{
    [Theory, Engines]
    public async Task Publish_ByPage_BeginsTomorrowAndLeavesTodaysDossiersAlone(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        // The province of that day knows nothing of the year after.
        await shop.Database.TamperAsync(
            $"delete from onestop_procedure_versions where valid_from > '2025-01-01'"
        );
        await shop.Database.TamperAsync(
            $"update onestop_procedure_versions set valid_to = null where valid_to > '2025-01-01'"
        );
        // A second web node that has the catalogue in memory already.
        await using var other = TestWeb.Over(shop.Database);
        using var elsewhere = other.NewVisitor();
        await elsewhere.GetAsync(OneStopLinks.Procedure(Shop.MaritalStatus));
        var before = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        using var officer = await shop.SignedInAsync("kiemsoat.thutuc");
        var form = await officer.GetAsync(CatalogueLinks.NewVersion(Shop.MaritalStatus));

        var refused = await form.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Input.PromisedAmount"] = "300" }
        );
        var published = await form.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Input.DecisionNumber"] = "15/QĐ-UBND",
                ["Input.DecisionDate"] = "2024-03-05",
                ["Input.PromisedAmount"] = "1",
                ["Input.Fees[0].Name"] = "Lệ phí",
                ["Input.Fees[0].Amount"] = "8000",
                ["Input.Fees[0].Basis"] = "Nghị quyết mẫu",
            }
        );

        refused.FindAll(".error-summary li").Count.ShouldBeGreaterThanOrEqualTo(2);
        published.Url.ShouldStartWith(
            CatalogueLinks.Compare(Shop.MaritalStatus).Split('?')[0],
            customMessage: published.TextOf("main")
        );
        published.TextOf("main").ShouldContain("1 ngày làm việc");
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        var after = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        after.ProcedureVersionId.ShouldNotBe(before.ProcedureVersionId);
        after.Fee.ShouldBe(8000);
        (await shop.DossierAsync(before.Code)).ProcedureVersionId.ShouldBe(
            before.ProcedureVersionId
        );
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
        other.Time.Advance(TimeSpan.FromSeconds(3));
        (await elsewhere.GetAsync(CatalogueLinks.Compare(Shop.MaritalStatus))).Source.ShouldContain(
            "15/QĐ-UBND"
        );

        await shop.Database.TamperAsync(
            $"update onestop_procedure_versions set fee = 9000 where decision_number = '15/QĐ-UBND'"
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("procedure-version,") && l.Contains("fee")
        );
    }

    [Theory, Engines]
    public async Task Publish_OnAVersionSeenBefore_IsStale(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var catalogue = await shop.Database.UseAsync(db =>
            Catalogue.LoadAsync(db, TestContext.Current.CancellationToken)
        );
        var last = catalogue.VersionsOf(Procedure.IdOf(Shop.MaritalStatus)).Last();
        var draft = new VersionDraft
        {
            ValidFrom = last.ValidFrom.AddDays(1),
            Level = last.Level,
            StatutoryLimit = last.StatutoryLimit,
            PromisedLimit = last.PromisedLimit,
            Process = last.Process,
            Steps = last.Steps,
            Papers = last.Papers,
            DecisionNumber = "1/QĐ",
            DecisionDate = last.ValidFrom,
        };

        var (first, again, stale) = await shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async services =>
            {
                var publish = services.GetRequiredService<PublishVersion>();
                return (
                    await publish.RunAsync(Of("a"), TestContext.Current.CancellationToken),
                    await publish.RunAsync(Of("a"), TestContext.Current.CancellationToken),
                    await publish.RunAsync(Of("b"), TestContext.Current.CancellationToken)
                );
            }
        );

        first.Value.ShouldBe(last.Number + 1);
        again.Value.ShouldBe(first.Value);
        stale.IsStale.ShouldBeTrue();
        (
            await shop.CountAsync(db =>
                db.Set<ProcedureVersion>().CountAsync(v => v.ProcedureId == last.ProcedureId)
            )
        ).ShouldBe(last.Number + 1);

        PublishRequest Of(string key) => new(key, Shop.MaritalStatus, last.Number, null, draft);
    }

    [Theory, Engines]
    public async Task OfficeLimit_ShorterThanTheProvinces_IsWhatTheSlipPromises(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var control = await shop.SignedInAsync("kiemsoat.thutuc");
        var page = await control.GetAsync(CatalogueLinks.OfficeLimits(Shop.MaritalStatus));
        var typed = new Dictionary<string, string?>
        {
            ["Input.Unit"] = Shop.AnHai,
            ["Input.Amount"] = "400",
            ["Input.UnitOfTime"] = nameof(LimitUnit.WorkingHours),
            ["Input.From"] = "2024-03-06",
        };
        var wrong = await page.SubmitAsync("#new-limit", typed);
        wrong.FindAll(".error-summary li").Count.ShouldBe(3, wrong.TextOf(".error-summary"));
        wrong.TextOf(".error-summary").ShouldContain("ngắn hơn");
        typed["Input.Amount"] = "4";
        typed["Input.From"] = "2024-03-07";
        typed["Input.Act"] = "QĐ mẫu";
        var entered = await wrong.SubmitAsync("#new-limit", typed);
        entered.TextOf("main table").ShouldContain("4 giờ làm việc");
        // A second click.
        (await wrong.SubmitAsync("#new-limit", typed)).Url.ShouldBe(entered.Url);
        // Mistyped: the next one, of the same day, is dropped before it began, and the first goes on.
        var second = new Dictionary<string, string?>(typed)
        {
            ["Input.Amount"] = "3",
            ["Input.From"] = "2024-03-20",
        };
        var two = await entered.SubmitAsync("#new-limit", second);
        two.TextOf("main table").ShouldContain("3 giờ làm việc");
        var dropped = await two.SubmitAsync("main table tbody tr:first-child form");
        dropped.TextOf("main table").ShouldContain("Bỏ trước khi áp dụng");
        (
            await shop.CountAsync(db => db.Set<OfficeLimit>().CountAsync(l => l.ValidTo == null))
        ).ShouldBe(1);
        (await dropped.SubmitAsync("#new-limit", second))
            .TextOf("main table")
            .ShouldContain("3 giờ làm việc");
        var left = await control.GetAsync(CatalogueLinks.OfficeLimits(Shop.MaritalStatus));
        await left.SubmitAsync("main table tbody tr:has(form) form");
        var today = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        VietnamTime.DayOf(today.FirstPromisedAt).ShouldBeGreaterThan(today.ReceivedOn);
        shop.Web.Time.Advance(TimeSpan.FromDays(1));

        var own = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        var other = await shop.DossierAsync((await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code);

        VietnamTime.DayOf(own.FirstPromisedAt).ShouldBe(own.ReceivedOn);
        VietnamTime.DayOf(other.FirstPromisedAt).ShouldBeGreaterThan(other.ReceivedOn);
        using var nextDay = await shop.SignedInAsync("kiemsoat.thutuc");
        (await nextDay.GetAsync(OneStopLinks.Procedure(Shop.MaritalStatus)))
            .TextOf("main")
            .ShouldContain("QĐ mẫu");

        // Tomorrow it is over; today's promise stands.
        var ended = await (
            await nextDay.GetAsync(CatalogueLinks.OfficeLimits(Shop.MaritalStatus))
        ).SubmitAsync("main table form");
        ended.FindAll("main table form").ShouldBeEmpty();
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        var later = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        VietnamTime.DayOf(later.FirstPromisedAt).ShouldBeGreaterThan(later.ReceivedOn);
        (await shop.FaultsAsync()).ShouldBeEmpty();
        await shop.Database.UseAsync(db =>
            db.Set<OfficeLimit>()
                .Where(l => l.ValidFrom == new DateOnly(2024, 3, 7))
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.Act, "QĐ khác"))
        );
        (await shop.FaultsAsync()).ShouldHaveSingleItem().Field.ShouldBe("act");
    }
}
