using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Attachments;

/// <summary>What the page of scanned papers needs.</summary>
public sealed record AttachServices(
    DossierReader Reader,
    DossierFiles Files,
    AttachPaper Attach,
    DigitisePaper Digitise,
    FileVault Vault,
    Absences.Authorities Authorities,
    Texts Texts
);

/// <summary>
/// The scanned papers of a dossier, one field for each paper of its procedure. Each file has its own result: what is
/// right is kept, what is refused is named with the reason.
/// </summary>
[Requires(Permissions.DossierView)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class AttachModel(AttachServices services) : PageModel
{
    /// <summary>The field of a paper that the procedure does not name.</summary>
    public const string OtherField = "giay-khac";

    private const string FieldPrefix = "giay-";
    private const long MostBytes = 64L << 20;

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public Guid SeenVersion { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public DossierFile Folder { get; private set; } = null!;

    public IReadOnlyList<ShownFile> Files { get; private set; } = [];

    public FilePolicy Policy => services.Vault.Policy;

    public bool IsScanned => services.Vault.IsScanned;

    public ScanSigning Signing { get; private set; }

    public static string FieldOf(RequiredPaper paper) =>
        FieldPrefix + paper.Number.ToString(CultureInfo.InvariantCulture);

    public IEnumerable<ShownFile> Of(int? paper) =>
        Files.Where(f => f.File.Role == AttachmentRole.Paper && f.File.PaperNumber == paper);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (seen, key) = (SeenVersion, Key);
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        var sent = Request.Form.Files.Where(f => f.FileName.Length > 0 || f.Length > 0).ToList();
        if (sent.Count == 0 || string.IsNullOrEmpty(key))
        {
            ModelState.Wrong(OtherField, services.Texts, "attach.none");
            return Page();
        }

        var kept = 0;
        foreach (var file in sent)
        {
            var outcome = await TakeAsync(file, $"{key}.{kept}", seen, cancellation);
            if (outcome.IsStale && kept == 0)
            {
                this.Refuse(outcome, services.Texts);
                break;
            }

            if (!outcome.Succeeded)
            {
                ModelState.Wrong(
                    file.Name,
                    services.Texts,
                    "attach.refused.file",
                    TitleOf(PaperOf(file)),
                    outcome.InWords(services.Texts)
                );
                continue;
            }

            kept++;
            // The next file of the same form is added to the dossier as this one has left it.
            seen = (await services.Reader.ReadAsync(Code, cancellation))!.Dossier.Version;
        }

        if (ModelState.IsValid)
        {
            this.Done("attach.done", kept, Code);
            return Redirect(OneStopLinks.Attach(Code));
        }

        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(SeenVersion));
        return await LoadAsync(cancellation) ?? Page();
    }

    private async Task<Outcome> TakeAsync(
        Microsoft.AspNetCore.Http.IFormFile file,
        string key,
        Guid seen,
        CancellationToken cancellation
    )
    {
        await using var content = file.OpenReadStream();
        return await services.Attach.RunAsync(
            new AttachRequest(
                key,
                Folder.Dossier.Id,
                seen,
                PaperOf(file)?.Number,
                file.FileName,
                content
            ),
            cancellation
        );
    }

    private RequiredPaper? PaperOf(Microsoft.AspNetCore.Http.IFormFile file) =>
        Folder.Work.Version.Papers.FirstOrDefault(p => FieldOf(p) == file.Name);

    public string TitleOf(RequiredPaper? paper) =>
        paper?.NameIn(Texts.CurrentLanguage) ?? services.Texts["attach.other"];

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (await services.Reader.ReadAsync(Code, cancellation) is not { } folder)
        {
            return NotFound();
        }

        var action = DossierActions.Of(DossierActionKind.Attach);
        if (await services.Authorities.ForAsync(action, folder.Work, cancellation) is null)
        {
            return Forbid();
        }

        Folder = folder;
        Files = await services.Files.OfAsync(folder.Dossier, cancellation);
        Signing = await services.Digitise.SigningAsync(folder.Dossier, cancellation);
        SeenVersion = folder.Dossier.Version;
        Key = Guid.CreateVersion7().ToString("N");
        return null;
    }
}
