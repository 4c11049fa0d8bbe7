using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Mine;

/// <summary>
/// Uploads what was asked for in processing and says that it is complete (Decree 45/2020 Art 11: by the same account).
/// The clock stands until the counter takes it in.
/// </summary>
[CitizenPage]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class AnswerSupplementModel(
    ThuocDoDb db,
    HolderActs holder,
    TrackDossier track,
    FileVault vault,
    Texts texts
) : PageModel
{
    public const string OtherField = "giay-khac";

    private const string FieldPrefix = "giay-";
    private const long MostBytes = 64L << 20;

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    /// <summary>Upload and stay, to add more.</summary>
    [BindProperty]
    public bool Stay { get; set; }

    public TrackedDossier Found { get; private set; } = null!;

    public IReadOnlyList<RequiredPaper> Asked { get; private set; } = [];

    public string? Reason => Found.Asked?["reason"];

    public FilePolicy Policy => vault.Policy;

    public static string FieldOf(RequiredPaper paper) =>
        FieldPrefix + paper.Number.ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        Renew();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        var id = Found.Work.Dossier.Id;
        var seen = await UploadAsync(id, cancellation);
        if (ModelState.IsValid && !Stay)
        {
            await CheckAsync(id, cancellation);
        }

        if (ModelState.IsValid && Stay)
        {
            this.Done("filing.papers.uploaded");
            return Redirect(FilingLinks.AnswerSupplement(Code));
        }

        if (ModelState.IsValid)
        {
            var outcome = await holder.AnswerAsync(
                new FilingAct(Key + ".send", id, seen),
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done("filing.supplement.sent", Code);
                return Redirect(FilingLinks.MyDossier(Code));
            }

            this.Refuse(outcome, texts);
        }

        if (await LoadAsync(cancellation) is { } gone)
        {
            return gone;
        }

        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        Renew();
        return Page();
    }

    private async Task<Guid> UploadAsync(Guid id, CancellationToken cancellation)
    {
        var (seen, number) = (Seen, 0);
        foreach (var file in Request.Form.Files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            var paper = Asked.FirstOrDefault(p => FieldOf(p) == file.Name);
            await using var content = file.OpenReadStream();
            var outcome = await holder.AttachAsync(
                new FilingAct(
                    string.Create(CultureInfo.InvariantCulture, $"{Key}.{number}"),
                    id,
                    seen
                ),
                paper?.Number,
                file.FileName,
                content,
                cancellation
            );
            if (!outcome.Succeeded)
            {
                ModelState.Wrong(
                    file.Name,
                    texts,
                    "attach.refused.file",
                    paper?.NameIn(Texts.CurrentLanguage) ?? texts["attach.other"],
                    outcome.InWords(texts)
                );
                continue;
            }

            number++;
            seen = (await holder.FindAsync(Code, cancellation))!.Dossier.Version;
        }

        return seen;
    }

    /// <summary>Each paper asked for has come in since the clock was stopped.</summary>
    private async Task CheckAsync(Guid id, CancellationToken cancellation)
    {
        var stopped = Found.Work.Ledger.Last(e => e.Kind == ClockEntryKind.Stopped).At;
        var came = await db.Set<Attachment>()
            .Where(a => a.DossierId == id && a.Role == AttachmentRole.Paper && a.AddedAt >= stopped)
            .Select(a => a.PaperNumber)
            .ToListAsync(cancellation);
        foreach (var paper in Asked.Where(p => !came.Contains(p.Number)))
        {
            ModelState.Wrong(
                FieldOf(paper),
                texts,
                "filing.gap.paper",
                paper.NameIn(Texts.CurrentLanguage)
            );
        }
    }

    private void Renew()
    {
        Key = Guid.CreateVersion7().ToString("N");
        Seen = Found.Work.Dossier.Version;
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (await holder.FindAsync(Code, cancellation) is not { } work)
        {
            return NotFound();
        }

        if (work.Dossier.State != DossierState.SupplementInProcess)
        {
            return Redirect(FilingLinks.MyDossier(Code));
        }

        Found = await track.DescribeAsync(work, cancellation);
        var numbers = (Found.Asked?["papers"] ?? "").Split(',');
        Asked =
        [
            .. work.Version.Papers.Where(p =>
                numbers.Contains(p.Number.ToString(CultureInfo.InvariantCulture))
            ),
        ];
        return null;
    }
}
