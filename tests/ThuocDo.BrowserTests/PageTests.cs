using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>What must hold on every page, whoever wrote it.</summary>
public sealed class PageTests(BrowserFixture browser)
{
    /// <summary>Narrow enough for the phones in use.</summary>
    private const int PhoneWidth = 360;

    /// <summary>Pages that only take a form, that a signed-in person is led away from, or that are for machines.</summary>
    private static readonly string[] WithoutView =
    [
        "/dang-xuat",
        "/dang-nhap/trinh-dien",
        "/cong-dan/dang-nhap/trinh-dien",
        "/dang-nhap/ma-xac-thuc",
        "/bang-dieu-hanh/{condition}/bien-nhan.json",
    ];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var page in PageCatalogue.All.Where(p => !WithoutView.Contains(p.Route)))
            {
                data.Add(page.Route, "vi");
                data.Add(page.Route, "en");
            }

            return data;
        }
    }

    /// <summary>In Vietnamese, whose words are the longer ones.</summary>
    public static TheoryData<string, string> PagesOnce =>
        new(Pages.Where(row => row.Data.Item2 == "vi").Select(row => row.Data));

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_InEachLanguage_HasNoAccessibilityViolation(string route, string language)
    {
        var page = await browser.OpenAsync(account: AccountOf(route));
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            // The error page has the status it speaks of; Chromium reports that too.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };

        await OpenAsync(page, route, language);

        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
        var result = await page.RunAxe();
        result
            .Violations.Select(v =>
                $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Html))}"
            )
            .ShouldBeEmpty();
        errors.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(PagesOnce))]
    public async Task Page_OnAPhoneWithoutScript_FitsItsWidth(string route, string language)
    {
        // The window's own width cannot be measured without script, so the page is measured by a second look with it.
        var plain = await browser.OpenAsync(PhoneWidth, 800, script: false, AccountOf(route));
        await OpenAsync(plain, route, language);
        (await plain.Locator("main").IsVisibleAsync()).ShouldBeTrue();
        (await plain.Locator("h1").IsVisibleAsync()).ShouldBeTrue();
        await plain.Context.CloseAsync();

        var page = await browser.OpenAsync(PhoneWidth, 800, account: AccountOf(route));
        await OpenAsync(page, route, language);
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".table-scroll"))
                .map(e => e.tagName + "." + e.className).slice(0, 10)
                .concat("width " + document.documentElement.scrollWidth)
            """
        );
        wide.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public void Catalogue_OfTheHost_HoldsTheFirstPage() =>
        PageCatalogue.All.Select(p => p.Route).ShouldContain("/");

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
