using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cycle;

/// <summary>One line of the form of an agency.</summary>
/// <param name="Text">Of a figure: the words with bound numbers; nobody types it. None of an answer in words.</param>
public sealed record FormField(string Key, Bilingual Label, string? Text, bool IsRequired)
{
    public bool IsFigure => Text is not null;
}

/// <summary>What each agency fills in, as dated data (<c>data/programme/report-forms.csv</c>).</summary>
public static class ContributionForm
{
    private static readonly IReadOnlyList<CsvRow> Rows =
    [
        .. ShippedData.Rows("programme/report-forms.csv"),
    ];

    public static IReadOnlyList<FormField> On(DateOnly day) =>
        [
            .. Rows.Where(r =>
                    r.Date("valid_from") <= day
                    && (r.OptionalDate("valid_to") is not { } end || day < end)
                )
                .Select(r => new FormField(
                    r.Required("key"),
                    new(r.Required("label_vi"), r["label_en"]),
                    r.Required("kind") == "figure" ? r.Required("text_vi") : null,
                    r.Flag("required")
                )),
        ];

    /// <summary>Labels of all questions, whenever they were asked.</summary>
    public static IEnumerable<Bilingual> Questions =>
        Rows.Where(r => r.Required("kind") != "figure")
            .Select(r => new Bilingual(r.Required("label_vi"), r["label_en"]));

    /// <summary>The lines of figures as a text of reports, so that they are read and printed as every bound number is.</summary>
    public static ReportText Figures(IEnumerable<FormField> form) =>
        ReportText.Parse(string.Join('\n', form.Where(f => f.IsFigure).Select(f => f.Text)));
}
