using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Web.Hosting;

/// <summary>Gives every validation attribute without a text key the general one of its kind.</summary>
internal sealed class ValidationSentences : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (
            var attribute in context
                .ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>()
                .Where(a => a.ErrorMessage is null && a.ErrorMessageResourceName is null)
        )
        {
            attribute.ErrorMessage = attribute switch
            {
                RequiredAttribute => "form.error.required",
                StringLengthAttribute or MaxLengthAttribute => "form.error.too_long",
                RangeAttribute => "form.error.range",
                _ => "form.error.format",
            };
        }
    }
}

/// <summary>Lets data annotations speak through <see cref="Texts"/>: their message is a key.</summary>
internal sealed class TextsLocalizerFactory(Texts texts) : IStringLocalizerFactory
{
    private readonly Localizer localizer = new(texts);

    public IStringLocalizer Create(Type resourceSource) => localizer;

    public IStringLocalizer Create(string baseName, string location) => localizer;

    private sealed class Localizer(Texts texts) : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, texts[name], !texts.Has(name));

        public LocalizedString this[string name, params object[] arguments] =>
            new(name, texts[name, arguments], !texts.Has(name));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            texts.All(Texts.CurrentLanguage).Select(t => new LocalizedString(t.Key, t.Value));
    }
}
