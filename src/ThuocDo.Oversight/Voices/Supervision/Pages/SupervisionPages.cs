using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Supervision.Pages;

/// <summary>The cases one may read, and the form for a new one.</summary>
public abstract class SupervisionListBase(
    SupervisionDesk desk,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public SupervisionKind? Kind { get; set; }

    [BindProperty]
    public string? By { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public abstract bool OfParty { get; }
    public IReadOnlyList<SupervisionFolder> Cases { get; private set; } = [];
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;
    private string Manage =>
        OfParty ? Permissions.PartyInspectionManage : Permissions.SupervisionManage;
    public IReadOnlyList<SelectListItem> Kinds =>
        units.Names<SupervisionKind>("oversee.kind.", k => (k == SupervisionKind.Party) == OfParty);
    public IReadOnlyList<SelectListItem> Bodies =>
        units.Choices(u =>
            user.Can(Manage, u.Id)
            && Enum.GetValues<SupervisionKind>()
                .Any(k =>
                    (k == SupervisionKind.Party) == OfParty && SupervisionDesk.Supervises(k, u)
                )
        );
    public IReadOnlyList<SelectListItem> Supervised => units.Choices(_ => true);
    public bool MayManage => user.Can(Manage) && Bodies.Count > 1;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = NewKey();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var (by, unit) = (units.Tree.Find(By), units.Tree.Find(Unit));
        var kind = OfParty ? SupervisionKind.Party : Kind;
        Require(
            nameof(Kind),
            kind is not null && (kind == SupervisionKind.Party) == OfParty,
            "oversee.kind.wrong"
        );
        Require(nameof(By), by is not null, "voice.unit.wrong");
        Require(nameof(Unit), unit is not null, "voice.unit.wrong");
        Require(nameof(Subject), !string.IsNullOrWhiteSpace(Subject), "oversee.subject.wrong");
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= NewKey();
            return Page();
        }

        var outcome = await desk.OpenAsync(
            new NewSupervision(Key, kind!.Value, by!.Id, unit!.Id, Subject, Document, clock.Today),
            cancellation
        );
        return outcome.Key == VoiceActs.NotAllowed
            ? Told(Outcome.Refused("oversee.refused.by"), "", "")
            : Told(outcome, "oversee.opened", VoiceLinks.SupervisionOf(outcome.Value, OfParty));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Cases = await desk.ListAsync(OfParty, cancellation);
    }
}

/// <summary>One case: findings or opinions, replies, conclusion.</summary>
public abstract class SupervisionPageBase(
    SupervisionDesk desk,
    VoiceUnits units,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public string? Finding { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public Guid? Number { get; set; }

    [BindProperty]
    public string? Reply { get; set; }

    [BindProperty]
    public bool IsTaken { get; set; }

    [BindProperty]
    public string? Conclusion { get; set; }

    [BindProperty]
    public string? Act { get; set; }

    public abstract bool OfParty { get; }
    public SupervisionFolder Folder { get; private set; } = null!;
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;
    public bool IsCriticism => Folder.Case.Kind == SupervisionKind.Criticism;
    public bool MayManage => desk.MayManage(Folder.Case, units.Tree);
    public bool MayReply => desk.MayReply(Folder.Case, units.Tree);

    protected async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    protected async Task<IActionResult> ActAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Outcome outcome = Act switch
        {
            "find" => await desk.FindAsync(Key, id, Finding, DueOn, cancellation),
            "reply" => await desk.ReplyAsync(
                new VoiceKey(Key, Number ?? Guid.Empty, Seen),
                IsTaken,
                Reply,
                cancellation
            ),
            "conclude" => await desk.ConcludeAsync(
                new VoiceKey(Key, id, Seen),
                Conclusion,
                cancellation
            ),
            _ => Outcome.Refused(VoiceActs.State),
        };
        return Told(outcome, "voice.done", VoiceLinks.SupervisionOf(id, OfParty));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        if (await desk.FolderAsync(id, OfParty, cancellation) is not { } found)
        {
            return false;
        }

        Folder = found;
        return true;
    }
}

[Requires(Permissions.SupervisionView)]
public sealed class SupervisionListModel(
    SupervisionDesk desk,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : SupervisionListBase(desk, units, user, clock, texts)
{
    public override bool OfParty => false;
}

[Requires(Permissions.PartyInspectionView)]
public sealed class PartyListModel(
    SupervisionDesk desk,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : SupervisionListBase(desk, units, user, clock, texts)
{
    public override bool OfParty => true;
}

/// <summary>Open to the supervised body too, which replies.</summary>
[Requires(Permissions.SupervisionView)]
public sealed class SupervisionPageModel(
    SupervisionDesk desk,
    VoiceUnits units,
    Clock clock,
    Texts texts
) : SupervisionPageBase(desk, units, clock, texts)
{
    public override bool OfParty => false;

    public Task<IActionResult> OnGetAsync(Guid supervision, CancellationToken cancellation) =>
        ShowAsync(supervision, cancellation);

    public Task<IActionResult> OnPostAsync(Guid supervision, CancellationToken cancellation) =>
        ActAsync(supervision, cancellation);
}

[Requires(Permissions.PartyInspectionView)]
public sealed class PartyPageModel(SupervisionDesk desk, VoiceUnits units, Clock clock, Texts texts)
    : SupervisionPageBase(desk, units, clock, texts)
{
    public override bool OfParty => true;

    public Task<IActionResult> OnGetAsync(Guid partycase, CancellationToken cancellation) =>
        ShowAsync(partycase, cancellation);

    public Task<IActionResult> OnPostAsync(Guid partycase, CancellationToken cancellation) =>
        ActAsync(partycase, cancellation);
}
