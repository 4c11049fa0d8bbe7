using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Feedbacks.Pages;

/// <summary>One matter with who sent it; opening it is written down.</summary>
[Requires(Permissions.FeedbackHandle)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FeedbackPageModel(
    FeedbackShelf shelf,
    FeedbackDesk desk,
    VoiceActs acts,
    VoiceUnits units,
    FileCapabilities links,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public FeedbackAct Act { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Asked { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public bool Founded { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? PublicText { get; set; }

    [BindProperty]
    public string? PublicAnswer { get; set; }

    [BindProperty]
    public List<string> KeptNames { get; set; } = [];

    public Feedback Matter { get; private set; } = null!;
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;
    public IReadOnlyList<SelectListItem> Bodies => units.Choices();
    public IReadOnlyList<string> Names =>
        [
            .. PublicMask
                .Names(PublicText ?? "")
                .Concat(PublicMask.Names(PublicAnswer ?? ""))
                .Distinct(),
        ];

    public string? Download =>
        Matter is { FileHash: { } hash, FileKind: { } kind, FileName: { } name }
            ? links.Link(hash, kind, name, Feedback.Chain, Matter.Id, user.UserId)
            : null;

    public bool Allows(FeedbackAct act) =>
        FeedbackFlow.Allows(act, Matter.State)
        && (
            act is not (FeedbackAct.Judge or FeedbackAct.Refuse)
            || FeedbackDesk.MayJudge(user, Matter, units.Tree, Today)
        );

    public async Task<IActionResult> OnGetAsync(Guid feedback, CancellationToken cancellation) =>
        await LoadAsync(feedback, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid feedback, CancellationToken cancellation)
    {
        if (!await LoadAsync(feedback, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await RunAsync(new VoiceKey(Key, feedback, Seen), cancellation);
        // Passed on, it may be out of sight.
        return Told(
            outcome,
            "voice.done",
            Act == FeedbackAct.Transfer ? VoiceLinks.FeedbackDesk : VoiceLinks.FeedbackOf(feedback)
        );
    }

    private Task<Outcome> RunAsync(VoiceKey key, CancellationToken cancellation) =>
        Act switch
        {
            FeedbackAct.Check => desk.CheckAsync(key, cancellation),
            FeedbackAct.Refuse => desk.RefuseAsync(key, Reason, cancellation),
            FeedbackAct.Ask => desk.AskAsync(key, Asked, cancellation),
            FeedbackAct.Transfer => desk.TransferAsync(
                key,
                units.Tree.Find(To)?.Id ?? Guid.Empty,
                cancellation
            ),
            FeedbackAct.Process => desk.ProcessAsync(key, cancellation),
            FeedbackAct.Prolong => desk.ProlongAsync(key, Until ?? DateOnly.MinValue, cancellation),
            FeedbackAct.Judge => desk.JudgeAsync(key, Founded, cancellation),
            FeedbackAct.Answer => desk.AnswerAsync(key, Answer, cancellation),
            FeedbackAct.Publish => desk.PublishAsync(
                key,
                PublicText,
                PublicAnswer,
                KeptNames,
                cancellation
            ),
            FeedbackAct.Withdraw => desk.WithdrawAsync(key, cancellation),
            _ => Task.FromResult(Outcome.Refused(VoiceActs.State)),
        };

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        if (await shelf.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Matter = found;
        PublicText ??= PublicMask.Of(WithoutSender(found.Text), PublicPart.Question);
        PublicAnswer ??= PublicMask.Of(WithoutSender(found.Answer ?? ""), PublicPart.Answer);
        // Whatever the request was, its answer shows who sent it.
        await acts.OpenedAsync(Feedback.Chain, id, cancellation);
        return true;

        string WithoutSender(string text) =>
            SenderMask.Of(text, found.Name, found.Contact, found.Address);
    }
}
