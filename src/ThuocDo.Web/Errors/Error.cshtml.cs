using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Web.Hosting;

namespace ThuocDo.Web.Errors;

/// <summary>Says what went wrong and what to do now; reached by re-execution, whatever the method was.</summary>
[PublicPage, IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
public sealed class ErrorModel(ILogger<ErrorModel> logger) : PageModel
{
    public string TitleKey { get; private set; } = "";

    public string TextKey { get; private set; } = "";

    /// <summary>Where to go on from here.</summary>
    public string? BackTo { get; private set; }

    /// <summary>Shown with an unexpected failure and written beside it in the log.</summary>
    public string? Reference { get; private set; }

    public void OnGet(int code = StatusCodes.Status404NotFound) => Show(code);

    public void OnPost(int code = StatusCodes.Status404NotFound) => Show(code);

    private void Show(int code)
    {
        if (HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failure)
        {
            code =
                failure.Error is FileStoreException
                    ? StatusCodes.Status503ServiceUnavailable
                    : StatusCodes.Status500InternalServerError;
            Reference = HttpContext.TraceIdentifier;
            logger.LogError(
                failure.Error,
                "Unexpected failure {Reference} at {Method} {Path}",
                Reference,
                Request.Method,
                failure.Path
            );
        }

        var stale = code == StatusCodes.Status400BadRequest && StaleFormFilter.IsStale(HttpContext);
        BackTo = stale
            ? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            : null;
        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        (TitleKey, TextKey) = code switch
        {
            400 when stale => ("error.stale.title", "error.stale.text"),
            401 or 403 => ("error.forbidden.title", "error.forbidden.text"),
            404 or 405 => ("error.missing.title", "error.missing.text"),
            413 => ("error.too_large.title", "error.too_large.text"),
            429 => ("error.too_often.title", "error.too_often.text"),
            503 when Reference is not null => ("error.store.title", "error.store.text"),
            >= 500 => ("error.failure.title", "error.failure.text"),
            _ => ("error.request.title", "error.request.text"),
        };
    }
}
