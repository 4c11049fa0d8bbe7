using Microsoft.Net.Http.Headers;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// What leaves a demonstration as a file or as data for another program says so too: by a header on every answer, and in
/// the name of a file to be kept. Pages and papers say it in their own words.
/// </summary>
public sealed class DemonstrationMark(RequestDelegate next)
{
    public const string Header = "X-Demonstration-Data";

    /// <summary>Before the name of a file that is saved.</summary>
    public const string Prefix = "trinh-dien-";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers[Header] = "true";
            if (
                ContentDispositionHeaderValue.TryParse(
                    headers.ContentDisposition.ToString(),
                    out var disposition
                ) && (disposition.FileNameStar.Value ?? disposition.FileName.Value) is { } name
            )
            {
                disposition.SetHttpFileName(Prefix + name.Trim('"'));
                headers.ContentDisposition = disposition.ToString();
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
