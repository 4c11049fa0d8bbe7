using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Oversight.Voices.Praise.Pages;

/// <summary>Proposals to commend and criticise, each with its ground, and what was decided.</summary>
[Requires(Permissions.CommendationView)]
public sealed class PraiseListModel(
    PraiseDesk desk,
    VoiceUnits units,
    ICurrentUser user,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public PraiseKind? Kind { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Whom { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public GroundKind? GroundKind { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public Guid? Proposal { get; set; }

    [BindProperty]
    public bool IsGranted { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    public IReadOnlyList<PraiseProposal> Proposals { get; private set; } = [];
    public VoiceUnits Units => units;
    public bool MayPropose => user.Can(Permissions.CommendationPropose);

    public bool MayDecide(PraiseProposal proposal) => desk.MayDecide(proposal, units.Tree);

    public IReadOnlyList<SelectListItem> Kinds => units.Names<PraiseKind>("praise.kind.");
    public IReadOnlyList<SelectListItem> Grounds => units.Names<GroundKind>("praise.ground.");
    public IReadOnlyList<SelectListItem> Bodies =>
        units.Choices(u => user.Can(Permissions.CommendationPropose, u.Id));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = NewKey();
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var unit = units.Tree.Find(Unit);
        Require(nameof(Kind), Kind is not null, "praise.kind.wrong");
        Require(nameof(Unit), unit is not null, "voice.unit.wrong");
        Require(nameof(GroundKind), GroundKind is not null, "praise.ground.wrong");
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= NewKey();
            return Page();
        }

        return Told(
            await desk.ProposeAsync(
                new NewPraise(Key, Kind!.Value, unit!.Id, Whom, Why, GroundKind!.Value, Ground),
                cancellation
            ),
            "praise.proposed",
            VoiceLinks.Praise
        );
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return string.IsNullOrEmpty(Key)
            ? NotFound()
            : Told(
                await desk.DecideAsync(
                    new VoiceKey(Key, Proposal ?? Guid.Empty, Seen),
                    IsGranted,
                    Decision,
                    cancellation
                ),
                "praise.decided",
                VoiceLinks.Praise
            );
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Proposals = await desk.ListAsync(cancellation);
    }
}
