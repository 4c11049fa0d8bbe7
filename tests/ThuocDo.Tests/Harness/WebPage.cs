using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ThuocDo.Tests.Harness;

/// <summary>A page somebody sees, with the forms and links on it.</summary>
public sealed class WebPage(
    WebUser user,
    HttpStatusCode status,
    Uri url,
    IReadOnlyList<string> redirects,
    string text,
    IHtmlDocument document
)
{
    public HttpStatusCode Status => status;

    /// <summary>Path and query where the visitor ended up.</summary>
    public string Url => url.PathAndQuery;

    public IReadOnlyList<string> Redirects => redirects;

    public string Source => text;

    public IHtmlDocument Document => document;

    public IElement Find(string selector) =>
        document.QuerySelector(selector)
        ?? throw new InvalidOperationException(
            $"Nothing on {Url} ({(int)status}) fits '{selector}'. Its title is '{document.Title}'."
        );

    public IReadOnlyList<IElement> FindAll(string selector) =>
        [.. document.QuerySelectorAll(selector)];

    /// <summary>What is read at the place, with single blanks.</summary>
    public string TextOf(string selector) =>
        string.Join(
            ' ',
            Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    public Task<WebPage> FollowAsync(string selector) =>
        user.GetAsync(
            new Uri(
                url,
                Find(selector).GetAttribute("href")
                    ?? throw new InvalidOperationException($"'{selector}' on {Url} is no link.")
            ).AbsoluteUri
        );

    /// <summary>
    /// Submits a form with what stands in it (the antiforgery token too), after filling in the given fields. A field
    /// that the form has not cannot be filled in: the test would pass where no visitor could.
    /// </summary>
    /// <param name="form">A selector of the form.</param>
    /// <param name="values">Name and value; null leaves the field empty or the box unticked.</param>
    /// <param name="button">A selector of the button inside the form; none presses the first.</param>
    public Task<WebPage> SubmitAsync(
        string form,
        IReadOnlyDictionary<string, string?>? values = null,
        string? button = null
    )
    {
        if (Find(form) is not IHtmlFormElement element)
        {
            throw new InvalidOperationException($"'{form}' on {Url} is no form.");
        }

        var submitter = Submitter(element, button);
        var fields = WebForm.Fields(
            element,
            values ?? new Dictionary<string, string?>(),
            submitter
        );
        var action = new Uri(
            url,
            submitter?.GetAttribute("formaction")
                ?? element.GetAttribute("action")
                ?? url.PathAndQuery
        );
        return user.SendAsync(
            string.Equals(element.Method, "post", StringComparison.OrdinalIgnoreCase)
                ? new HttpRequestMessage(HttpMethod.Post, action)
                {
                    Content = WebForm.Content(element, fields),
                }
                : new HttpRequestMessage(HttpMethod.Get, WebForm.Query(action, fields))
        );
    }

    private static IElement? Submitter(IHtmlFormElement form, string? selector)
    {
        var found = form.QuerySelector(selector ?? "button:not([type=button]), input[type=submit]");
        return found is not null || selector is null
            ? found
            : throw new InvalidOperationException($"The form has no button '{selector}'.");
    }
}
