using Microsoft.AspNetCore.Razor.TagHelpers;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Web.Elements;

/// <summary><c>&lt;verdict value="…" /&gt;</c>: drawing, word and colour; the colour alone says nothing.</summary>
[HtmlTargetElement("verdict", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class VerdictTagHelper(Texts texts) : TagHelper
{
    public Verdict Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, icon, key) = Value switch
        {
            Verdict.Met => ("good", "check", "verdict.met"),
            Verdict.AtRisk => ("warn", "warning", "verdict.at_risk"),
            Verdict.NotMet => ("bad", "cross", "verdict.not_met"),
            Verdict.NotYetMeasured => ("open", "question", "verdict.not_yet_measured"),
            _ => ("neutral", "dash", "verdict.not_applicable"),
        };
        BadgeTagHelper.Build(output, tone, icon, texts[key]);
    }
}

/// <summary>
/// <c>&lt;badge tone="warn" icon="clock"&gt;Còn 1 ngày&lt;/badge&gt;</c>: a state in a word or two. Tones: good, warn, bad, info,
/// open (dashed: not known yet), neutral.
/// </summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public string Tone { get; set; } = "neutral";

    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Build(output, Tone, Icon, await output.GetChildContentAsync());

    internal static void Build(TagHelperOutput output, string tone, string? icon, object content)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "badge badge--" + tone);
        output.Content.Clear();
        if (icon is not null)
        {
            output.Content.AppendHtml(Icons.Draw(icon));
        }

        output.Content.AppendHtml(Html.Tag("span", null, content));
    }
}
