using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Web.Elements;

/// <summary><c>&lt;breadcrumb&gt;&lt;crumb href="…"&gt;…&lt;/crumb&gt;&lt;crumb&gt;this page&lt;/crumb&gt;&lt;/breadcrumb&gt;</c>.</summary>
[HtmlTargetElement("breadcrumb")]
public sealed class BreadcrumbTagHelper(Texts texts) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = await output.GetChildContentAsync();
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "breadcrumb");
        output.Attributes.SetAttribute("aria-label", texts["layout.breadcrumb"]);
        output.Content.SetHtmlContent(
            Html.Tag(
                "ol",
                null,
                Html.Tag(
                    "li",
                    null,
                    Html.Tag("a", null, texts["layout.home"]).With("href", ShellLinks.Home)
                ),
                crumbs
            )
        );
    }
}

[HtmlTargetElement("crumb", ParentTag = "breadcrumb")]
public sealed class CrumbTagHelper : TagHelper
{
    /// <summary>Absent: the present page.</summary>
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(
            Href is null
                ? Html.Tag("span", null, content).With("aria-current", "page")
                : Html.Tag("a", null, content).With("href", Href)
        );
    }
}

/// <summary>
/// <c>&lt;pager page="2" pages="40" total="1987" /&gt;</c>: links that keep the other query values and set <c>trang</c>. Renders the
/// count alone when everything fits on one page.
/// </summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper(Texts texts) : TagHelper
{
    /// <summary>The query value that holds the page number, from 1.</summary>
    public const string Parameter = "trang";

    public int Page { get; set; } = 1;

    public int Pages { get; set; } = 1;

    public long Total { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", texts["layout.pager"]);
        output.Content.AppendHtml(
            Html.Tag(
                "p",
                "pager__count",
                texts["layout.pager.count", Total, Page, Math.Max(Pages, 1)]
            )
        );
        if (Pages <= 1)
        {
            return;
        }

        var list = Html.Tag("ul");
        Step(list, Page > 1, Page - 1, "back", texts["layout.pager.previous"]);
        Step(list, Page < Pages, Page + 1, "arrow", texts["layout.pager.next"]);
        output.Content.AppendHtml(list);
    }

    private void Step(TagBuilder list, bool open, int page, string icon, string text)
    {
        if (open)
        {
            var link = Html.Tag("a", "button button--secondary").With("href", Address(page));
            var words = Html.Tag("span", null, text);
            link.InnerHtml.AppendHtml(page < Page ? Icons.Draw(icon) : words)
                .AppendHtml(page < Page ? words : Icons.Draw(icon));
            list.InnerHtml.AppendHtml(Html.Tag("li", null, link));
        }
    }

    private string Address(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(
            request
                .Query.Where(q => q.Key != Parameter)
                .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")))
        )
        {
            { Parameter, page.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        return request.PathBase + request.Path + query.ToQueryString();
    }
}
