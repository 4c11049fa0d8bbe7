using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>
/// <c>&lt;data-table caption="…"&gt;&lt;thead&gt;…&lt;/data-table&gt;</c>: a table that scrolls sideways inside its own focusable region
/// instead of making the page wider; with <c>stack</c> its rows become cards on a phone (give each cell <c>data-label</c>).
/// With <c>chart</c> a script draws it above the table from the <c>data-value</c> of its cells.
/// </summary>
[HtmlTargetElement("data-table")]
public sealed class TableTagHelper : TagHelper
{
    private static readonly object Counter = new();

    public string Caption { get; set; } = "";

    /// <summary>For readers of the screen only: the heading above already says it.</summary>
    public bool HideCaption { get; set; }

    public bool Stack { get; set; }

    /// <summary><c>line</c> or <c>bar</c>.</summary>
    public string? Chart { get; set; }

    /// <summary>Printed after each value of the chart.</summary>
    public string? Unit { get; set; }

    /// <summary>A horizontal line across the chart.</summary>
    public decimal? Target { get; set; }

    public string? TargetLabel { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = ViewContext.HttpContext.Items;
        var number = items[Counter] is int last ? last + 1 : 1;
        items[Counter] = number;
        var id = "table-" + number.ToString(CultureInfo.InvariantCulture);
        var caption = Html.Tag("caption", HideCaption ? "visually-hidden" : null, Caption)
            .With("id", id);
        var table = Html.Tag(
            "table",
            Stack ? "table table--stack" : "table",
            caption,
            await output.GetChildContentAsync()
        );
        // Razor hands over an empty text where the page wrote null.
        if (!string.IsNullOrEmpty(Chart))
        {
            items[PageScripts.Chart] = true;
            table
                .With("data-chart", Chart)
                .With("data-unit", Unit)
                .With("data-target", Target?.ToString(CultureInfo.InvariantCulture))
                .With("data-target-label", TargetLabel);
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "table-scroll");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Attributes.SetAttribute("tabindex", "0");
        output.Content.SetHtmlContent(table);
    }
}

/// <summary>What the page asks the layout to load.</summary>
public static class PageScripts
{
    public static readonly object Chart = new();

    public static bool NeedsChart(HttpContext context) => context.Items.ContainsKey(Chart);
}
