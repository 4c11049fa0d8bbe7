using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>
/// What must hold on every page, whoever wrote it. A page is opened three times: in each language as it is delivered, and once
/// without script. The parts of the catalogue run side by side.
/// </summary>
public abstract class PageTests(BrowserFixture browser)
{
    /// <summary>Narrow enough for the phones in use.</summary>
    private const int PhoneWidth = 360;
    private const int DesktopWidth = 1280;

    /// <summary>Pages that only take a form, that a signed-in person is led away from, or that are for machines.</summary>
    private static readonly string[] WithoutView =
    [
        "/dang-xuat",
        "/dang-nhap/trinh-dien",
        "/cong-dan/dang-nhap/trinh-dien",
        "/dang-nhap/ma-xac-thuc",
        "/bang-dieu-hanh/{condition}/bien-nhan.json",
        "/bang-dieu-hanh/{condition}/con-thieu.csv",
        "/bang-dieu-hanh/{condition}/so.csv",
        "/chi-so/766.csv",
        "/khao-sat/dot/{survey:guid}/ket-qua.csv",
        "/chi-so/par/tu-cham/{scoresheet:guid}/bang.csv",
        "/chi-so/par/xep-hang/{parround:guid}/bang.csv",
        "/bang-dieu-hanh/{condition}/hai-thoi-diem.csv",
        "/so-lieu-mo/{condition}/bien-nhan.json",
        "/nghi-quyet/{programme}/mo-hinh/so.csv",
        "/nghi-quyet/{programme}/kinh-phi/so.csv",
        "/nghi-quyet/{programme}/khoi-dang/bang.csv",
    ];

    protected BrowserFixture Browser => browser;

    private const int Parts = 6;

    /// <summary>Every sixth page: parts small enough that none is left alone at the end.</summary>
    protected static TheoryData<string> Part(int which) =>
        new(
            PageCatalogue
                .All.Select(p => p.Route)
                .Except(WithoutView)
                .Where((_, place) => place % Parts == which)
        );

    protected async Task CheckAsync(string route)
    {
        var account = AccountOf(route);
        await browser.LookAsync(
            account,
            script: false,
            plain => CheckWithoutScriptAsync(plain, route)
        );
        await browser.LookAsync(account, script: true, page => CheckAsync(page, route));
    }

    private async Task CheckAsync(IPage page, string route)
    {
        var errors = new List<string>();
        page.Console += Hear;
        await page.SetViewportSizeAsync(DesktopWidth, 900);
        foreach (var language in new[] { "en", "vi" })
        {
            await OpenAsync(page, route, language);
            (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
            (await page.Locator("h1").CountAsync()).ShouldBe(1);
            (
                await page.Locator(".demonstration, .sheet__demonstration").First.InnerTextAsync()
            ).ShouldContain(language == "vi" ? "Dữ liệu trình diễn" : "Demonstration data");
            (await FindingsAsync(page)).ShouldBeEmpty(language);
        }

        // In Vietnamese, whose words are the longer ones.
        await page.SetViewportSizeAsync(PhoneWidth, 800);
        (await TooWideAsync(page)).ShouldBeEmpty();
        errors.ShouldBeEmpty();
        page.Console -= Hear;

        void Hear(object? sender, IConsoleMessage message)
        {
            // The error page has the status it speaks of; Chromium reports that too.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        }
    }

    /// <summary>
    /// What axe finds on the page, by the rules it runs unasked. It runs inside the page itself: a page here holds no frame, so
    /// the search across frames, which opens a second page for its sums and takes five times as long, would see no more. The
    /// window was opened with axe in it.
    /// </summary>
    protected static async Task<string[]> FindingsAsync(IPage page)
    {
        (await page.Locator("iframe, frame, object, embed").CountAsync()).ShouldBe(0);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations
              .map(v => `${v.id}: ${v.help} at ${v.nodes.map(n => n.html).join(", ")}`)
            """
        );
    }

    private async Task CheckWithoutScriptAsync(IPage plain, string route)
    {
        await plain.SetViewportSizeAsync(PhoneWidth, 800);
        await OpenAsync(plain, route, "vi");
        (await plain.Locator("main").IsVisibleAsync()).ShouldBeTrue();
        (await plain.Locator("h1").IsVisibleAsync()).ShouldBeTrue();
    }

    private static Task<string[]> TooWideAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".table-scroll"))
                .map(e => e.tagName + "." + e.className).slice(0, 10)
                .concat("width " + document.documentElement.scrollWidth)
            """
        );

    private static string? AccountOf(string route) =>
        SampleVisit.Account(PageCatalogue.All.Single(p => p.Route == route));

    private async Task OpenAsync(IPage page, string route, string language)
    {
        var answer = await page.GotoAsync(
            SampleVisit.Address(route, browser.Scenario)
                + (
                    route.EndsWith("/bien-nhan", StringComparison.Ordinal)
                        ? $"?{browser.Scenario.Receipt}&lang="
                        : "?lang="
                )
                + language
        );
        answer.ShouldNotBeNull().Status.ShouldBe(route == "/loi" ? 404 : 200);
        new Uri(page.Url).AbsolutePath.ShouldBe(
            new Uri(browser.Web.Address, SampleVisit.Address(route, browser.Scenario)).AbsolutePath
        );
    }
}

public sealed class FirstPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(0);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);
}

public sealed class SecondPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(1);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);
}

public sealed class FourthPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(3);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);
}

public sealed class FifthPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(4);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);
}

public sealed class SixthPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(5);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);
}

public sealed class ThirdPageTests(BrowserFixture browser) : PageTests(browser)
{
    public static TheoryData<string> Pages => Part(2);

    [Theory, MemberData(nameof(Pages))]
    public Task Page_InEachLanguageAndWidth_IsAccessibleAndFits(string route) => CheckAsync(route);

    [Fact]
    public async Task Axe_OfADocumentWithFaults_FindsThoseOfAnElementAndOfTheWholePage()
    {
        var page = await Browser.OpenAsync();
        await page.SetContentAsync(
            "<!doctype html><html><body><img src='data:,'><p style='color:#999'>Hồ sơ</p></body></html>"
        );
        var found = await FindingsAsync(page);
        foreach (
            var rule in new[] { "image-alt", "color-contrast", "html-has-lang", "document-title" }
        )
        {
            found.ShouldContain(f => f.StartsWith(rule + ":", StringComparison.Ordinal));
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public void Catalogue_OfTheHost_HoldsTheFirstPage() =>
        PageCatalogue.All.Select(p => p.Route).ShouldContain("/");
}
