using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Desk;

/// <summary>Checks a submission paper by paper and takes it in: it becomes a dossier and the clock starts.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class DeskModel(DeskServices services) : DeskPage(services)
{
    /// <summary>The papers that the officer found in order.</summary>
    [BindProperty]
    public int[] Papers { get; set; } = [];

    public IReadOnlyList<string> Duplicates { get; private set; } = [];

    public AskedSupplement? Asked => SubmissionEvents.Asked(Events);

    /// <summary>A supplement is left to ask for.</summary>
    public bool CanAsk =>
        Folder.Submission.Supplements
        < RegimeRules.For(Services.Clock.Today).MaxSupplementsAtIntake.Value;

    public IEnumerable<SelectListItem> PaperItems =>
        Folder
            .Version.Papers.Where(p => Folder.PapersIn.Contains(p.Number))
            .Select(p => new SelectListItem(
                p.NameIn(Texts.CurrentLanguage),
                p.Number.ToString(CultureInfo.InvariantCulture)
            ));

    protected override async Task PrepareAsync(CancellationToken cancellation) =>
        Duplicates = IsOpen ? await Services.Duplicates.OfOfficerAsync(Folder, cancellation) : [];

    protected override void Check()
    {
        var missing = Folder
            .Version.Papers.Where(p => p.IsRequired && !Papers.Contains(p.Number))
            .ToList();
        if (missing.Count > 0)
        {
            ModelState.Wrong(
                nameof(Papers),
                Words,
                "inbox.papers.missing",
                string.Join("; ", missing.Select(p => p.NameIn(Texts.CurrentLanguage)))
            );
        }
    }

    protected override async Task<(Outcome Outcome, string Next)> PerformAsync(
        CancellationToken cancellation
    )
    {
        var outcome = await Services.Desk.ReceiveAsync(
            Act,
            [.. Papers.Where(Folder.PapersIn.Contains).Distinct()],
            cancellation
        );
        if (!outcome.Succeeded)
        {
            return (outcome, "");
        }

        this.Done("inbox.received", outcome.Value!.Code);
        return (outcome, OneStopLinks.ReceiptSlip(outcome.Value.Code));
    }
}
