using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class AccountAdministrationTests
{
    [Theory, Engines]
    public async Task Create_ThenSignIn_DemandsAPasswordOfOnesOwn(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");
        var created = await CreateAsync(administrator, "new.person");
        var oneTime = created.TextOf("#one-time-password");

        using var visitor = web.NewVisitor();
        await visitor.TryPasswordAsync("new.person", oneTime);
        var led = await visitor.GetAsync("/co-cau");
        var changed = await led.SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Present"] = oneTime,
                ["Input.Next"] = "a sentence to remember",
                ["Input.Repeated"] = "a sentence to remember",
            }
        );

        led.Url.ShouldBe("/tai-khoan/mat-khau");
        changed.Url.ShouldBe("/tai-khoan");
        (await EventsAsync(database, "new.person")).ShouldBe([
            AccountEvents.Created,
            AccountEvents.PasswordChanged,
        ]);
        (await administrator.GetAsync("/quan-tri/tai-khoan/new.person"))
            .FindAll("#one-time-password")
            .ShouldBeEmpty("it is shown once");
    }

    [Theory, Engines]
    public async Task Create_PostedTwice_MakesOneAccountAndShowsOnePassword(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");
        var form = await administrator.GetAsync("/quan-tri/tai-khoan/moi");
        var values = new Dictionary<string, string?>
        {
            ["Input.Name"] = "Sample",
            ["Input.UserName"] = "new.person",
        };

        var first = await form.SubmitAsync("main form", values);
        var second = await form.SubmitAsync("main form", values);

        second.TextOf("#one-time-password").ShouldBe(first.TextOf("#one-time-password"));
        (await EventsAsync(database, "new.person")).ShouldBe([AccountEvents.Created]);
    }

    [Theory]
    [Engines("Has.Capitals")]
    [Engines("lanhdao")]
    [Engines("")]
    public async Task Create_WithAUserNameThatIsNone_SaysSo(Engine engine, string userName)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");

        var answer = await CreateAsync(administrator, userName);

        answer.FindAll(".error-summary").ShouldNotBeEmpty();
        (
            await database.UseAsync(db => db.Set<Account>().CountAsync(a => !a.IsDemonstration))
        ).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task RoleAssignedAndEnded_OpensAndClosesItsPages(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");
        using var other = await web.SignInAsync("chuyenvien.xa");
        (await other.GetAsync("/quan-tri/tai-khoan")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var page = await administrator.GetAsync("/quan-tri/tai-khoan/chuyenvien.xa");
        page = await page.SubmitAsync(
            "form[action*='Assign']",
            new Dictionary<string, string?>
            {
                ["Input.Role"] = nameof(Role.Administrator),
                ["Input.Unit"] = "d587",
            }
        );
        var opened = await other.GetAsync("/quan-tri/tai-khoan");
        page = await page.SubmitAsync("form[action*='EndRole']");
        var closed = await other.GetAsync("/quan-tri/tai-khoan");

        opened.Status.ShouldBe(HttpStatusCode.OK);
        closed.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await EventsAsync(database, "chuyenvien.xa")).ShouldBe([
            AccountEvents.Created,
            AccountEvents.RoleAssigned,
            AccountEvents.RoleEnded,
        ]);
    }

    /// <summary>A right over a district gives no way to a right over the province.</summary>
    [Theory, Engines]
    public async Task Administrator_OfADistrict_ReachesNothingOutsideIt(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(async db =>
        {
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    DemonstrationAccounts.IdOf("lanhdao.huyen"),
                    Role.Administrator,
                    Unit.IdOf("d587"),
                    new DateOnly(2020, 1, 1)
                )
            );
            await db.SaveChangesAsync();
        });
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("lanhdao.huyen");

        var list = await administrator.GetAsync("/quan-tri/tai-khoan");
        var outside = await administrator.GetAsync("/quan-tri/tai-khoan/lanhdao");
        var own = await administrator.GetAsync("/quan-tri/tai-khoan/chuyenvien.xa");
        own.Find("select[name='Input.Unit'] option[value=d587]")
            .SetAttribute("value", "ninh-thuan");
        var refused = await own.SubmitAsync(
            "form[action*='Assign']",
            new Dictionary<string, string?>
            {
                ["Input.Role"] = nameof(Role.Leader),
                ["Input.Unit"] = "ninh-thuan",
            }
        );

        list.Source.ShouldContain("chuyenvien.xa");
        list.FindAll("a[href='/quan-tri/tai-khoan/lanhdao']").ShouldBeEmpty();
        outside.Status.ShouldBe(HttpStatusCode.NotFound);
        own.Status.ShouldBe(HttpStatusCode.OK);
        refused.FindAll(".error-summary").ShouldNotBeEmpty();
        (await EventsAsync(database, "chuyenvien.xa")).ShouldBe([AccountEvents.Created]);
    }

    [Theory, Engines]
    public async Task Administrator_LockingHimself_IsRefused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");

        var answer = await (
            await administrator.GetAsync("/quan-tri/tai-khoan/quantri")
        ).SubmitAsync("main form", button: "button[formaction*=Lock]");

        answer.FindAll(".error-summary").ShouldNotBeEmpty();
        (await administrator.GetAsync("/quan-tri/tai-khoan")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Engines]
    public async Task LockAndUnlock_Posted_CloseAndOpenTheAccount(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");
        using var visitor = web.NewVisitor();

        var page = await administrator.GetAsync("/quan-tri/tai-khoan/lanhdao");
        page = await page.SubmitAsync("main form", button: "button[formaction*=Lock]");
        await visitor.TryPasswordAsync("lanhdao", DemonstrationAccounts.Password);
        var locked = await visitor.GetAsync("/tai-khoan");
        await page.SubmitAsync("main form", button: "button[formaction*=Unlock]");
        await visitor.TryPasswordAsync("lanhdao", DemonstrationAccounts.Password);
        var open = await visitor.GetAsync("/tai-khoan");

        locked.Url.ShouldStartWith("/dang-nhap");
        open.Url.ShouldBe("/tai-khoan");
    }

    [Theory, Engines]
    public async Task History_OfAnAccount_IsAnUnbrokenChain(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var administrator = await web.SignInAsync("quantri");
        var page = await administrator.GetAsync("/quan-tri/tai-khoan/lanhdao");
        page = await page.SubmitAsync("main form", button: "button[formaction*=Lock]");
        await page.SubmitAsync("main form", button: "button[formaction*=Unlock]");

        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.SubjectId == DemonstrationAccounts.IdOf("lanhdao"))
                .OrderBy(e => e.Sequence)
                .ToListAsync()
        );

        events.Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        events.ShouldAllBe(e => e.ComputeHash().SequenceEqual(e.Hash));
        events
            .Zip(events.Skip(1))
            .ShouldAllBe(pair => pair.Second.PreviousHash.SequenceEqual(pair.First.Hash));
        events[1].ActorId.ShouldBe(DemonstrationAccounts.IdOf("quantri"));
    }

    private static async Task<WebPage> CreateAsync(WebUser administrator, string userName) =>
        await (await administrator.GetAsync("/quan-tri/tai-khoan/moi")).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Sample",
                ["Input.UserName"] = userName,
            }
        );

    private static Task<List<string>> EventsAsync(TestDatabase database, string userName) =>
        database.UseAsync(async db =>
        {
            var id = await db.Set<Account>()
                .Where(a => a.UserName == userName)
                .Select(a => a.Id)
                .SingleAsync();
            return await db.Set<HistoryEvent>()
                .Where(e => e.Chain == AccountHistory.Chain && e.SubjectId == id)
                .OrderBy(e => e.Sequence)
                .Select(e => e.Type)
                .ToListAsync();
        });
}
