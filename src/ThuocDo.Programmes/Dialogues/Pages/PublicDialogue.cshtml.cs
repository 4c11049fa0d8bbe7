using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>A dialogue for everybody: published questions and answers; of the others who owes an answer until when, and how late it is.</summary>
[PublicPage]
public sealed class PublicDialogueModel(DialogueShelf shelf, UnitDirectory directory, Clock clock)
    : PageModel
{
    private UnitTree tree = null!;

    public DialogueFolder Folder { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGetAsync(Guid session, CancellationToken cancellation)
    {
        if (await shelf.PublicAsync(session, cancellation) is not { } folder)
        {
            return NotFound();
        }

        (Folder, tree) = (folder, await directory.GetAsync(cancellation));
        return Page();
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>Who answered, or who has to by now.</summary>
    public string Owner(DialogueQuestion question) =>
        UnitName(
            question.State == QuestionState.Open
                ? tree.HeirOf(question.UnitId, clock.Today)?.Id ?? question.UnitId
                : question.UnitId
        );
}
