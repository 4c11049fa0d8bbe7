using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using ThuocDo.OneStop;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Reliability;

/// <summary>A filled-in form of the intake page, with the key that makes it one action however often it is sent.</summary>
public sealed record IntakeForm(
    string Key,
    Uri Action,
    IReadOnlyList<KeyValuePair<string, string>> Fields
);

/// <summary>A receptionist who signs in and sends many forms of the intake page at once.</summary>
public sealed class IntakeCounter(SocketsHttpHandler handler, WebProcess web) : IDisposable
{
    private const string Receptionist = "motcua.xa";

    // The handler keeps the cookies and lives longer than one start of the program.
    private readonly HttpClient client = new(handler, disposeHandler: false)
    {
        BaseAddress = web.Address,
        Timeout = TimeSpan.FromMinutes(3),
    };

    /// <summary>Signs in, opens the form of the first procedure and fills it in again and again.</summary>
    public async Task<IReadOnlyList<IntakeForm>> PrepareAsync(int count)
    {
        var user = new WebUser(client);
        await user.SignInAsync(Receptionist);
        var choice = await user.GetAsync(OneStopLinks.Receive);
        var page = await choice.FollowAsync("main ul.plain-list a");
        var form = (IHtmlFormElement)page.Find("main form[method=post]");
        var papers = page.FindAll("main input[name='Input.Papers']")
            .Select(box => KeyValuePair.Create("Input.Papers", box.GetAttribute("value")!));
        return
        [
            .. Enumerable
                .Range(1, count)
                .Select(number =>
                {
                    var key = Guid.CreateVersion7().ToString("N");
                    var filled = new Dictionary<string, string?>
                    {
                        ["Key"] = key,
                        ["Input.Name"] = $"Người nộp thử {number}",
                        ["Input.Identity"] = number.ToString(
                            "058000000000",
                            CultureInfo.InvariantCulture
                        ),
                        ["Input.Subject"] = $"Hồ sơ thử {number}",
                    };
                    var fields = WebForm
                        .Fields(form, filled, null)
                        .Where(f => f.Key != "Input.Papers")
                        .Concat(papers);
                    return new IntakeForm(key, new Uri(page.Url, UriKind.Relative), [.. fields]);
                }),
        ];
    }

    /// <summary>Sends all forms at the same time.</summary>
    /// <param name="after">The number of acknowledged receipts after which <paramref name="then"/> is done.</param>
    /// <returns>Key and code of each receipt that was acknowledged.</returns>
    public async Task<ConcurrentDictionary<string, string>> SendAsync(
        IReadOnlyList<IntakeForm> forms,
        int after,
        Action then
    )
    {
        var acknowledged = new ConcurrentDictionary<string, string>();
        var count = 0;
        await Task.WhenAll(
            forms.Select(async form =>
            {
                if (await CodeAsync(form) is { } code)
                {
                    acknowledged[form.Key] = code;
                    if (Interlocked.Increment(ref count) == after)
                    {
                        then();
                    }
                }
            })
        );
        return acknowledged;
    }

    public void Dispose() => client.Dispose();

    /// <summary>The code of the dossier whose slip is shown next; none if the answer did not come.</summary>
    private async Task<string?> CodeAsync(IntakeForm form)
    {
        try
        {
            using var response = await client.PostAsync(
                form.Action,
                new FormUrlEncodedContent(form.Fields)
            );
            if (response.StatusCode != HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException(
                    $"The receipt was answered with {response.StatusCode}:\n{web.Log}"
                );
            }

            // /mot-cua/ho-so/CODE/…
            return Uri.UnescapeDataString(response.Headers.Location!.OriginalString.Split('/')[3]);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
