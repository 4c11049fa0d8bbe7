using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Papers;
using ThuocDo.Programmes.Reports.Papers.Word;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>A report as it is printed, each number with the figure it is bound to; and its files.</summary>
[Requires(Permissions.ReportView)]
public sealed class ReportPageModel(
    ReportShelf shelf,
    ReportDesk desk,
    ReportNames names,
    NumberWords words,
    PaperMaker papers,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    public Report Report { get; private set; } = null!;
    public ReportText Text { get; private set; } = null!;
    public NumberSheet Sheet { get; private set; } = null!;
    public TextCheck Check { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string UnitName { get; private set; } = "";

    public bool MayManage => user.Can(Permissions.ReportManage, Report.UnitId);

    public async Task<IActionResult> OnGetAsync(Guid report, CancellationToken cancellation)
    {
        if (!await LoadAsync(report, cancellation))
        {
            return NotFound();
        }

        Text = ReportText.Parse(Report.Text);
        Sheet = NumberSheet.FromJson(Report.Figures);
        Check = desk.CheckOf(Report);
        UnitName = (await directory.GetAsync(cancellation))[Report.UnitId]
            .NameIn(Texts.CurrentLanguage);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(Guid report, CancellationToken cancellation) =>
        await LoadAsync(report, cancellation)
            ? File(
                WordPaper.Write(await papers.MakeAsync(Report, cancellation)),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                FileName("docx")
            )
            : NotFound();

    public async Task<IActionResult> OnGetXlsxAsync(Guid report, CancellationToken cancellation) =>
        await LoadAsync(report, cancellation)
            ? File(
                SpreadsheetPaper.Write(await papers.MakeAsync(Report, cancellation), texts),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                FileName("xlsx")
            )
            : NotFound();

    public async Task<IActionResult> OnGetPdfAsync(Guid report, CancellationToken cancellation)
    {
        if (!await LoadAsync(report, cancellation))
        {
            return NotFound();
        }

        if (DocumentFonts.OfThisMachine is not { } fonts)
        {
            this.Tell("report.pdf.no-font", DocumentFonts.Package);
            return Redirect(ReportLinks.Report(report));
        }

        var paper = await papers.MakeAsync(Report, cancellation);
        return File(
            new PdfWriter(fonts).Write(PdfPaper.Of(paper)),
            "application/pdf",
            FileName("pdf")
        );
    }

    public IHtmlContent Html(ReportSentence sentence) => SentenceHtml.Of(sentence, Sheet, words);

    public string Said(ClaimResult claim) =>
        texts[
            claim.Claim switch
            {
                { Meaning: >= ClaimMeaning.Met } => "report.check.limit",
                { With: Comparison.QuarterBefore } => "report.check.change-quarter",
                { With: Comparison.MonthBefore } => "report.check.change-month",
                _ => "report.check.change",
            },
            claim.Claim.Words,
            words.Value(claim.Now) ?? NumberWords.None,
            (
                claim.Claim.Meaning >= ClaimMeaning.Met
                    ? words.Limit(claim.Now)
                    : words.Value(claim.Before)
            ) ?? NumberWords.None
        ];

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, Permissions.ReportView, cancellation) is not { } report)
        {
            return false;
        }

        (Report, Name) = (report, names.Of(report));
        return true;
    }

    private string FileName(string extension) =>
        Report.Quarter is { } quarter
            ? $"bao-cao-{Report.Year}-quy-{quarter}.{extension}"
            : $"bao-cao-{Report.Year}.{extension}";
}
