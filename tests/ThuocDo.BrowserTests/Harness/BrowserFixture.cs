using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace ThuocDo.BrowserTests.Harness;

/// <summary>One web process and one Chromium for all tests; each test opens its own window.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Before the key of a demonstration citizen where an account is named.</summary>
    public const string CitizenPrefix = "citizen:";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private IPlaywright? playwright;
    private IBrowser? browser;
    private WebProcess? web;
    private readonly Dictionary<string, string> sessions = [];
    private readonly SemaphoreSlim signing = new(1, 1);
    private readonly ConcurrentDictionary<
        (string? Account, bool Script),
        ConcurrentBag<IPage>
    > looking = [];

    public WebProcess Web => web!;

    /// <summary>Where the web expects the identity provider; a test that needs it starts it there.</summary>
    public Uri ProviderAddress { get; } = ProviderProcess.FreeAddress();

    public Scenario Scenario { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        web = await WebProcess.StartAsync(
            prepare: async (database, keys) =>
                Scenario = await Scenario.PrepareAsync(database, keys),
            settings: ProviderProcess.SettingsFor(ProviderAddress)
        );
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium(),
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A window with its own cookies.</summary>
    /// <param name="account">
    /// The demonstration account that is signed in, or a demonstration citizen after <see cref="CitizenPrefix"/>; none for a
    /// visitor.
    /// </param>
    public async Task<IPage> OpenAsync(
        int width = 1280,
        int height = 900,
        bool script = true,
        string? account = null
    )
    {
        var session = account is null ? null : await SessionAsync(account);
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Web.Address.ToString(),
                ViewportSize = new ViewportSize { Width = width, Height = height },
                JavaScriptEnabled = script,
                StorageState = session,
                Locale = "vi-VN",
                TimezoneId = "Asia/Ho_Chi_Minh",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        if (script)
        {
            // Told to Chromium once for all pages of the window: to send half a megabyte for each page took as long as to search it.
            await context.AddInitScriptAsync(Axe);
        }

        return await context.NewPageAsync();
    }

    /// <summary>
    /// Lends a window for looking only: it is used again by the next test of the same account, which saves Chromium a process
    /// for each page. What changes anything opens one of its own.
    /// </summary>
    public async Task LookAsync(string? account, bool script, Func<IPage, Task> look)
    {
        var free = looking.GetOrAdd((account, script), _ => []);
        var page = free.TryTake(out var known)
            ? known
            : await OpenAsync(script: script, account: account);
        await look(page);
        // After a failure the window is in no known state and is not lent again.
        free.Add(page);
    }

    /// <summary>Signs in once by the button a visitor presses and keeps the cookies.</summary>
    private async Task<string> SessionAsync(string account)
    {
        await signing.WaitAsync();
        try
        {
            if (!sessions.TryGetValue(account, out var session))
            {
                var page = await OpenAsync(script: false);
                var isCitizen = account.StartsWith(CitizenPrefix, StringComparison.Ordinal);
                await page.GotoAsync(isCitizen ? "/cong-dan/dang-nhap" : "/dang-nhap");
                await page.Locator(
                        isCitizen
                            ? $"button[name=citizen][value='{account[CitizenPrefix.Length..]}']"
                            : $"button[name=userName][value='{account}']"
                    )
                    .ClickAsync();
                await page.WaitForURLAsync(url =>
                    !url.Contains("dang-nhap", StringComparison.Ordinal)
                );
                sessions[account] = session = await page.Context.StorageStateAsync();
                await page.Context.CloseAsync();
            }

            return session;
        }
        finally
        {
            signing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        signing.Dispose();
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (web is not null)
        {
            await web.DisposeAsync();
        }
    }

    private static string Chromium()
    {
        string?[] named = [Environment.GetEnvironmentVariable("THUOCDO_TEST_CHROMIUM")];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = folders.SelectMany(f =>
            new[]
            {
                "chromium-headless-shell",
                "chromium",
                "chromium-browser",
                "google-chrome",
            }.Select(n => Path.Combine(f, n))
        );
        return named.OfType<string>().Concat(found).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                "Chromium is missing: apt-get install chromium, or run eng/test."
            );
    }
}
