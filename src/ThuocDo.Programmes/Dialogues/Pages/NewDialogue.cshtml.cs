using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dialogues.Pages;

/// <summary>Records a dialogue that was held or is planned.</summary>
[Requires(Permissions.DialogueManage)]
public sealed class NewDialogueModel(
    DialogueDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private IReadOnlyList<Unit> units = [];

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public DateOnly? HeldOn { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Topic { get; set; }

    [BindProperty]
    public DialogueAudience? Audience { get; set; }

    /// <summary>Of the names in topic and place those that may stay, each said by itself.</summary>
    [BindProperty]
    public List<string> KeptNames { get; set; } = [];

    public IReadOnlyList<string> Names =>
        [.. PublicMask.Names(Topic ?? "").Concat(PublicMask.Names(Place ?? "")).Distinct()];

    public IReadOnlyList<SelectListItem> Units =>
        [
            new(texts["task.choose"], ""),
            .. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];

    public IReadOnlyList<SelectListItem> Audiences =>
        [
            .. Enum.GetValues<DialogueAudience>()
                .Select(a => new SelectListItem(texts[DialogueTexts.Of(a)], a.ToString())),
        ];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        (Key, HeldOn) = (Guid.CreateVersion7().ToString("N"), clock.Today);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var unit = units.FirstOrDefault(u => u.Key == Unit);
        Require(nameof(Topic), !string.IsNullOrWhiteSpace(Topic), "dialogue.topic.wrong");
        Require(nameof(Unit), unit is not null, "meeting.unit.wrong");
        Require(nameof(HeldOn), HeldOn is not null, "meeting.held-on.wrong");
        Require(nameof(Place), !string.IsNullOrWhiteSpace(Place), "dialogue.place.wrong");
        Require(nameof(Audience), Audience is not null, "dialogue.audience.wrong");
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            return Page();
        }

        var outcome = await desk.OpenAsync(
            new NewDialogue(Key, unit!.Id, HeldOn!.Value, Place, Topic, Audience!.Value)
            {
                KeptNames = KeptNames,
            },
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("dialogue.created");
        return Redirect(DialogueLinks.Of(outcome.Value));
    }

    private void Require(string field, bool holds, string key)
    {
        if (!holds)
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    /// <summary>A unit that ended this year still held what it held before.</summary>
    private async Task LoadAsync(CancellationToken cancellation) =>
        units = [
            .. (await directory.GetAsync(cancellation))
                .All.Where(u =>
                    SteeringUnits.IsTerritory(u)
                    && (u.ValidTo is null || u.ValidTo > clock.Today.AddYears(-1))
                    && u.ValidFrom <= clock.Today
                    && user.Can(Permissions.DialogueManage, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(u => u.ValidFrom),
        ];
}
