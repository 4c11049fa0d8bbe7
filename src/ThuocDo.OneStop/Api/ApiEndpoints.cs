using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Portal;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Api;

/// <summary>
/// The interface for other systems, version 1. What citizens may read is open; what belongs to units needs a key with
/// scope and unit; everything else does not exist here.
/// </summary>
public static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        api.MapGet("/units", UnitsAsync)
            .WithSummary("Units and their versions")
            .WithTags("Reference")
            .WithMetadata(new PublicPageAttribute());
        api.MapGet("/procedures", ProceduresAsync)
            .WithSummary("Search the catalogue of procedures")
            .WithTags("Reference")
            .WithMetadata(new PublicPageAttribute());
        api.MapGet("/procedures/{procedure}", ProcedureAsync)
            .WithSummary("One procedure as it is in force on a day")
            .WithTags("Reference")
            .WithMetadata(new PublicPageAttribute());
        api.MapPost("/tracking", TrackAsync)
            .WithSummary("Follow a dossier by code and secret")
            .WithTags("Tracking")
            .WithMetadata(
                new PublicPageAttribute(),
                new Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute(
                    RateLimits.Attempts
                )
            );
        api.MapGet("/dossiers", DossiersAsync)
            .WithSummary("Dossiers of the client's units")
            .WithTags("Dossiers")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithMetadata(new RequiresScopeAttribute(ApiScopes.DossiersRead));
        api.MapGet("/dossiers/{dossier}", DossierAsync)
            .WithSummary("One dossier of the client's units")
            .WithTags("Dossiers")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithMetadata(new RequiresScopeAttribute(ApiScopes.DossiersRead));
        api.MapPost("/portal/messages", TakeMessageAsync)
            .WithSummary("Hand in a message of the national portal")
            .WithTags("Exchange")
            .Accepts<PortalEnvelope>("application/json")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithMetadata(new RequiresScopeAttribute(ApiScopes.PortalInbox));
    }

    private static async Task<Ok<ApiList<ApiUnit>>> UnitsAsync(
        UnitDirectory units,
        [Description("Only versions valid on this day.")] DateOnly? on,
        [Description("Number of the page, from 1.")] int? page,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        var all = tree
            .All.Where(u => on is not { } day || u.IsValidOn(day))
            .OrderBy(u => u.Key, StringComparer.Ordinal)
            .ToList();
        var number = Math.Max(1, page ?? 1);
        return TypedResults.Ok(
            ApiList<ApiUnit>.Of(
                [
                    .. all.Skip((number - 1) * ApiList<ApiUnit>.Size)
                        .Take(ApiList<ApiUnit>.Size)
                        .Select(u => new ApiUnit(
                            u.Key,
                            u.Code,
                            u.Name,
                            u.NameEn,
                            u.Kind.ToString(),
                            u.Level.ToString(),
                            u.ParentId is { } parent ? tree.Find(parent)?.Key : null,
                            u.ValidFrom,
                            u.ValidTo
                        )),
                ],
                all.Count,
                number
            )
        );
    }

    private static async Task<Ok<ApiList<ApiProcedure>>> ProceduresAsync(
        CatalogueDirectory catalogues,
        CatalogueSearch index,
        Clock clock,
        [Description("Words of name, field or code, with or without marks.")] string? search,
        [Description("The day for which the version is given; today if left out.")] DateOnly? on,
        [Description("Number of the page, from 1.")] int? page,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        // What only the national database knows has no version here and is not given out as the province's own.
        var found = (await index.GetAsync(cancellation))
            .Find(search)
            .Entries.Select(e => e.Procedure)
            .OfType<Procedure>()
            .ToList();
        var number = Math.Max(1, page ?? 1);
        return TypedResults.Ok(
            ApiList<ApiProcedure>.Of(
                [
                    .. found
                        .Skip((number - 1) * ApiList<ApiProcedure>.Size)
                        .Take(ApiList<ApiProcedure>.Size)
                        .Select(p => Shown(p, catalogue.VersionOn(p.Id, on ?? clock.Today))),
                ],
                found.Count,
                number
            )
        );
    }

    private static async Task<Results<Ok<ApiProcedure>, ProblemHttpResult>> ProcedureAsync(
        [Description("National code.")] string procedure,
        [Description("The day for which the version is given; today if left out.")] DateOnly? on,
        CatalogueDirectory catalogues,
        Clock clock,
        Texts texts,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        return catalogue.Find(procedure) is { } found
            ? TypedResults.Ok(Shown(found, catalogue.VersionOn(found.Id, on ?? clock.Today)))
            : NotFound(texts);
    }

    private static async Task<Results<Ok<ApiTracking>, ProblemHttpResult>> TrackAsync(
        ApiTrackingRequest request,
        HttpContext context,
        TrackDossier track,
        UnitDirectory units,
        CatalogueDirectory catalogues,
        Texts texts,
        CancellationToken cancellation
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (
            request.Code is not { Length: > 0 and <= Dossier.CodeMaxLength } code
            || request.Secret is not { Length: > 0 and <= 40 } secret
        )
        {
            return Problem(texts, StatusCodes.Status400BadRequest, "api.error.tracking-wrong");
        }

        var (answer, found) = await track.RunAsync(
            code,
            secret,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            cancellation
        );
        if (answer != TrackAnswer.Found || found is null)
        {
            return answer == TrackAnswer.Locked
                ? Problem(
                    texts,
                    StatusCodes.Status429TooManyRequests,
                    "api.error.tracking-locked",
                    TrackingGuard.Minutes
                )
                : Problem(texts, StatusCodes.Status404NotFound, "api.error.tracking-wrong");
        }

        return TypedResults.Ok(
            new ApiTracking(
                Shown(
                    found.Work.Dossier,
                    await units.GetAsync(cancellation),
                    await catalogues.GetAsync(cancellation)
                ),
                [.. found.Clock.Why.Select(w => w.Render(texts))],
                [
                    .. found.Events.Select(e => new ApiEvent(
                        e.Event.At,
                        e.Event.Type,
                        DossierEvents.InWords(e.Event.Type).Render(texts)
                    )),
                ]
            )
        );
    }

    private static async Task<Ok<ApiList<ApiDossier>>> DossiersAsync(
        ThuocDoDb db,
        CurrentApiClient client,
        UnitDirectory units,
        CatalogueDirectory catalogues,
        [Description("Only dossiers in this state.")] DossierState? state,
        [Description("Only dossiers received on this day or later.")] DateOnly? receivedFrom,
        [Description("Only dossiers received before this day.")] DateOnly? receivedBefore,
        [Description("Number of the page, from 1.")] int? page,
        CancellationToken cancellation
    )
    {
        var mine = client.Units;
        var chosen = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => mine.Contains(d.UnitId) || mine.Contains(d.ReceivingUnitId));
        chosen = state is { } wanted ? chosen.Where(d => d.State == wanted) : chosen;
        chosen = receivedFrom is { } from ? chosen.Where(d => d.ReceivedOn >= from) : chosen;
        chosen = receivedBefore is { } to ? chosen.Where(d => d.ReceivedOn < to) : chosen;
        var number = Math.Max(1, page ?? 1);
        var tree = await units.GetAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var rows = await chosen
            .OrderBy(d => d.ReceivedAt)
            .ThenBy(d => d.Code)
            .Skip((number - 1) * ApiList<ApiDossier>.Size)
            .Take(ApiList<ApiDossier>.Size)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            ApiList<ApiDossier>.Of(
                [.. rows.Select(d => Shown(d, tree, catalogue))],
                await chosen.CountAsync(cancellation),
                number
            )
        );
    }

    private static async Task<Results<Ok<ApiDossier>, ProblemHttpResult>> DossierAsync(
        [Description("Code of the dossier.")] string dossier,
        ThuocDoDb db,
        CurrentApiClient client,
        UnitDirectory units,
        CatalogueDirectory catalogues,
        Texts texts,
        CancellationToken cancellation
    )
    {
        var code = DossierCode.Normal(dossier);
        var found = await db.Set<Dossier>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Code == code, cancellation);
        // Of a dossier of other units nobody learns whether it exists.
        return
            found is not null
            && (client.Units.Contains(found.UnitId) || client.Units.Contains(found.ReceivingUnitId))
            ? TypedResults.Ok(
                Shown(
                    found,
                    await units.GetAsync(cancellation),
                    await catalogues.GetAsync(cancellation)
                )
            )
            : NotFound(texts);
    }

    private static async Task<Results<Accepted<ApiReceipt>, ProblemHttpResult>> TakeMessageAsync(
        HttpRequest request,
        Inbox inbox,
        CurrentApiClient client,
        Texts texts,
        CancellationToken cancellation
    )
    {
        using var reader = new StreamReader(request.Body);
        var answer = await inbox.TakeAsync(
            client.Client!.Id.ToString("N"),
            await reader.ReadToEndAsync(cancellation),
            cancellation
        );
        return answer == InboxAnswer.Malformed
            ? Problem(texts, StatusCodes.Status400BadRequest, "api.error.message-malformed")
            : TypedResults.Accepted(
                (string?)null,
                new ApiReceipt(answer == InboxAnswer.Stored ? "stored" : "known")
            );
    }

    private static ProblemHttpResult NotFound(Texts texts) =>
        Problem(texts, StatusCodes.Status404NotFound, "api.error.not-found");

    private static ProblemHttpResult Problem(
        Texts texts,
        int status,
        string key,
        params object?[] arguments
    ) => TypedResults.Problem(statusCode: status, title: texts[key, arguments]);

    private static ApiProcedure Shown(Procedure procedure, ProcedureVersion? version) =>
        new(
            procedure.Code,
            procedure.NameVi,
            procedure.NameEn,
            procedure.FieldVi,
            procedure.Audience.ToString(),
            version is null
                ? null
                : new ApiProcedureVersion(
                    version.Number,
                    version.ValidFrom,
                    version.ValidTo,
                    version.Level.ToString(),
                    version.StatutoryLimit.ToString(),
                    version.PromisedLimit.ToString(),
                    version.Fee,
                    version.OnlineLevel.ToString(),
                    [
                        .. version.Papers.Select(p => new ApiPaper(
                            p.Number,
                            p.NameVi,
                            p.NameEn,
                            p.Originals,
                            p.Copies,
                            p.IsRequired
                        )),
                    ]
                )
        );

    private static ApiDossier Shown(Dossier d, UnitTree tree, Catalogue catalogue) =>
        new(
            d.Code,
            catalogue[d.ProcedureId].Code,
            tree[d.UnitId].Key,
            tree[d.ReceivingUnitId].Key,
            d.State.ToString(),
            PortalCodes.StatusOf(d.State),
            d.Channel.ToString(),
            d.ReceivedAt,
            d.FirstPromisedAt,
            d.DueAt,
            d.ClosedAt,
            d.ReturnedAt,
            d.Result?.ToString(),
            d.Timeliness?.ToString(),
            d.Supplements,
            d.Extensions,
            d.Events
        );
}
