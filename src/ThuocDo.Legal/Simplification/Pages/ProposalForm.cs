using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Simplification.Pages;

/// <summary>A proposal as it is typed.</summary>
public sealed class ProposalInput
{
    public string? Code { get; set; }
    public List<Measure> Measures { get; set; } = [];
    public Decider? Decider { get; set; }

    /// <summary>Key of the unit.</summary>
    public string? Unit { get; set; }
    public string? What { get; set; }
    public string? Amends { get; set; }

    /// <summary>In the form of <see cref="Limit"/>.</summary>
    public string? Promised { get; set; }
    public string? Statutory { get; set; }

    /// <summary>Numbers with commas or blanks between.</summary>
    public string? Papers { get; set; }
    public decimal? Fee { get; set; }
    public int? Online { get; set; }
    public int? WorkSaved { get; set; }
    public int? Officers { get; set; }
}

/// <summary>What the forms of a new and of a mended proposal have in common.</summary>
public abstract class ProposalFormModel(
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public ProposalInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public bool IsNew { get; protected init; }
    public string Back { get; protected set; } = SimplificationLinks.List;
    public IReadOnlyList<SelectListItem> Procedures { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> MeasureChoices => Choices<Measure>(SimplificationText.Of);

    public IReadOnlyList<SelectListItem> Deciders => Choices<Decider>(SimplificationText.Of);

    public IReadOnlyList<SelectListItem> OnlineLevels =>
        [
            new("–", ""),
            new(texts["simplify.online.partly"], "1"),
            new(texts["simplify.online.wholly"], "2"),
        ];

    protected Texts Texts => texts;

    protected async Task OfferAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        var tree = await directory.GetAsync(cancellation);
        Procedures =
        [
            new(texts["simplify.choose"], ""),
            .. (await catalogue.AllAsync(cancellation))
                .Where(p => p.On(clock.Today) is not null)
                .Select(p => new SelectListItem($"{p.Code} {p.Name}", p.Code)),
        ];
        Units =
        [
            new(texts["simplify.choose"], ""),
            .. tree
                .All.Where(u =>
                    u.IsValidOn(clock.Today)
                    && u.Kind != UnitKind.Area
                    && user.Can(Permissions.SimplifyPropose, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
    }

    /// <returns>None where something cannot be read; the fields say what.</returns>
    protected ProposalFacts? Facts()
    {
        Require(IsNew && string.IsNullOrEmpty(Input.Code), "Code", "simplify.code.missing");
        Require(Input.Decider is null, "Decider", "simplify.decider.missing");
        Require(string.IsNullOrEmpty(Input.Unit), "Unit", "simplify.unit.missing");
        Require(Words.Clean(Input.What) is null, "What", "simplify.what.missing");
        var (promised, statutory) = (
            LimitOf(Input.Promised, "Promised"),
            LimitOf(Input.Statutory, "Statutory")
        );
        var papers = new List<int>();
        foreach (
            var number in (Input.Papers ?? "").Split(
                [',', ' ', ';'],
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var isNumber = int.TryParse(
                number,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var paper
            );
            Require(!isNumber, "Papers", "simplify.papers.wrong");
            papers.Add(paper);
        }

        return ModelState.IsValid
            ? new ProposalFacts
            {
                Code = Input.Code ?? "",
                Measures = [.. Input.Measures.Distinct()],
                Decider = Input.Decider!.Value,
                UnitId = Unit.IdOf(Input.Unit!),
                What = Words.Clean(Input.What)!,
                Amends = Words.Clean(Input.Amends),
                Promised = promised,
                Statutory = statutory,
                DroppedPapers = papers,
                Fee = Input.Fee,
                Online = Input.Online,
                WorkSaved = Input.WorkSaved ?? 0,
                Officers = Input.Officers ?? 0,
            }
            : null;
    }

    private Limit? LimitOf(string? text, string field)
    {
        if (Words.Clean(text) is not { } written)
        {
            return null;
        }

        if (Limit.TryParse(written, out var limit, out var error))
        {
            return limit;
        }

        ModelState.AddModelError($"Input.{field}", error.Render(texts));
        return null;
    }

    private void Require(bool fails, string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key);
        }
    }

    private List<SelectListItem> Choices<T>(Func<T, string> key)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new SelectListItem(texts[key(v)], v.ToString()))];
}

[Requires(Permissions.SimplifyPropose)]
public sealed class ProposalNewModel : ProposalFormModel
{
    private readonly SimplificationDesk desk;

    public ProposalNewModel(
        SimplificationDesk desk,
        IProcedureCatalogue catalogue,
        UnitDirectory directory,
        ICurrentUser user,
        Clock clock,
        Texts texts
    )
        : base(catalogue, directory, user, clock, texts)
    {
        (this.desk, IsNew) = (desk, true);
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Facts() is not { } facts)
        {
            return Page();
        }

        var outcome = await desk.ProposeAsync(Key, facts, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, Texts);
            return Page();
        }

        this.Done("simplify.proposed");
        return Redirect(SimplificationLinks.Of(outcome.Value));
    }
}

[Requires(Permissions.SimplifyPropose)]
public sealed class ProposalEditModel(
    SimplificationShelf shelf,
    SimplificationDesk desk,
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : ProposalFormModel(catalogue, directory, user, clock, texts)
{
    private readonly IProcedureCatalogue catalogue = catalogue;
    private readonly UnitDirectory directory = directory;

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid simplification, CancellationToken cancellation)
    {
        if (await LoadAsync(simplification, cancellation) is not { } proposal)
        {
            return NotFound();
        }

        var tree = await directory.GetAsync(cancellation);
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), proposal.Version);
        Input = new ProposalInput
        {
            Code = proposal.Code,
            Measures = [.. proposal.Measures],
            Decider = proposal.Decider,
            Unit = tree.Find(proposal.UnitId)?.Key,
            What = proposal.What,
            Amends = proposal.Amends,
            Promised = proposal.Promised,
            Statutory = proposal.Statutory,
            Papers = proposal.DroppedPapers,
            Fee = proposal.Fee,
            Online = proposal.Online,
            WorkSaved = proposal.WorkSaved,
            Officers = proposal.Officers,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid simplification,
        CancellationToken cancellation
    )
    {
        if (await LoadAsync(simplification, cancellation) is null || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Facts() is not { } facts)
        {
            return Page();
        }

        var outcome = await desk.EditAsync(
            new RecordAct(Key, simplification, Seen),
            facts,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, Texts);
            return Page();
        }

        this.Done("simplify.mended");
        return Redirect(Back);
    }

    private async Task<Proposal?> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } proposal)
        {
            return null;
        }

        await OfferAsync(cancellation);
        Back = SimplificationLinks.Of(id);
        Name =
            (await catalogue.AllAsync(cancellation))
                .FirstOrDefault(p => p.Code == proposal.Code)
                ?.Name.ToString()
            ?? proposal.Code;
        return proposal;
    }
}
