using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>
/// <c>&lt;key-figure label="…" value="81,25" unit="%" href="…"&gt;note, verdict, yardstick&lt;/key-figure&gt;</c>: one number that matters.
/// </summary>
[HtmlTargetElement("key-figure")]
public sealed class KeyFigureTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public string Value { get; set; } = "";

    public string? Unit { get; set; }

    /// <summary>Opens what the figure counts.</summary>
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "figure");
        // Razor hands over an empty text where the page wrote null.
        object label = string.IsNullOrEmpty(Href)
            ? Label
            : Html.Tag("a", null, Label).With("href", Href);
        output.Content.SetHtmlContent(Html.Tag("p", "figure__label", label));
        output.Content.AppendHtml(
            Html.Tag(
                "p",
                "figure__value",
                Value,
                Unit is null ? null : Html.Tag("span", "figure__unit", "\u00A0" + Unit)
            )
        );
        if (!note.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Html.Tag("div", "figure__note", note));
        }
    }
}

/// <summary>
/// <c>&lt;yardstick value="0.83m" target="0.80m" tone="good" /&gt;</c>: where a share stands on a scale from <c>min</c> to <c>max</c>
/// and where its target lies. A drawing only: the figures stand beside it as text. No value, no bar.
/// </summary>
[HtmlTargetElement("yardstick", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class YardstickTagHelper : TagHelper
{
    private const decimal Width = 200;

    public decimal? Value { get; set; }

    public decimal? Target { get; set; }

    public decimal Min { get; set; }

    public decimal Max { get; set; } = 1;

    public string Tone { get; set; } = "info";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yardstick yardstick--" + Tone);
        output.Attributes.SetAttribute("viewBox", "0 0 200 20");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        Rectangle("yardstick__scale", 0, 5, Width, 9);
        if (Value is { } value)
        {
            Rectangle("yardstick__bar", 0, 5, At(value), 9);
        }

        for (var tick = 1; tick < 10; tick++)
        {
            var top = tick == 5 ? 10 : 12;
            Rectangle("yardstick__tick", tick * Width / 10, top, 0.6m, 14 - top);
        }

        if (Target is { } target)
        {
            Rectangle("yardstick__target", Math.Clamp(At(target) - 1, 0, Width - 2), 0, 2, 20);
        }

        void Rectangle(string css, decimal x, decimal y, decimal width, decimal height) =>
            output.Content.AppendHtml(
                Html.Tag("rect", css)
                    .With("x", Number(x))
                    .With("y", Number(y))
                    .With("width", Number(width))
                    .With("height", Number(height))
            );
    }

    private decimal At(decimal value) =>
        Max <= Min ? 0 : Math.Clamp((value - Min) / (Max - Min), 0, 1) * Width;

    private static string Number(decimal number) =>
        number.ToString("0.##", CultureInfo.InvariantCulture);
}
