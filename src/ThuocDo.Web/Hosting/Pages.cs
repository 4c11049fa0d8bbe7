using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Hosting;

/// <summary>Razor Pages from the feature folders of all modules, with our own sentences for wrong input.</summary>
public static class Pages
{
    public static void AddPages(this IServiceCollection services)
    {
        services
            .AddRazorPages(options => options.RootDirectory = "/")
            .AddMvcOptions(options =>
            {
                options.Filters.Add<StaleFormFilter>();
                options.ModelMetadataDetailsProviders.Add(new ValidationSentences());
            })
            .AddDataAnnotationsLocalization(options =>
                options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create("", "")
            );
        services.AddSingleton<
            Microsoft.Extensions.Localization.IStringLocalizerFactory,
            TextsLocalizerFactory
        >();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingSentences>();
        // Vietnamese letters as they are: escaped, a page is a third larger.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.AddAntiforgery(options => options.Cookie.Name = "thuocdo.form");
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = PageMessages.CookieName;
            options.Cookie.IsEssential = true;
        });
    }

    private sealed class BindingSentences(Texts texts) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            var sentences = options.ModelBindingMessageProvider;
            sentences.SetAttemptedValueIsInvalidAccessor(
                (value, _) => texts["form.error.unknown_value", value]
            );
            sentences.SetNonPropertyAttemptedValueIsInvalidAccessor(value =>
                texts["form.error.unknown_value", value]
            );
            sentences.SetValueIsInvalidAccessor(value => texts["form.error.unknown_value", value]);
            sentences.SetUnknownValueIsInvalidAccessor(_ => texts["form.error.format"]);
            sentences.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["form.error.format"]);
            sentences.SetMissingBindRequiredValueAccessor(_ => texts["form.error.required"]);
            sentences.SetMissingKeyOrValueAccessor(() => texts["form.error.required"]);
            sentences.SetValueMustNotBeNullAccessor(_ => texts["form.error.required"]);
            sentences.SetMissingRequestBodyRequiredValueAccessor(() =>
                texts["form.error.body_missing"]
            );
            sentences.SetValueMustBeANumberAccessor(_ => texts["form.error.not_a_number"]);
            sentences.SetNonPropertyValueMustBeANumberAccessor(() =>
                texts["form.error.not_a_number"]
            );
        }
    }
}
