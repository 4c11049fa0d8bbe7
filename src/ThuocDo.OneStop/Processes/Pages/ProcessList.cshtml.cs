using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Pages;

public sealed record ProcessRow(string Code, string Name, int? Number, int Steps);

public sealed record ProcessGroup(string TitleKey, IReadOnlyList<ProcessRow> Rows);

/// <summary>The processes of the province: published ones, those of the catalogue, samples.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class ProcessListModel(
    ProcessDirectory directory,
    CatalogueDirectory catalogues,
    ICurrentUser user
) : PageModel
{
    public IReadOnlyList<ProcessGroup> Groups { get; private set; } = [];

    public bool MayPublish => user.Can(Permissions.ProcessManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        var published = (await directory.AllAsync(cancellation))
            .GroupBy(v => v.Code)
            .Select(g => g.MaxBy(v => v.Number)!)
            .Select(v => Row(v.Definition, v.Number))
            .ToList();
        var known = published.Select(p => p.Code).ToHashSet();
        var linear = (await catalogues.GetAsync(cancellation))
            .Versions.Where(v => known.Add(v.Process))
            .Select(LinearProcess.Of)
            .Select(p => Row(p, null))
            .OrderBy(p => p.Code)
            .ToList();
        Groups =
        [
            new("process.published", published),
            new("process.linear", linear),
            new(
                "process.samples",
                [
                    .. SampleProcesses
                        .Names.Where(known.Add)
                        .Select(n => Row(SampleProcesses.Of(n), null)),
                ]
            ),
        ];

        ProcessRow Row(ProcessDefinition process, int? number) =>
            new(
                process.Code,
                process.Name.In(language),
                number,
                process.Parts.Sum(p => p.Steps.Count)
            );
    }
}
