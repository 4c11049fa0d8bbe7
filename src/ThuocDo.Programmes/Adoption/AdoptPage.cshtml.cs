using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Plans;
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

    /// <summary>The version of the draft that was shown.</summary>
    public Guid Seen { get; set; }

    /// <summary>The number of the programme's version that was shown; 0 for a new one.</summary>
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

    /// <summary>Of an action plan: the key of the programme it carries out.</summary>
    public string? CarriesOut { get; set; }
}

/// <summary>Shows what an adoption would make, and makes it.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class AdoptModel(
    ThuocDoDb db,
    Adopt adopt,
    PlanShelf plans,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public AdoptInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Whether the rest of the programme goes on.</summary>
    [BindProperty(SupportsGet = true, Name = "cach")]
    public AdoptionWay Way { get; set; } = AdoptionWay.Amend;

    /// <summary>Of an action plan the programme it is to carry out, and the body whose it is.</summary>
    [BindProperty(SupportsGet = true, Name = "chuong-trinh")]
    public string? For { get; set; }

    [BindProperty(SupportsGet = true, Name = "co-quan")]
    public string? By { get; set; }

    public ProgrammeDraft Draft { get; private set; } = null!;

    /// <summary>The programme that the plan carries out.</summary>
    public Programme? CarriesOut { get; private set; }
    public Unit? PlanOf { get; private set; }
    public IReadOnlyList<SelectListItem> Programmes { get; private set; } = [];

    /// <summary>What the items of the plan seem to serve.</summary>
    public IReadOnlyList<ProposedTie> Ties { get; private set; } = [];

    public bool IsPlan => Input.Way == AdoptionWay.Plan;

    /// <summary>The programme that the act changes.</summary>
    public Programme? Programme { get; private set; }
    public (int Open, int NotUnderstood, int Accepted) Remaining { get; private set; }
    public VersionDiff Diff { get; private set; } = new([], [], []);
    public ProgrammeItems After { get; private set; } = ProgrammeItems.None;
    public IReadOnlyList<Explanation> Faults { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Issuers { get; private set; } = [];
    private int Version { get; set; }

    public bool IsReady =>
        Remaining is { Open: 0, NotUnderstood: 0, Accepted: > 0 }
        && Faults.Count == 0
        && (!IsPlan || CarriesOut is not null && PlanOf is not null);

    public async Task<IActionResult> OnGetAsync(Guid draft, CancellationToken cancellation)
    {
        if (!await LoadAsync(draft, cancellation))
        {
            return await ElsewhereAsync(draft, cancellation);
        }

        Key = Guid.CreateVersion7().ToString("N");
        Input = new AdoptInput
        {
            Way =
                Programme is null ? (Way == AdoptionWay.Plan ? Way : AdoptionWay.New)
                : Way == AdoptionWay.Replace ? Way
                : AdoptionWay.Amend,
            CarriesOut = For,
            Issuer = By,
            Act = Draft.Title,
            TermEnd =
                Programme?.TermEnd
                ?? (Draft.ReachYear is { } year ? new DateOnly(year, 12, 31) : null),
        };
        await LoadPlanAsync(cancellation);
        if (IsPlan)
        {
            Input.TermEnd ??= CarriesOut?.TermEnd;
        }

        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid draft, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key) || !await LoadAsync(draft, cancellation))
        {
            return await ElsewhereAsync(draft, cancellation);
        }

        if (string.IsNullOrWhiteSpace(Input.Act))
        {
            ModelState.Wrong("Input.Act", texts, "adoption.act.missing");
        }

        if (Input.TermEnd is null)
        {
            ModelState.Wrong("Input.TermEnd", texts, "adoption.refused.term");
        }

        if (Input.AdoptedOn > clock.Today)
        {
            ModelState.Wrong("Input.AdoptedOn", texts, "adoption.day.future", clock.Today);
        }

        if (ModelState.IsValid)
        {
            var outcome = await adopt.RunAsync(
                await RequestAsync(draft, cancellation),
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done("adoption.done");
                return Redirect(ProgrammeLinks.Versions(outcome.Value!));
            }

            this.Refuse(outcome, texts);
            // What is shown below is the present state: with it one may try again.
            foreach (var shown in (string[])["Input.Seen", "Input.Version", nameof(Key)])
            {
                ModelState.Remove(shown);
            }

            Key = Guid.CreateVersion7().ToString("N");
        }

        await LoadAsync(draft, cancellation);
        await LoadPlanAsync(cancellation);
        await ShowAsync(cancellation);
        return Page();
    }

    private async Task<AdoptRequest> RequestAsync(Guid draft, CancellationToken cancellation) =>
        new(
            Key!,
            draft,
            Input.Seen,
            Input.Way,
            Input.Version,
            Input.Act!.Trim().Normalize(),
            string.IsNullOrWhiteSpace(Input.ActNumber) ? null : Input.ActNumber.Trim().Normalize(),
            Input.AdoptedOn,
            (await directory.GetAsync(cancellation)).Find(Input.Issuer)?.Id,
            Input.TermEnd,
            Input.Leads ? clock.Today : null,
            Input is { Way: AdoptionWay.Plan, CarriesOut: { } higher }
                ? (await plans.FindAsync(higher, cancellation))?.Id
                : null
        );

    /// <summary>What a plan may carry out and whose it may be; the leading programme unless another was chosen.</summary>
    private async Task LoadPlanAsync(CancellationToken cancellation)
    {
        if (!IsPlan)
        {
            return;
        }

        var all = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .ToListAsync(cancellation);
        Programmes =
        [
            new(texts["plan.choose.programme"], ""),
            .. all.Select(p => new SelectListItem(
                new Bilingual(p.TitleVi, p.TitleEn).ToString(),
                p.Key
            )),
        ];
        Input.CarriesOut ??= all.FirstOrDefault()?.Key;
        CarriesOut = all.FirstOrDefault(p => p.Key == Input.CarriesOut);
        var tree = await directory.GetAsync(cancellation);
        PlanOf = tree.Find(Input.Issuer);
        IReadOnlyList<BoundBody> bound = CarriesOut is null
            ? []
            : await plans.BoundAsync(CarriesOut.Id, cancellation);
        var ids = bound.Select(b => b.Unit.Id).ToHashSet();
        Issuers =
        [
            new(texts["plan.choose.issuer"], ""),
            .. Named(bound.Select(b => b.Unit), "plan.issuers.bound"),
            .. Named(
                tree.All.Where(u =>
                    u.IsValidOn(clock.Today) && u.Kind != UnitKind.Area && !ids.Contains(u.Id)
                ),
                "plan.issuers.others"
            ),
            .. Ended(tree, u => u.Kind != UnitKind.Area && !ids.Contains(u.Id)),
        ];
    }

    /// <summary>Bodies whose act of an earlier day may still be adopted here; the day decides, not the list.</summary>
    private IEnumerable<SelectListItem> Ended(UnitTree tree, Func<Unit, bool> fits)
    {
        var language = Texts.CurrentLanguage;
        var heading = new SelectListGroup { Name = texts["plan.issuers.ended"] };
        return tree
            .All.Where(u => u.ValidTo <= clock.Today && fits(u))
            .OrderBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
            .ThenBy(u => u.ValidFrom)
            .Select(u => new SelectListItem(
                $"{u.NameIn(language)} ({Formats.Day(u.ValidFrom)}–{Formats.Day(u.ValidTo!.Value.AddDays(-1))})",
                u.Key
            )
            {
                Group = heading,
            });
    }

    private IEnumerable<SelectListItem> Named(IEnumerable<Unit> units, string group)
    {
        var language = Texts.CurrentLanguage;
        var heading = new SelectListGroup { Name = texts[group] };
        return units
            .OrderBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
            .Select(u => new SelectListItem(u.NameIn(language), u.Key) { Group = heading });
    }

    /// <summary>A draft that was adopted leads to what it became: a second click, or somebody who comes late.</summary>
    private async Task<IActionResult> ElsewhereAsync(Guid draft, CancellationToken cancellation)
    {
        var key = await (
            from version in db.Set<ProgrammeVersion>()
            join programme in db.Set<Programme>() on version.ProgrammeId equals programme.Id
            where version.DraftId == draft
            select programme.Key
        ).FirstOrDefaultAsync(cancellation);
        return key is null ? NotFound() : Redirect(ProgrammeLinks.Versions(key));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
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
        if (draft.AmendsId is { } amends)
        {
            Programme = await db.Set<Programme>()
                .AsNoTracking()
                .SingleAsync(p => p.Id == amends, cancellation);
            Version = await db.Set<ProgrammeVersion>()
                .Where(v => v.ProgrammeId == amends)
                .MaxAsync(v => v.Number, cancellation);
        }

        return true;
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        (Input.Seen, Input.Version) = (Draft.Version, Version);
        var programme = Programme?.Id ?? Guid.Empty;
        var end = Input.TermEnd ?? new DateOnly(clock.Today.Year, 12, 31);
        var plan = await adopt.PlanAsync(
            Draft.Id,
            Input.Way,
            programme,
            Version + 1,
            end,
            cancellation
        );
        var before = await ProgrammeItems.EverAsync(db, programme, cancellation);
        Faults = plan.Faults;
        After = plan.After;
        Diff = Faults.Count > 0 ? Diff : VersionDiff.Between(before.In(null), After);
        if (CarriesOut is not null)
        {
            Ties = await plans.ProposeAsync(CarriesOut.Id, After, cancellation);
        }
        else if (!IsPlan)
        {
            await LoadIssuersAsync(cancellation);
        }
    }

    private async Task LoadIssuersAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        var tree = await directory.GetAsync(cancellation);
        Issuers =
        [
            new(texts["draft.body.unit.none"], ""),
            .. tree
                .All.Where(u => u.IsValidOn(clock.Today) && MayIssue(u))
                .OrderBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
            .. Ended(tree, MayIssue),
        ];
    }

    private static bool MayIssue(Unit unit) =>
        unit.Level == Level.Province
        && unit.Kind
            is UnitKind.PartyBody
                or UnitKind.PartyCommittee
                or UnitKind.Province
                or UnitKind.Council
                or UnitKind.Department;
}
