using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>
/// <c>&lt;qr-code value="…" label="…" /&gt;</c>: a QR code as a drawing inside the page, so that it prints sharply and no
/// address travels to anybody. What it says must also stand beside it as text.
/// </summary>
[HtmlTargetElement("qr-code", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class QrCodeTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>What a screen reader says.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Value, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "qr");
        output.Attributes.SetAttribute("width", "180");
        output.Attributes.SetAttribute("height", "180");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("viewBox", $"0 0 {size} {size}");
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Content.AppendHtml(
            Html.Tag("rect").With("width", size).With("height", size).With("fill", "#fff")
        );
        output.Content.AppendHtml(
            Html.Tag("path").With("fill", "#000").With("d", Path(code.ModuleMatrix))
        );
    }

    private static string Path(List<System.Collections.BitArray> rows)
    {
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return path.ToString();
    }
}
