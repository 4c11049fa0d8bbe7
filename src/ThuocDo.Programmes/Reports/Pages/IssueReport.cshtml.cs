using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>Gives a draft its number and who signs it; from then on it stays as it is.</summary>
[Requires(Permissions.ReportManage)]
public sealed class IssueReportModel(
    ReportShelf shelf,
    ReportDesk desk,
    ReportNames names,
    Texts texts
) : PageModel
{
    [BindProperty, StringLength(Report.NumberMaxLength)]
    public string? Number { get; set; }

    [BindProperty, StringLength(Report.SignerMaxLength)]
    public string? Signer { get; set; }

    [BindProperty]
    public Guid Version { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public Report Report { get; private set; } = null!;

    public string Name => names.Of(Report);

    public async Task<IActionResult> OnGetAsync(Guid report, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(report, Permissions.ReportManage, cancellation) is not { } found)
        {
            return NotFound();
        }

        if (found.State != ReportState.Draft || !desk.CheckOf(found).Passes)
        {
            return Redirect(ReportLinks.Report(report));
        }

        (Report, Version) = (found, found.Version);
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid report, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(report, Permissions.ReportManage, cancellation) is not { } found
            || string.IsNullOrEmpty(Key)
        )
        {
            return NotFound();
        }

        Report = found;
        if (string.IsNullOrWhiteSpace(Number))
        {
            ModelState.Wrong(nameof(Number), texts, "report.number.missing");
        }

        if (string.IsNullOrWhiteSpace(Signer))
        {
            ModelState.Wrong(nameof(Signer), texts, "report.signer.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.IssueAsync(
            new ReportIssue(Key, report, Version, Number!, Signer!),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("report.issued", Number);
        return Redirect(ReportLinks.Report(report));
    }
}
