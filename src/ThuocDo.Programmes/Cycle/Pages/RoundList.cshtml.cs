using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>The rounds of reports in which the own units have a part.</summary>
[Requires(Permissions.TaskView)]
public sealed class RoundListModel(RoundShelf shelf, UnitDirectory directory, Clock clock)
    : PageModel
{
    /// <summary>More parts than these stand on the page of the round.</summary>
    public const int MostNamed = 6;

    private UnitTree tree = null!;

    public IReadOnlyList<RoundFolder> Rounds { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Rounds = await shelf.ListAsync(cancellation);
    }

    public string NameOf(ReportRound round) => shelf.NameOf(round);

    public string UnitName(Guid id) => tree[id].NameIn(Texts.CurrentLanguage);
}
