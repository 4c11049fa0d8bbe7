using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Programmes.Reports.Restating;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>Which sentences of a report are no longer true by what is known now, and the draft of their correction.</summary>
[Requires(Permissions.ReportView)]
public sealed class RestateReportModel(
    ReportShelf shelf,
    Restater restater,
    ReportNames names,
    Texts texts
) : PageModel
{
    public Report Report { get; private set; } = null!;

    public Restatement Restatement { get; private set; } = null!;

    public string Name => names.Of(Report);

    /// <summary>For an issued report; a draft is only read anew.</summary>
    public string? Correction =>
        Report.State == ReportState.Issued
        && Restatement is { Sentences.Count: > 0 } or { Conditions.Count: > 0 }
            ? Erratum.Of(Report, Restatement, texts)
            : null;

    public async Task<IActionResult> OnGetAsync(Guid report, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(report, Permissions.ReportView, cancellation) is not { } found)
        {
            return NotFound();
        }

        Report = found;
        Restatement = await restater.RestateAsync(found, cancellation);
        return Page();
    }
}
