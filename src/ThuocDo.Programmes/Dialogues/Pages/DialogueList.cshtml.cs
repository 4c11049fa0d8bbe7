using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>The dialogues of the own units, and those with a question to the own bodies.</summary>
[Requires(Permissions.TaskView)]
public sealed class DialogueListModel(
    DialogueShelf shelf,
    UnitDirectory directory,
    ICurrentUser user
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<DialogueLine> Lines { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.DialogueManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Lines = await shelf.MineAsync(cancellation);
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";
}
