using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>Where gateways call back. Open to everybody, for only the checksum tells who calls.</summary>
public static class CallBackEndpoint
{
    public const string Route = PaymentLinks.Pay + "/ipn";

    /// <summary>More fields or longer ones are no call-back.</summary>
    private const int MostFields = 40;
    private const int LongestField = 512;

    public static void MapPayments(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(Route + "/{gateway}", [HttpMethods.Get, HttpMethods.Post], ReceiveAsync)
            .DisableAntiforgery()
            .WithMetadata(new PublicPageAttribute());

    private static async Task<IResult> ReceiveAsync(
        string gateway,
        HttpContext context,
        SettleNotice settle,
        CancellationToken cancellation
    )
    {
        if (settle.Gateway(gateway) is not { } known)
        {
            return Results.NotFound();
        }

        var given =
            HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
                ? (await context.Request.ReadFormAsync(cancellation)).AsEnumerable()
                : context.Request.Query;
        var fields = new Dictionary<string, string>();
        foreach (var (name, values) in given)
        {
            // A field said twice is signed once: which one counts is not for us to guess.
            if (values.Count != 1 || values[0] is not { Length: <= LongestField } value)
            {
                return Results.Json(known.Answer(NoticeVerdict.WrongChecksum));
            }

            fields[name] = value;
        }

        return Results.Json(
            known.Answer(
                fields.Count > MostFields
                    ? NoticeVerdict.WrongChecksum
                    : await settle.CallBackAsync(known, fields, cancellation)
            )
        );
    }
}
