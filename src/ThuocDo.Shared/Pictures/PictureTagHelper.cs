using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Shared.Pictures;

/// <summary>
/// <c>&lt;picture-sheet sheet="…" /&gt;</c>: a picture drawn on the server, its table, and both as files. Works without JavaScript. The files are
/// asked for at the address of the page itself, so they show what the page shows.
/// </summary>
[HtmlTargetElement("picture-sheet", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PictureTagHelper(Texts texts) : TagHelper
{
    public PictureSheet Sheet { get; set; } = null!;

    /// <summary>The page shows the same table elsewhere.</summary>
    public bool HideTable { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "picture");
        output.Attributes.SetAttribute("data-picture", Sheet.Key);
        var id = "picture-" + Sheet.Key;
        output.Content.SetHtmlContent(
            Html.Tag("figcaption", "picture__title", Sheet.Picture.Title)
        );
        output.Content.AppendHtml(
            Html.Tag("div", "picture__canvas", new HtmlString(SvgPicture.Write(Sheet.Picture, id)))
                .With("role", "region")
                .With("aria-label", Sheet.Picture.Title)
                .With("tabindex", "0")
        );
        output.Content.AppendHtml(Html.Tag("p", "picture__said", Sheet.Picture.Description));
        var files = Html.Tag("p", "picture__files", texts["picture.files"] + " ");
        foreach (var format in Formats())
        {
            files.InnerHtml.AppendHtml(
                Html.Tag(
                        "a",
                        null,
                        format.ToUpperInvariant(),
                        Html.Hidden(": " + Sheet.Picture.Title)
                    )
                    .With("href", Address(format))
                    .With("download", "")
            );
            files.InnerHtml.Append(" ");
        }

        output.Content.AppendHtml(files);
        if (!HideTable)
        {
            output.Content.AppendHtml(
                Html.Tag(
                    "details",
                    "more",
                    Html.Tag(
                        "summary",
                        null,
                        texts["picture.table"],
                        Html.Hidden(": " + Sheet.Picture.Title)
                    ),
                    Table(id)
                )
            );
        }
    }

    /// <summary>Without fonts that hold Vietnamese no PNG can be drawn, and none of a picture that is too large; the SVG can.</summary>
    private string[] Formats() =>
        DocumentFonts.OfThisMachine is null || PngPicture.ScaleOf(Sheet.Picture) is null
            ? ["csv", "svg"]
            : ["csv", "svg", "png"];

    private string Address(string format)
    {
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(
            request
                .Query.Where(q => q.Key is not ("hinh" or "tai"))
                .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")))
        )
        {
            { "hinh", Sheet.Key },
            { "tai", format },
        };
        return request.PathBase + request.Path + query.ToQueryString();
    }

    private TagBuilder Table(string id)
    {
        var caption = Html.Tag(
                "caption",
                "visually-hidden",
                $"{texts["picture.table"]}: {Sheet.Picture.Title}"
            )
            .With("id", id + "-c");
        var head = Html.Tag("tr");
        foreach (var column in Sheet.Columns)
        {
            head.InnerHtml.AppendHtml(
                Html.Tag("th", column.IsNumber ? "num" : null, column.Name).With("scope", "col")
            );
        }

        var body = Html.Tag("tbody");
        foreach (var row in Sheet.Rows)
        {
            var line = Html.Tag("tr");
            for (var i = 0; i < row.Count; i++)
            {
                var cell = row[i];
                object text = cell.Href is null
                    ? cell.Text
                    : Html.Tag("a", null, cell.Text).With("href", cell.Href);
                line.InnerHtml.AppendHtml(
                    i == 0
                        ? Html.Tag("th", null, text).With("scope", "row")
                        : Html.Tag("td", Sheet.Columns[i].IsNumber ? "num" : null, text)
                );
            }

            body.InnerHtml.AppendHtml(line);
        }

        return Html.Tag(
                "div",
                "table-scroll",
                Html.Tag("table", "table", caption, Html.Tag("thead", null, head), body)
            )
            .With("role", "region")
            .With("aria-labelledby", id + "-c")
            .With("tabindex", "0");
    }
}

/// <summary>Numbers as the files of pictures have them.</summary>
public static class PictureNumbers
{
    public static string Plain(decimal? value) =>
        value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";
}
