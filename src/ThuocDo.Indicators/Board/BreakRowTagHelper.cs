using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ThuocDo.Indicators.Board;

/// <summary>
/// <c>&lt;tr break="…"&gt;</c>: the method changed before this row; without a text an ordinary row. A plain attribute
/// would be written empty, and an empty mark is a mark.
/// </summary>
[HtmlTargetElement("tr", Attributes = "break")]
public sealed class BreakRowTagHelper : TagHelper
{
    public string? Break { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Razor hands over an empty text where the page wrote null.
        if (!string.IsNullOrEmpty(Break))
        {
            output.Attributes.SetAttribute("data-break", Break);
        }
    }
}
