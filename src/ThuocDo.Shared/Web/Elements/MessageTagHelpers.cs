using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>
/// Everything that is wrong with the form, above it, each line linked to its field. It takes the focus when the page
/// opens, so that a screen reader reads it first. Renders nothing when all is well.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(Texts texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext
            .ViewData.ModelState.SelectMany(e =>
                e.Value!.Errors.Select(x => (Field: e.Key, Text: x.ErrorMessage))
            )
            .Where(e => e.Text.Length > 0)
            .Distinct()
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice notice--danger error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        var list = Html.Tag("ul");
        foreach (var (field, text) in errors)
        {
            list.InnerHtml.AppendHtml(
                field.Length == 0
                    ? Html.Tag("li", null, text)
                    : Html.Tag(
                        "li",
                        null,
                        Html.Tag("a", null, text).With("href", "#" + Html.IdOf(field))
                    )
            );
        }

        output.Content.AppendHtml(Icons.Draw("warning"));
        output.Content.AppendHtml(
            Html.Tag(
                "div",
                "notice__body",
                Html.Tag("h2", "notice__title", texts["form.error.title"]),
                list
            )
        );
    }
}

/// <summary><c>&lt;notice kind="warning" heading="…"&gt;…&lt;/notice&gt;</c>: info, success, warning or danger.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public string Kind { get; set; } = "info";

    public string? Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Build(output, Kind, Heading, content);
    }

    internal static void Build(TagHelperOutput output, string kind, string? heading, object content)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice notice--" + kind);
        output.Content.SetHtmlContent(
            Icons.Draw(
                kind switch
                {
                    "success" => "check",
                    "warning" or "danger" => "warning",
                    _ => "info",
                }
            )
        );
        output.Content.AppendHtml(
            Html.Tag(
                "div",
                "notice__body",
                heading is null ? null : Html.Tag("p", "notice__title", heading),
                content
            )
        );
    }
}

/// <summary>The message of the action before the redirect (<see cref="PageMessages"/>); placed once, in the layout.</summary>
[HtmlTargetElement("last-message", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LastMessageTagHelper(Texts texts, ITempDataDictionaryFactory temporary)
    : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Without the cookie there is nothing to take, and looking would send a cookie of its own.
        if (
            !ViewContext.HttpContext.Request.Cookies.ContainsKey(PageMessages.CookieName)
            || PageMessages.Take(temporary.GetTempData(ViewContext.HttpContext)) is not { } message
        )
        {
            output.SuppressOutput();
            return;
        }

        var sentence = Html.Tag("p", null, texts[message.Key, [.. message.Arguments]]);
        NoticeTagHelper.Build(output, message.Kind, null, sentence);
        output.Attributes.SetAttribute("role", "status");
    }
}
