using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>The text of a draft. Each save reads the figures anew and checks every claim.</summary>
[Requires(Permissions.ReportManage)]
public sealed class EditReportModel(
    ReportShelf shelf,
    ReportDesk desk,
    ReportNames names,
    Texts texts
) : PageModel
{
    [BindProperty, StringLength(Report.TextMaxLength)]
    public string? Text { get; set; }

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

        if (found.State != ReportState.Draft)
        {
            return Redirect(ReportLinks.Report(report));
        }

        (Report, Text, Version) = (found, found.Text, found.Version);
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
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.Wrong(nameof(Text), texts, "report.text.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.SaveAsync(
            new ReportEdit(Key, report, Version, Text!),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("report.saved");
        return Redirect(ReportLinks.Report(report));
    }
}
