using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Adoption;

/// <summary>The form of an adoption.</summary>
public sealed class AdoptInput
{
    public AdoptionWay Way { get; set; }

    /// <summary>Key of the programme it changes.</summary>
    public string? Programme { get; set; }

    /// <summary>Its version when the form was shown.</summary>
    public int Version { get; set; }

    [StringLength(ProgrammeVersion.ActMaxLength)]
    public string? Act { get; set; }

    [StringLength(ProgrammeVersion.NumberMaxLength)]
    public string? ActNumber { get; set; }
    public DateOnly? AdoptedOn { get; set; }

    /// <summary>Key of the unit.</summary>
    public string? Issuer { get; set; }
    public DateOnly? TermEnd { get; set; }
    public bool Leads { get; set; }
}

/// <summary>Shows what an adoption would make, and makes it.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class AdoptModel(
    ThuocDoDb db,
    Adopt adopt,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public AdoptInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>A change of the way or the programme shows its effect first.</summary>
    [BindProperty(SupportsGet = true, Name = "cach")]
    public AdoptionWay Way { get; set; }

    [BindProperty(SupportsGet = true, Name = "chuong-trinh")]
    public string? Chosen { get; set; }

    public ProgrammeDraft Draft { get; private set; } = null!;
    public (int Open, int NotUnderstood, int Accepted) Remaining { get; private set; }
    public VersionDiff Diff { get; private set; } = new([], [], []);
    public ProgrammeItems After { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Programmes { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Issuers { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Ways { get; private set; } = [];
    private Programme? Programme { get; set; }
    private int Version { get; set; }

    public bool IsReady => Remaining is { Open: 0, NotUnderstood: 0, Accepted: > 0 };

    public async Task<IActionResult> OnGetAsync(Guid draft, CancellationToken cancellation)
    {
        if (!await LoadAsync(draft, Way, Chosen, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Input = new AdoptInput
        {
            Way = Way,
            Programme = Programme?.Key,
            Version = Version,
            Act = Draft.Title,
            TermEnd =
                Programme?.TermEnd
                ?? (Draft.ReachYear is { } year ? new DateOnly(year, 12, 31) : null),
            Leads = Way == AdoptionWay.New,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid draft, CancellationToken cancellation)
    {
        if (
            !await LoadAsync(draft, Input.Way, Input.Programme, cancellation)
            || string.IsNullOrEmpty(Key)
        )
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Input.Act))
        {
            ModelState.Wrong("Input.Act", texts, "adoption.act.missing");
        }

        if (Input.Way == AdoptionWay.New && Input.TermEnd is null)
        {
            ModelState.Wrong("Input.TermEnd", texts, "adoption.refused.term");
        }

        if (Input.AdoptedOn > clock.Today)
        {
            ModelState.Wrong("Input.AdoptedOn", texts, "adoption.day.future", clock.Today);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var tree = await directory.GetAsync(cancellation);
        var outcome = await adopt.RunAsync(
            new AdoptRequest(
                Key,
                draft,
                Input.Way,
                Programme?.Id,
                Input.Version,
                Input.Act!.Trim().Normalize(),
                string.IsNullOrWhiteSpace(Input.ActNumber)
                    ? null
                    : Input.ActNumber.Trim().Normalize(),
                Input.AdoptedOn,
                tree.Find(Input.Issuer)?.Id,
                Input.TermEnd,
                Input.Leads ? clock.Today : null
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("adoption.done");
        return Redirect(ProgrammeLinks.Versions(outcome.Value!));
    }

    private async Task<bool> LoadAsync(
        Guid id,
        AdoptionWay way,
        string? programme,
        CancellationToken cancellation
    )
    {
        var draft = await db.Set<ProgrammeDraft>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == id, cancellation);
        if (draft is not { State: DraftState.InReview })
        {
            return false;
        }

        Draft = draft;
        Remaining = await Adopt.RemainingAsync(db, id, cancellation);
        var all = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .ToListAsync(cancellation);
        Programmes =
        [
            .. all.Select(p => new SelectListItem(
                new Bilingual(p.TitleVi, p.TitleEn).ToString(),
                p.Key
            )),
        ];
        if (way != AdoptionWay.New)
        {
            Programme = all.FirstOrDefault(p => p.Key == programme) ?? all.FirstOrDefault();
            Version = Programme is { Id: var of }
                ? await db.Set<ProgrammeVersion>()
                    .Where(v => v.ProgrammeId == of)
                    .MaxAsync(v => v.Number, cancellation)
                : 0;
        }

        await PreviewAsync(id, way, cancellation);
        await LoadChoicesAsync(cancellation);
        return true;
    }

    private async Task PreviewAsync(Guid draft, AdoptionWay way, CancellationToken cancellation)
    {
        var programme = Programme?.Id ?? Guid.Empty;
        var end = Programme?.TermEnd ?? Input.TermEnd ?? new DateOnly(clock.Today.Year, 12, 31);
        var plan = await adopt.PlanAsync(draft, way, programme, Version + 1, end, cancellation);
        var before = await ProgrammeItems.ReadAsync(db, programme, null, cancellation);
        After = plan.After;
        Diff = VersionDiff.Between(before, After);
    }

    private async Task LoadChoicesAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        Issuers =
        [
            .. (await directory.GetAsync(cancellation))
                .All.Where(u =>
                    u.IsValidOn(clock.Today)
                    && u.Level == Level.Province
                    && u.Kind
                        is UnitKind.PartyBody
                            or UnitKind.PartyCommittee
                            or UnitKind.Province
                            or UnitKind.Council
                            or UnitKind.Department
                )
                .OrderBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
        Ways =
        [
            new(texts["adoption.way.new"], nameof(AdoptionWay.New)),
            new(texts["adoption.way.amend"], nameof(AdoptionWay.Amend)),
            new(texts["adoption.way.replace"], nameof(AdoptionWay.Replace)),
        ];
    }
}
