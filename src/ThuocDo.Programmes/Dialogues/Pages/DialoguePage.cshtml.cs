using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Steering.Pages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>A dialogue at work: its questions with who owes the answer until when; whoever manages it adds them here.</summary>
[Requires(Permissions.TaskView)]
public sealed class DialoguePageModel(
    DialogueShelf shelf,
    DialogueDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int ShortLength = 160;

    /// <summary>Proposed; whoever records the question sets another.</summary>
    private const int ProposedDays = 15;

    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? OwnerKey { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    public DialogueFolder Folder { get; private set; } = null!;
    public DateOnly Today => clock.Today;
    public bool MayManage => DialogueDesk.MayManage(user, Folder.Dialogue, tree, clock.Today);
    public IReadOnlyList<SelectListItem> Units =>
        TaskChoices.Units(
            tree,
            clock.Today,
            texts,
            u => DialogueDesk.MayCharge(Folder.Dialogue, u, tree, clock.Today)
        );

    public async Task<IActionResult> OnGetAsync(Guid dialogue, CancellationToken cancellation)
    {
        if (!await LoadAsync(dialogue, cancellation))
        {
            return NotFound();
        }

        (Key, Due) = (
            Guid.CreateVersion7().ToString("N"),
            Folder.Dialogue.HeldOn.AddDays(ProposedDays)
        );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid dialogue, CancellationToken cancellation)
    {
        if (!await LoadAsync(dialogue, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (!MayManage)
        {
            return Forbid();
        }

        var owner = tree.Find(OwnerKey);
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.Wrong(nameof(Text), texts, "dialogue.question.wrong");
        }

        if (owner is null)
        {
            ModelState.Wrong(nameof(OwnerKey), texts, "task.refused.unit-missing");
        }

        if (Due is null)
        {
            ModelState.Wrong(nameof(Due), texts, "task.due.wrong");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.AskAsync(
            new NewQuestion(Key, dialogue, Text, owner!.Id, Due!.Value),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("dialogue.asked", outcome.Value);
        return Redirect(DialogueLinks.Of(dialogue));
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>Who has to answer by now.</summary>
    public string Owner(DialogueQuestion question) =>
        UnitName(tree.HeirOf(question.UnitId, clock.Today)?.Id ?? question.UnitId);

    public static string Short(DialogueQuestion question) =>
        question.Text.Length <= ShortLength ? question.Text : question.Text[..ShortLength] + "…";

    private async Task<bool> LoadAsync(Guid dialogue, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(dialogue, cancellation) is not { } folder)
        {
            return false;
        }

        (Folder, tree) = (folder, await directory.GetAsync(cancellation));
        return true;
    }
}
