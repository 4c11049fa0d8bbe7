namespace ThuocDo.Web.Errors;

/// <summary>Every failure ends on a page of ours, in the visitor's language, with the status it had.</summary>
public static class ErrorPages
{
    public const string Path = "/loi";

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = Path,
                // The page logs it, once, with the reference number it shows.
                SuppressDiagnosticsCallback = _ => true,
            }
        );
        app.UseStatusCodePagesWithReExecute(Path, "?code={0}");
    }
}
