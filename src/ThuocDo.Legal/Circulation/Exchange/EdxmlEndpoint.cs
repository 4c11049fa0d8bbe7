using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <param name="State"><c>stored</c>, or <c>known</c> where it was here before.</param>
public sealed record EdxmlReceipt(string State);

/// <summary>Other systems hand messages in here, with a key that has the scope and the receiving unit.</summary>
public static class EdxmlEndpoint
{
    public static void MapEdxml(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(CirculationLinks.Endpoint, TakeAsync)
            .WithSummary("Hand in an edXML message: a document or a status")
            .WithTags("Exchange")
            .WithDescription("The body is one edXML message: XML in UTF-8, at most 16 MB.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithMetadata(
                new RequiresScopeAttribute(ApiScopes.CirculationInbox),
                new BodyLimit(EdxmlLimits.Usual.Bytes + 1)
            );

    private static async Task<Results<Accepted<EdxmlReceipt>, ProblemHttpResult>> TakeAsync(
        HttpRequest request,
        EdxmlInbox inbox,
        CurrentApiClient client,
        CirculationSettings settings,
        Texts texts,
        CancellationToken cancellation
    )
    {
        // Told before a byte is read, where the sender says how long it is.
        if (request.ContentLength > EdxmlLimits.Usual.Bytes)
        {
            return TooLong(texts);
        }

        try
        {
            var outcome = await inbox.TakeAsync(
                EdxmlIntake.OfClient(
                    client.Client!.Id,
                    client.Units,
                    settings.SpeaksOf(client.Client.Id)
                ),
                request.Body,
                cancellation
            );
            return outcome.Succeeded
                    ? TypedResults.Accepted(
                        (string?)null,
                        new EdxmlReceipt(outcome.Value == TakenAs.Stored ? "stored" : "known")
                    )
                : outcome.Key == "edxml.fault.too-long" ? TooLong(texts)
                : TypedResults.Problem(
                    // Busy, or no scanner: the same message is welcome later.
                    statusCode: EdxmlInbox.IsForNow(outcome)
                        ? StatusCodes.Status503ServiceUnavailable
                        : StatusCodes.Status400BadRequest,
                    title: outcome.InWords(texts)
                );
        }
        catch (BadHttpRequestException broken)
            when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLong(texts);
        }
    }

    private static ProblemHttpResult TooLong(Texts texts) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status413PayloadTooLarge,
            title: texts["edxml.fault.too-long", "edXML", 0, EdxmlLimits.Usual.Megabytes]
        );

    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
