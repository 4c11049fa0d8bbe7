using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Pilots.Pages;

/// <summary>What a pilot is, as it is typed.</summary>
public sealed class PilotInput
{
    public PilotOrigin? Origin { get; set; }
    public string? Name { get; set; }
    public string? What { get; set; }
    public List<string> Units { get; set; } = [];
    public string? Lead { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public string? Place { get; set; }
    public string? Source { get; set; }
    public DateOnly? SourceOn { get; set; }
    public Guid? TaskId { get; set; }
    public string? Condition { get; set; }
    public string? Indicator { get; set; }
}

/// <summary>What the two pages with this form share: a new pilot, and one that is mended.</summary>
public abstract class PilotFormModel(MeetingShelf programmes, PilotChoices choices, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version of the pilot when the form was shown.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public PilotInput Input { get; set; } = new();

    public Programme Programme { get; private set; } = null!;
    public bool IsNew { get; protected init; }

    /// <summary>Somebody has judged it: its last day is moved by a verdict and not by a correction.</summary>
    public bool IsJudged { get; protected set; }
    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];
    public IReadOnlyList<SelectListItem> TaskChoices { get; private set; } = [];
    public IReadOnlyList<SelectListItem> ConditionChoices { get; private set; } = [];
    public IReadOnlyList<SelectListItem> IndicatorChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Origins =>
        [
            new(texts["pilot.choose"], ""),
            .. Enum.GetValues<PilotOrigin>()
                .Select(o => new SelectListItem(texts[PilotText.Of(o)], o.ToString())),
        ];

    public IReadOnlyList<SelectListItem> LeadChoices =>
        [new(texts["pilot.choose"], ""), .. UnitChoices];

    public string Back { get; protected set; } = "";

    protected async Task<bool> LoadProgrammeAsync(string key, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(key, cancellation) is not { } found)
        {
            return false;
        }

        Programme = found;
        return true;
    }

    /// <param name="kept">The pilot that is mended; none: a new one.</param>
    protected async Task OfferAsync(Pilot? kept, CancellationToken cancellation)
    {
        UnitChoices = await choices.EverAsync(
            [.. UnitList.Read(kept?.Units), .. kept?.LeadUnitId is { } lead ? [lead] : (Guid[])[]],
            cancellation
        );
        TaskChoices = await choices.TasksAsync(Programme.Id, kept?.TaskId, cancellation);
        ConditionChoices = await choices.ConditionsAsync(Programme.Id, cancellation);
        IndicatorChoices = await choices.IndicatorsAsync(cancellation);
    }

    /// <summary>Whether everything is there that the form itself asks for; the desk asks the rest.</summary>
    protected bool IsComplete()
    {
        Require(Input.Origin is null, nameof(Input.Origin), "pilot.origin.missing");
        Require(
            string.IsNullOrWhiteSpace(Input.Name),
            nameof(Input.Name),
            "pilot.refused.name",
            Pilot.NameMaxLength
        );
        Require(
            string.IsNullOrWhiteSpace(Input.What),
            nameof(Input.What),
            "pilot.refused.what",
            Pilot.TextMaxLength
        );
        if (Input.Origin == PilotOrigin.Own)
        {
            Require(
                Input.Units.Count == 0,
                nameof(Input.Units),
                "pilot.refused.units",
                UnitList.MostUnits
            );
            Require(string.IsNullOrEmpty(Input.Lead), nameof(Input.Lead), "pilot.refused.lead");
            Require(Input.From is null, nameof(Input.From), "pilot.refused.days");
        }

        return ModelState.IsValid;
    }

    protected PilotFacts Facts() =>
        new()
        {
            Origin = Input.Origin!.Value,
            Name = Input.Name!.Trim().Normalize(),
            What = Input.What!.Trim().Normalize(),
            Place = Clean(Input.Place),
            Source = Clean(Input.Source),
            SourceOn = Input.SourceOn,
            Units = [.. Input.Units.Where(u => u.Length > 0).Select(Unit.IdOf).Distinct()],
            LeadUnitId = string.IsNullOrEmpty(Input.Lead) ? null : Unit.IdOf(Input.Lead),
            From = Input.From,
            To = Input.To,
            TaskId = Input.TaskId,
            Condition = Clean(Input.Condition),
            Indicator = Clean(Input.Indicator),
        };

    protected IActionResult Refused(Outcome outcome)
    {
        this.Refuse(outcome, texts);
        return Page();
    }

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();

    private void Require(bool fails, string field, string key, params object?[] arguments)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key, arguments);
        }
    }
}

/// <summary>Registers a pilot, or a good model of another province.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class PilotNewModel : PilotFormModel
{
    private readonly PilotDesk desk;

    public PilotNewModel(MeetingShelf programmes, PilotChoices choices, PilotDesk desk, Texts texts)
        : base(programmes, choices, texts)
    {
        (this.desk, IsNew) = (desk, true);
    }

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (!IsComplete())
        {
            return Page();
        }

        var outcome = await desk.RegisterAsync(Key, Programme.Id, Facts(), cancellation);
        if (!outcome.Succeeded)
        {
            return Refused(outcome);
        }

        this.Done("pilot.registered");
        return Redirect(PilotLinks.Of(Programme.Key, outcome.Value));
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (!await LoadProgrammeAsync(key, cancellation))
        {
            return false;
        }

        Back = PilotLinks.List(Programme.Key);
        await OfferAsync(null, cancellation);
        return true;
    }
}

/// <summary>Mends what is said of a pilot.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class PilotEditModel(
    MeetingShelf programmes,
    PilotChoices choices,
    PilotShelf shelf,
    PilotDesk desk,
    UnitDirectory directory,
    Texts texts
) : PilotFormModel(programmes, choices, texts)
{
    private Pilot pilot = null!;

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation))
        {
            return NotFound();
        }

        var tree = await directory.GetAsync(cancellation);
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), this.pilot.Version);
        Input = new PilotInput
        {
            Origin = this.pilot.Origin,
            Name = this.pilot.Name,
            What = this.pilot.What,
            Units = [.. UnitList.Read(this.pilot.Units).Select(u => tree[u].Key)],
            Lead = this.pilot.LeadUnitId is { } lead ? tree[lead].Key : null,
            From = this.pilot.From,
            To = this.pilot.To,
            Place = this.pilot.Place,
            Source = this.pilot.Source,
            SourceOn = this.pilot.SourceOn,
            TaskId = this.pilot.TaskId,
            Condition = this.pilot.Condition,
            Indicator = this.pilot.Indicator,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Input.Origin = this.pilot.Origin;
        ModelState.Remove("Input.Origin");
        if (IsJudged)
        {
            Input.To = this.pilot.To;
            ModelState.Remove("Input.To");
        }

        if (!IsComplete())
        {
            return Page();
        }

        var outcome = await desk.EditAsync(new PilotAct(Key, pilot, Seen), Facts(), cancellation);
        if (!outcome.Succeeded)
        {
            return Refused(outcome);
        }

        this.Done("pilot.mended");
        return Redirect(Back);
    }

    private async Task<bool> LoadAsync(string key, Guid id, CancellationToken cancellation)
    {
        if (
            !await LoadProgrammeAsync(key, cancellation)
            || await shelf.FindAsync(Programme.Id, id, cancellation) is not { } folder
        )
        {
            return false;
        }

        pilot = folder.Line.Pilot;
        Back = PilotLinks.Of(Programme.Key, id);
        IsJudged = folder.Evaluations.Count > 0;
        await OfferAsync(pilot, cancellation);
        return true;
    }
}
