using System.Text;
using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Reports.Drafting;

/// <summary>Writes the first text of a report by the outline of its kind (<c>data/programme/report-outlines.csv</c>).</summary>
public static class ReportDrafter
{
    /// <param name="None">What is written instead where a figure of the sentence is not known, for instance because nothing was received.</param>
    private sealed record OutlinePart(string Part, string Text, string? None);

    private static readonly ILookup<ReportKind, OutlinePart> Outlines = ShippedData
        .Rows("programme/report-outlines.csv")
        .ToLookup(
            r => r.Enum<ReportKind>("kind"),
            r => new OutlinePart(r.Required("part"), r["text_vi"] ?? "", r["none_vi"])
        );

    /// <summary>What must be read before the text can be written: the figures that the outline names.</summary>
    public static ReportText NumbersOf(ReportKind kind) =>
        ReportText.Parse(
            string.Join('\n', Outlines[kind].Where(r => r.Part == "sentence").Select(r => r.Text))
        );

    public static ReportText Write(ReportKind kind, NumberSheet sheet, string unitName)
    {
        var text = new StringBuilder();
        foreach (var (part, words, none) in Outlines[kind])
        {
            var lines = part switch
            {
                "heading" => ["", $"{ReportText.HeadingMark} {words}"],
                "paragraph" => [""],
                "conditions" => Conditions(sheet),
                "unmet" => Unmet(sheet),
                _ when none is not null && !IsKnown(words, sheet) => [none],
                _ => [Fill(words, sheet, unitName)],
            };
            text.AppendJoin('\n', lines).Append('\n');
        }

        return ReportText.Parse(text.ToString());
    }

    private static bool IsKnown(string words, NumberSheet sheet) =>
        ReportText
            .Parse(words)
            .Sentences.SelectMany(sentence => sentence.Numbers)
            .All(number => number.IsOfReport || sheet.Now(number)?.Value is not null);

    /// <summary>A paragraph for each target line.</summary>
    private static IEnumerable<string> Conditions(NumberSheet sheet) =>
        sheet
            .OfConditions.GroupBy(c => c.Now.Line)
            .SelectMany(line => line.Select(c => PhraseBook.Condition(c.Now, c.Before)).Append(""));

    private static List<string> Unmet(NumberSheet sheet)
    {
        var unmet = sheet
            .OfConditions.Select(c => c.Now)
            .Where(f => ClaimCheck.Holds(ClaimMeaning.NotMet, f, null) == true)
            .SelectMany(f => new[] { PhraseBook.Unmet(f), "" })
            .ToList();
        return unmet.Count > 0 ? unmet : [PhraseBook.NothingUnmet];
    }

    private static string Fill(string words, NumberSheet sheet, string unitName)
    {
        var filled = words.Replace("[unit]", unitName, StringComparison.Ordinal);
        const string mark = "[trend:";
        while (filled.IndexOf(mark, StringComparison.Ordinal) is var start and >= 0)
        {
            var end = filled.IndexOf(']', start);
            var number = new Placeholder { Key = filled[(start + mark.Length)..end] };
            filled =
                filled[..start]
                + PhraseBook.TrendOf(sheet.Now(number), sheet.Before(number))
                + filled[(end + 1)..];
        }

        return filled;
    }
}
