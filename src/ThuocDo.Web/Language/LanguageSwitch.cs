using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Language;

/// <summary>Vietnamese unless the visitor chose: by <c>?lang=</c> for one page, by the switch for a year.</summary>
public static class LanguageSwitch
{
    public const string Cookie = "thuocdo.language";
    public const string Query = "lang";

    public static void AddLanguages(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Texts.Languages.Select(CultureInfo.GetCultureInfo).ToList();
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider
                {
                    QueryStringKey = Query,
                    UIQueryStringKey = Query,
                },
                new CookieRequestCultureProvider { CookieName = Cookie },
            ];
        });

    /// <summary>Sets a preference and nothing else, so it needs no form token and works on every page.</summary>
    public static void MapLanguageSwitch(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                ShellLinks.Language,
                (HttpContext context, [FromForm] string? language, [FromForm] string? returnUrl) =>
                {
                    if (language is null || !Texts.Languages.Contains(language))
                    {
                        return Results.StatusCode(StatusCodes.Status400BadRequest);
                    }

                    context.Response.Cookies.Append(
                        Cookie,
                        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                        new CookieOptions
                        {
                            MaxAge = TimeSpan.FromDays(365),
                            HttpOnly = true,
                            SameSite = SameSiteMode.Lax,
                            Secure = context.Request.IsHttps,
                            IsEssential = true,
                        }
                    );
                    return Results.LocalRedirect(LocalPath.Of(returnUrl));
                }
            )
            .DisableAntiforgery()
            .WithMetadata(new PublicPageAttribute());
}
