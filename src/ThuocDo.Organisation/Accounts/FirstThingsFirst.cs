using Microsoft.AspNetCore.Http;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>Marks the few pages that open while a one-time password or a missing second factor waits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenBeforeFirstThingAttribute : Attribute;

/// <summary>
/// Leads whoever must set a password or enrol a second factor to that page before anything else that needs a
/// permission.
/// </summary>
public sealed class FirstThingsFirst(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (
            user.FirstThing is not { } first
            || metadata?.GetMetadata<RequiresAttribute>() is null
            || metadata.GetMetadata<OpenBeforeFirstThingAttribute>() is not null
        )
        {
            return next(context);
        }

        context.Response.Redirect(
            context.Request.PathBase
                + (
                    first == FirstThing.ChangePassword
                        ? AccountLinks.Password
                        : AccountLinks.SecondFactor
                )
        );
        return Task.CompletedTask;
    }
}
