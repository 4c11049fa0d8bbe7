using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// Remembers that a form was refused because its token no longer fits (signed in again in another tab, open for too
/// long), so that the error page can say "open the page again" instead of "bad request".
/// </summary>
internal sealed class StaleFormFilter : IAlwaysRunResultFilter
{
    private static readonly object Mark = new();

    public static bool IsStale(HttpContext context) => context.Items.ContainsKey(Mark);

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[Mark] = true;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}
