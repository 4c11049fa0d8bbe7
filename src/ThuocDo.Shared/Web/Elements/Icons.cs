using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>Line drawings on a 24 × 24 grid, drawn in the colour of the text beside them.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["arrow"] = "M5 12h13M13 6l6 6-6 6",
        ["back"] = "M19 12H6M11 6l-6 6 6 6",
        ["board"] = "M4 20V10M10 20V4M16 20v-7M22 20H2",
        ["check"] = "M5 12.5l4.5 4.5L19 7",
        ["clock"] = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
        ["cross"] = "M6 6l12 12M18 6L6 18",
        ["dash"] = "M6 12h12",
        ["document"] = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
        ["download"] = "M12 4v11M7 11l5 5 5-5M5 20h14",
        ["info"] = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.5v.5",
        ["enter"] = "M13 4h6v16h-6M3 12h11M10 8l4 4-4 4",
        ["pause"] = "M9 6v12M15 6v12",
        ["people"] =
            "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 .8 3 2.8 3 6",
        ["person"] = "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-4 3-6.5 7-6.5s7 2.5 7 6.5",
        ["print"] = "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
        ["question"] =
            "M9 9a3 3 0 1 1 4 2.8c-.8.4-1 1-1 2.2M12 17.5v.5M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
        ["search"] = "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
        ["warning"] = "M12 4l9 16H3zM12 10v4.5M12 17v.5",
    };

    public static IReadOnlyCollection<string> Names => Paths.Keys;

    public static IHtmlContent Draw(string name)
    {
        var path = new TagBuilder("path");
        path.Attributes["d"] = Paths[name];
        var svg = new TagBuilder("svg");
        svg.Attributes["class"] = "icon";
        svg.Attributes["viewBox"] = "0 0 24 24";
        svg.Attributes["aria-hidden"] = "true";
        svg.Attributes["focusable"] = "false";
        svg.InnerHtml.AppendHtml(path);
        return svg;
    }
}

/// <summary><c>&lt;icon name="print" /&gt;</c>: never alone, always beside the words it stands for.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Draw(Name));
    }
}
