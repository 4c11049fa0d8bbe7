using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>The dialogues of the own units, and those with a question to the own bodies.</summary>
[Requires(Permissions.TaskView)]
public sealed class DialogueListModel(
    DialogueShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<DialogueFolder> Folders { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayManage => user.Can(Permissions.DialogueManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Folders = await shelf.MineAsync(cancellation);
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";
}
