using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>The dialogues held, for everybody: how many questions were put, how many are answered, how many late.</summary>
[PublicPage]
public sealed class PublicDialoguesModel(
    DialogueShelf shelf,
    UnitDirectory directory,
    ICurrentUser user
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<DialogueLine> Lines { get; private set; } = [];
    public bool MayWork => user.Can(Permissions.TaskView);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Lines = await shelf.PublicAsync(cancellation);
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";
}
