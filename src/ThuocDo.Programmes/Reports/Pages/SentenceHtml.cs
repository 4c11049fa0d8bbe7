using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>A sentence as it is printed; each bound number leads to the page that explains it.</summary>
public static class SentenceHtml
{
    public static IHtmlContent Of(ReportSentence sentence, NumberSheet sheet, NumberWords words)
    {
        var content = new HtmlContentBuilder();
        foreach (var piece in sentence.Pieces)
        {
            var text = piece.Number is { } bound
                ? words.Of(bound, sheet) ?? NumberWords.None
                : piece.Text;
            if (piece.Number is { } number && AddressOf(number, sheet) is { } address)
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = address;
                link.InnerHtml.Append(text);
                content.AppendHtml(link);
            }
            else
            {
                content.Append(text);
            }
        }

        return content;
    }

    /// <summary>None for a count of conditions and for a figure that is not known.</summary>
    private static string? AddressOf(Placeholder number, NumberSheet sheet) =>
        number.IsOfReport ? null
        : number.ComparedWith is { } with ? sheet.Compared(number, with)?.Address
        : (number.Part == NumberPart.Before ? sheet.Before(number) : sheet.Now(number))?.Address;
}
