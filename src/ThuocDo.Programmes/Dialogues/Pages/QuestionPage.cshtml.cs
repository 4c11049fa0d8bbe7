using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>A question: its body answers, whoever manages the dialogue publishes.</summary>
[Requires(Permissions.TaskView)]
public sealed class QuestionPageModel(
    DialogueShelf shelf,
    DialogueDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? PublicText { get; set; }

    [BindProperty]
    public string? PublicAnswer { get; set; }

    /// <summary>Of the names that are left in the public texts those that may stay, each said by itself.</summary>
    [BindProperty]
    public List<string> KeptNames { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Somebody else saved something since the form was opened: what stands now is shown beside what was typed.</summary>
    public bool WasStale { get; private set; }

    public DialogueFolder Folder { get; private set; } = null!;
    public DialogueQuestion Question { get; private set; } = null!;
    public DateOnly Today => clock.Today;
    public bool MayAnswer =>
        Question.State != QuestionState.Published
        && DialogueDesk.MayAnswer(user, Question, tree, clock.Today);
    public bool MayPublish =>
        Question.State == QuestionState.Answered
        && DialogueDesk.MayManage(user, Folder.Dialogue, tree, clock.Today);
    public bool MayWithdraw =>
        Question.State == QuestionState.Published
        && DialogueDesk.MayManage(user, Folder.Dialogue, tree, clock.Today);

    /// <summary>Names that the proposed texts leave or that were typed: a person decides.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. PublicMask
                .Names(PublicText ?? "")
                .Concat(PublicMask.Names(PublicAnswer ?? ""))
                .Distinct(),
        ];

    /// <summary>Who has to answer by now.</summary>
    public string Owner =>
        (tree.HeirOf(Question.UnitId, clock.Today) ?? tree.Find(Question.UnitId))?.NameIn(
            Texts.CurrentLanguage
        ) ?? "–";

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnGetAsync(
        Guid dialogue,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(dialogue, number, cancellation))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public Task<IActionResult> OnPostAnswerAsync(
        Guid dialogue,
        int number,
        CancellationToken cancellation
    ) =>
        ActAsync(
            dialogue,
            number,
            act => desk.AnswerAsync(act, Answer, cancellation),
            "dialogue.answered",
            cancellation
        );

    public Task<IActionResult> OnPostPublishAsync(
        Guid dialogue,
        int number,
        CancellationToken cancellation
    ) =>
        ActAsync(
            dialogue,
            number,
            act => desk.PublishAsync(act, PublicText, PublicAnswer, KeptNames, cancellation),
            "dialogue.published.done",
            cancellation
        );

    public Task<IActionResult> OnPostWithdrawAsync(
        Guid dialogue,
        int number,
        CancellationToken cancellation
    ) =>
        ActAsync(
            dialogue,
            number,
            act => desk.WithdrawAsync(act, Reason, cancellation),
            "dialogue.withdrawn.done",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid dialogue,
        int number,
        Func<QuestionAct, Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(dialogue, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await act(new QuestionAct(Key, Question.Id, Seen));
        if (outcome.Key == DialogueDesk.NotAllowed)
        {
            return Forbid();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            // What stands now may be another answer: its public words are proposed anew.
            if (outcome.IsStale)
            {
                WasStale = true;
                ModelState.Remove(nameof(PublicText));
                ModelState.Remove(nameof(PublicAnswer));
                (PublicText, PublicAnswer) = (null, null);
            }

            Fill();
            return Page();
        }

        this.Done(done, number);
        return Redirect(DialogueLinks.Of(dialogue));
    }

    /// <summary>What was not typed stands as it is, and as it could be published.</summary>
    private void Fill()
    {
        Key ??= NewKey();
        ModelState.Remove(nameof(Seen));
        Seen = Question.Version;
        Answer ??= Question.Answer;
        PublicText ??= PublicMask.Of(Question.Text, PublicPart.Question);
        PublicAnswer ??= PublicMask.Of(Question.Answer ?? "", PublicPart.Answer);
    }

    private async Task<bool> LoadAsync(Guid dialogue, int number, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(dialogue, cancellation) is not { } folder
            || folder.Questions.FirstOrDefault(q => q.Number == number) is not { } question
        )
        {
            return false;
        }

        (Folder, Question, tree) = (folder, question, await directory.GetAsync(cancellation));
        return true;
    }
}
