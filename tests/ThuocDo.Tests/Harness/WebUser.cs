using System.Net;
using AngleSharp.Html.Parser;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;

namespace ThuocDo.Tests.Harness;

/// <summary>Walks through pages as a browser without script does: keeps cookies, follows redirects, submits forms.</summary>
public sealed class WebUser(HttpClient client) : IDisposable
{
    private const int MostRedirects = 10;

    /// <summary>For what a browser would not send: forged tokens, other methods, other content.</summary>
    public HttpClient Client => client;

    public Task<WebPage> GetAsync(string url) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Signs in by the button of a demonstration account on the sign-in page.</summary>
    /// <returns>The page after signing in.</returns>
    public async Task<WebPage> SignInAsync(string userName)
    {
        var page = await GetAsync(AccountLinks.SignIn);
        return await page.SubmitAsync(
            $"form[action^='{AccountLinks.SignInDemonstration}']",
            button: $"button[value='{userName}']"
        );
    }

    /// <summary>Signs in as a citizen of <c>data/demonstration/citizens.csv</c>, by the button on the citizens' sign-in page.</summary>
    /// <returns>The page after signing in: the one that <paramref name="back"/> names, else the citizen's own account.</returns>
    public async Task<WebPage> SignInAsCitizenAsync(
        string citizen = "congdan.01",
        string? back = null
    )
    {
        var page = await GetAsync(CitizenLinks.SignInFor(back));
        return await page.SubmitAsync(
            $"form[action^='{CitizenLinks.SignInDemonstration}']",
            button: $"button[value='{citizen}']"
        );
    }

    public async Task<WebPage> SendAsync(HttpRequestMessage request)
    {
        var redirects = new List<string>();
        var url = new Uri(client.BaseAddress!, request.RequestUri!);
        var response = await client.SendAsync(request);
        while (IsRedirect(response.StatusCode) && redirects.Count < MostRedirects)
        {
            url = new Uri(url, response.Headers.Location!);
            redirects.Add(url.PathAndQuery);
            response.Dispose();
            response = await client.GetAsync(url);
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new WebPage(
                this,
                response.StatusCode,
                url,
                redirects,
                text,
                await new HtmlParser().ParseDocumentAsync(text)
            );
        }
    }

    public void Dispose() => client.Dispose();

    private static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther;
}
