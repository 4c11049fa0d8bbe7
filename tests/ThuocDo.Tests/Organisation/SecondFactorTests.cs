using System.Net;
using Shouldly;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class SecondFactorTests
{
    private const string Password = "a sentence to remember";

    [Theory, Engines]
    public async Task Staff_WithoutSecondFactor_AreLedToEnrolFirst(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var visitor = web.NewVisitor();

        await visitor.TryPasswordAsync("staff", Password);

        (await visitor.GetAsync("/co-cau")).Url.ShouldBe("/tai-khoan/xac-thuc-hai-buoc");
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldBe("/tai-khoan/xac-thuc-hai-buoc");
        (await visitor.GetAsync("/dang-xuat")).Url.ShouldBe("/dang-xuat");
    }

    [Theory, Engines]
    public async Task Enrol_WithTheFirstCode_OpensTheRestAndShowsRecoveryCodesOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var visitor = web.NewVisitor();
        await visitor.TryPasswordAsync("staff", Password);

        var (_, codes) = await EnrolAsync(web, visitor);

        codes.Count.ShouldBe(10);
        codes.ShouldBeUnique();
        (await visitor.GetAsync("/tai-khoan/xac-thuc-hai-buoc"))
            .FindAll("#recovery-codes li")
            .ShouldBeEmpty();
        (await visitor.GetAsync("/co-cau")).Url.ShouldBe("/co-cau");
    }

    [Theory, Engines]
    public async Task Enrol_WithAWrongCode_KeepsTheSecretAndSaysSo(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var visitor = web.NewVisitor();
        await visitor.TryPasswordAsync("staff", Password);
        var form = await visitor.GetAsync("/tai-khoan/xac-thuc-hai-buoc");

        var answer = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["Input.Code"] = "000000" }
        );

        answer.FindAll(".field-error").ShouldNotBeEmpty();
        answer.TextOf("#secret").ShouldBe(form.TextOf("#secret"));
        (await visitor.GetAsync("/co-cau")).Url.ShouldBe("/tai-khoan/xac-thuc-hai-buoc");
    }

    [Theory, Engines]
    public async Task SignIn_WithSecondFactor_NeedsAFreshCode(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var first = web.NewVisitor();
        await first.TryPasswordAsync("staff", Password);
        var (secret, _) = await EnrolAsync(web, first);
        using var visitor = web.NewVisitor();

        var asked = await visitor.TryPasswordAsync("staff", Password, "/co-cau");
        asked.Url.ShouldStartWith("/dang-nhap/ma-xac-thuc");
        (await visitor.GetAsync("/co-cau")).Url.ShouldStartWith("/dang-nhap?");

        var used = await SendCodeAsync(asked, Visitors.CodeOf(secret, web.Time.GetUtcNow()));
        used.FindAll(".field-error").ShouldNotBeEmpty("the code was used for the enrolment");

        web.Time.Advance(TimeSpan.FromSeconds(30));
        var entered = await SendCodeAsync(used, Visitors.CodeOf(secret, web.Time.GetUtcNow()));
        entered.Status.ShouldBe(HttpStatusCode.OK);
        entered.Url.ShouldBe("/co-cau");
    }

    [Theory, Engines]
    public async Task SignIn_WithARecoveryCode_WorksOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var first = web.NewVisitor();
        await first.TryPasswordAsync("staff", Password);
        var (_, codes) = await EnrolAsync(web, first);

        using var visitor = web.NewVisitor();
        await SendCodeAsync(await visitor.TryPasswordAsync("staff", Password), codes[0]);
        using var other = web.NewVisitor();
        var again = await SendCodeAsync(await other.TryPasswordAsync("staff", Password), codes[0]);

        (await visitor.GetAsync("/tai-khoan")).Url.ShouldBe("/tai-khoan");
        again.FindAll(".field-error").ShouldNotBeEmpty();
        (await other.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }

    [Theory, Engines]
    public async Task Remove_WithThePassword_LeadsToEnrolAgain(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        using var visitor = web.NewVisitor();
        await visitor.TryPasswordAsync("staff", Password);
        await EnrolAsync(web, visitor);
        var form = await visitor.GetAsync("/tai-khoan/xac-thuc-hai-buoc/tat");

        var wrong = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["Input.Password"] = "not it" }
        );
        await wrong.SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["Input.Password"] = Password }
        );

        wrong.FindAll(".field-error").ShouldNotBeEmpty();
        (await visitor.GetAsync("/co-cau")).Url.ShouldBe("/tai-khoan/xac-thuc-hai-buoc");
    }

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> EnrolAsync(
        TestWeb web,
        WebUser visitor
    )
    {
        var form = await visitor.GetAsync("/tai-khoan/xac-thuc-hai-buoc");
        var secret = form.TextOf("#secret");
        form.Find("main svg.qr path").GetAttribute("d").ShouldNotBeNullOrEmpty();
        var done = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Code"] = Visitors.CodeOf(secret, web.Time.GetUtcNow()),
            }
        );
        return (secret, [.. done.FindAll("#recovery-codes li").Select(c => c.TextContent)]);
    }

    private static Task<WebPage> SendCodeAsync(WebPage page, string code) =>
        page.SubmitAsync("main form", new Dictionary<string, string?> { ["Input.Code"] = code });
}
