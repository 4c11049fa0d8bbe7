using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Processes.Pages;

/// <summary>Writes a version of a process: text in, findings and drawing out, then published for ever.</summary>
[Requires(Permissions.ProcessManage)]
public sealed class ProcessEditorModel(
    ProcessDirectory directory,
    CatalogueDirectory catalogues,
    PublishProcess publish,
    DryRun dryRun,
    Texts texts,
    Clock clock
) : PageModel
{
    [BindProperty(Name = OneStopLinks.ProcessCode, SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The last version when the text was taken up.</summary>
    [BindProperty]
    public int? SeenNumber { get; set; }

    [BindProperty]
    public string? Json { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    public string? Do { get; set; }

    public ProcessView? Preview { get; private set; }

    public IReadOnlyList<ProcessFinding> Faults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        ValidFrom = clock.Today;
        if (From is { Length: > 0 } code)
        {
            var last = await LastAsync(code, cancellation);
            var process =
                last?.Definition ?? await Unpublished.FindAsync(catalogues, code, cancellation);
            Json = process is null ? null : ProcessWriter.Write(process);
            SeenNumber = last?.Number ?? 0;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await TakeUploadAsync(cancellation);
        Key = string.IsNullOrEmpty(Key) ? Guid.CreateVersion7().ToString("N") : Key;
        if (string.IsNullOrWhiteSpace(Json))
        {
            ModelState.Wrong(nameof(Json), texts, "process.editor.json.missing");
            return Page();
        }

        var read = ProcessReader.Read(Json);
        if (!read.Succeeded)
        {
            Faults =
            [
                .. read.Faults.Select(f => new ProcessFinding(
                    "json",
                    FindingSeverity.Error,
                    f.Place,
                    f.What
                )),
            ];
            ModelState.Wrong(nameof(Json), texts, "process.editor.json.wrong", read.Faults.Count);
            return Page();
        }

        var process = read.Process!;
        Preview = new ProcessView(
            process,
            await publish.CheckAsync(process, cancellation),
            await dryRun.RunAsync(process, cancellation)
        );
        if (Do != "publish")
        {
            return Page();
        }

        if (ValidFrom is not { } from)
        {
            ModelState.Wrong(nameof(ValidFrom), texts, "process.editor.valid-from.missing");
            return Page();
        }

        var outcome = await publish.RunAsync(
            new PublishRequest(
                Key,
                Json,
                from,
                SeenNumber ?? (await LastAsync(process.Code, cancellation))?.Number ?? 0
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("process.editor.done", process.Name.In(Texts.CurrentLanguage), outcome.Value);
        return Redirect(OneStopLinks.Process(process.Code));
    }

    private async Task TakeUploadAsync(CancellationToken cancellation)
    {
        if (Upload is null)
        {
            return;
        }

        if (Upload.Length > ProcessReader.MaxLength)
        {
            ModelState.Wrong(nameof(Upload), texts, "process.editor.file.too-big");
            return;
        }

        using var reader = new StreamReader(Upload.OpenReadStream(), Encoding.UTF8);
        Json = await reader.ReadToEndAsync(cancellation);
        ModelState.Remove(nameof(Json));
    }

    private async Task<ProcessVersion?> LastAsync(string code, CancellationToken cancellation) =>
        (await directory.AllAsync(cancellation)).Where(v => v.Code == code).MaxBy(v => v.Number);
}
