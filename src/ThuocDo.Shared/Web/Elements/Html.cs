using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>Short ways to build encoded elements in tag helpers.</summary>
internal static class Html
{
    public static TagBuilder Tag(string name, string? css = null, params object?[] content)
    {
        var tag = new TagBuilder(name);
        if (css is not null)
        {
            tag.Attributes["class"] = css;
        }

        foreach (var part in content)
        {
            tag.Add(part);
        }

        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, string attribute, string? value)
    {
        if (value is not null)
        {
            tag.Attributes[attribute] = value;
        }

        return tag;
    }

    public static TagBuilder Void(string name, string? css = null)
    {
        var tag = Tag(name, css);
        tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag;
    }

    public static TagBuilder Hidden(string text) => Tag("span", "visually-hidden", text);

    /// <summary>The id of a field's control, the same in the field and in the error summary's link.</summary>
    public static string IdOf(string fieldName) => TagBuilder.CreateSanitizedId(fieldName, "_");

    private static void Add(this TagBuilder tag, object? part)
    {
        switch (part)
        {
            case null:
                break;
            case IHtmlContent html:
                tag.InnerHtml.AppendHtml(html);
                break;
            default:
                tag.InnerHtml.Append(part.ToString()!);
                break;
        }
    }
}
