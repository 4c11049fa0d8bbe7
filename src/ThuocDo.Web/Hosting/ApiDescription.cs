using Microsoft.OpenApi;
using ThuocDo.Indicators.OpenData;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.OneStop.Api;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Shared.Access;

namespace ThuocDo.Web.Hosting;

/// <summary>The interface for other systems, and its description made from the endpoints themselves.</summary>
public static class ApiDescription
{
    private const string Scheme = "apiKey";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = endpoint =>
                    ("/" + endpoint.RelativePath).StartsWith(
                        ApiEndpoints.Root,
                        StringComparison.Ordinal
                    );
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "Thuoc Do",
                            Version = "1",
                            Description =
                                "Public reference data and tracking are open. Everything else needs a key as bearer token, "
                                + "with the scope named at the operation, and shows the units the key was given for.",
                        };
                        document.Servers = [];
                        document.AddComponent(
                            Scheme,
                            new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                                Description = "Given out by an administrator of the installation.",
                            }
                        );
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        if (
                            context
                                .Description.ActionDescriptor.EndpointMetadata.OfType<RequiresScopeAttribute>()
                                .FirstOrDefault() is
                            { } rule
                        )
                        {
                            operation.Security =
                            [
                                new OpenApiSecurityRequirement
                                {
                                    [
                                        new OpenApiSecuritySchemeReference(Scheme, context.Document)
                                    ] = [rule.Scope],
                                },
                            ];
                        }

                        return Task.CompletedTask;
                    }
                );
            }
        );

    public static void MapApiWithDescription(this WebApplication app)
    {
        app.MapApi();
        app.MapEdxml();
        app.MapOpenData();
        app.MapOpenApi("/api/{documentName}/openapi.json").WithMetadata(new PublicPageAttribute());
    }
}
