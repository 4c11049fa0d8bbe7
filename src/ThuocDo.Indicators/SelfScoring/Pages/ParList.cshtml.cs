using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>Rounds of self-scoring with the sheets of the own units.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class ParListModel(
    ParShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<ParFolder> Folders { get; private set; } = [];
    public bool MayOpen => user.Can(Permissions.ParIndexAppraise);
    public DateOnly Today => clock.Today;

    public string UnitName(Guid id) => tree[id].NameIn(Texts.CurrentLanguage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Folders = await shelf.ListAsync(cancellation);
    }
}
