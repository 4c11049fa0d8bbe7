using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes.Drawing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Pages;

/// <summary>One process: drawing, steps in words, findings, versions, and the files to take along.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class ProcessPageModel(
    ProcessDirectory directory,
    CatalogueDirectory catalogues,
    PublishProcess publish,
    DryRun dryRun,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "process")]
    public string Code { get; set; } = "";

    [BindProperty(Name = OneStopLinks.VersionNumber, SupportsGet = true)]
    public int? Number { get; set; }

    public ProcessView View { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ProcessVersion> Versions { get; private set; } = [];

    public ProcessVersion? Version { get; private set; }

    public IReadOnlyList<Procedure> Procedures { get; private set; } = [];

    public bool IsSample => Version is null && SampleProcesses.Names.Contains(Code);

    public bool MayPublish => user.Can(Permissions.ProcessManage);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } process)
        {
            return NotFound();
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        Procedures =
        [
            .. process.Procedures.Count > 0
                ? process.Procedures.Select(catalogue.Find).OfType<Procedure>()
                : catalogue
                    .Versions.Where(v => v.Process == Code)
                    .Select(v => v.ProcedureId)
                    .Distinct()
                    .Select(id => catalogue[id]),
        ];
        View = new ProcessView(
            process,
            await publish.CheckAsync(process, cancellation),
            MayPublish ? await dryRun.RunAsync(process, cancellation) : null
        );
        return Page();
    }

    public async Task<IActionResult> OnGetBpmnAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } process)
        {
            return NotFound();
        }

        var document = Bpmn.Of(process, Texts.CurrentLanguage, texts);
        return File(
            Encoding.UTF8.GetBytes(document.Declaration + "\n" + document),
            "application/xml",
            $"{process.Code}.bpmn"
        );
    }

    public async Task<IActionResult> OnGetJsonAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) is not { } process
            ? NotFound()
            : File(
                Encoding.UTF8.GetBytes(ProcessWriter.Write(process)),
                "application/json",
                $"{process.Code}.json"
            );

    private async Task<ProcessDefinition?> FindAsync(CancellationToken cancellation)
    {
        Versions =
        [
            .. (await directory.AllAsync(cancellation))
                .Where(v => v.Code == Code)
                .OrderByDescending(v => v.Number),
        ];
        Version = Versions.FirstOrDefault(v => Number is null || v.Number == Number);
        if (Version is not null)
        {
            return Version.Definition;
        }

        return Number is null ? await Unpublished.FindAsync(catalogues, Code, cancellation) : null;
    }
}

/// <summary>Processes nobody has published: those of the catalogue and the samples.</summary>
public static class Unpublished
{
    public static async Task<ProcessDefinition?> FindAsync(
        CatalogueDirectory catalogues,
        string code,
        CancellationToken cancellation
    )
    {
        if (SampleProcesses.Names.Contains(code))
        {
            return SampleProcesses.Of(code);
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        return catalogue.Versions.LastOrDefault(v => v.Process == code) is { } version
            ? LinearProcess.Of(version)
            : null;
    }
}
