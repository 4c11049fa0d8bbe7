using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>The dialogues held, for everybody: how many questions were put, how many are answered, how many late.</summary>
[PublicPage]
public sealed class PublicDialoguesModel(
    DialogueShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private UnitTree tree = null!;

    public IReadOnlyList<DialogueFolder> Folders { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayWork => user.Can(Permissions.TaskView);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Folders = await shelf.PublicAsync(cancellation);
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";
}
