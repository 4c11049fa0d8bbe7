using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports.Pages;

[Requires(Permissions.ReportView)]
public sealed class ReportListModel(
    ReportShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    ReportNames names
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<ReportLine> Reports { get; private set; } = [];

    public bool MayManage => user.Can(Permissions.ReportManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Reports = await shelf.ListAsync(cancellation);
    }

    public string NameOf(ReportLine report) => names.Of(report.Kind, report.Year, report.Quarter);

    public string UnitOf(ReportLine report) => tree[report.UnitId].NameIn(Texts.CurrentLanguage);
}
