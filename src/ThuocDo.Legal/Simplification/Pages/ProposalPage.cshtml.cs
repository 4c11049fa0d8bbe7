using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Simplification.Pages;

/// <summary>One item of the cost form; a row without a name is left out. Services and other costs stand in one sum.</summary>
public sealed class CostRow
{
    public string? Name { get; set; }
    public CostKind Kind { get; set; }
    public decimal? HoursBefore { get; set; }
    public decimal? HoursAfter { get; set; }
    public int? Persons { get; set; }
    public decimal? MoneyBefore { get; set; }
    public decimal? MoneyAfter { get; set; }
}

public sealed class CostInput
{
    public const int SpareRows = 3;

    public decimal? Rate { get; set; }
    public decimal? Times { get; set; }
    public long? Subjects { get; set; }
    public List<CostRow> Rows { get; set; } = [];
}

public sealed class OpinionInput
{
    public string? From { get; set; }
    public OpinionStance? Stance { get; set; }
    public string? Words { get; set; }
}

public sealed class DecisionInput
{
    public bool? Approved { get; set; }
    public string? Number { get; set; }
    public DateOnly? Day { get; set; }
    public string? By { get; set; }
    public string? Grounds { get; set; }
}

/// <summary>Something the new version changes, in words.</summary>
public sealed record ShownChange(string Name, string Before, string After);

/// <summary>One proposal: what it changes, what it saves, who said what, what was decided, where it took effect.</summary>
[Requires(Permissions.LegalView)]
public sealed class ProposalPageModel(
    SimplificationShelf shelf,
    SimplificationDesk desk,
    PublishProposal publish,
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private CatalogueProcedure? procedure;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public CostInput Cost { get; set; } = new();

    [BindProperty]
    public OpinionInput Opinion { get; set; } = new();

    [BindProperty]
    public DecisionInput Decision { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public int? Shown { get; set; }

    /// <summary>The form that stays open after a refusal.</summary>
    public string Open { get; private set; } = "";

    public Proposal Proposal { get; private set; } = null!;
    public CostSheet? Sheet { get; private set; }
    public IReadOnlyList<ProposalOpinion> Opinions { get; private set; } = [];
    public string Name => procedure?.Name.ToString() ?? Proposal.Code;
    public string UnitName { get; private set; } = "";
    public IReadOnlyList<ShownChange> Changes { get; private set; } = [];
    public int LastVersion => procedure?.Versions.Max(v => v.Number) ?? 0;

    public bool Ends =>
        Proposal.Measures.Contains(Measure.Abolished) || Proposal.Measures.Contains(Measure.Merged);

    public bool MayEdit =>
        Proposal.State == ProposalState.Proposed
        && user.Can(Permissions.SimplifyPropose, Proposal.UnitId);
    public bool MayOpine => MayEdit || MayDecide;

    public bool MayDecide =>
        Proposal.State == ProposalState.Proposed && user.Can(Permissions.SimplifyDecide);

    public bool MayPublish =>
        Proposal.State == ProposalState.Approved && user.Can(Permissions.CatalogueManage);

    public bool MayNote =>
        Proposal.State == ProposalState.Approved && user.Can(Permissions.SimplifyDecide);

    public string RateHint =>
        HourlyIncome.For(clock.Today.Year) is { } rate
            ? texts["simplify.cost.rate.hint", Formats.Money(rate.Dong), $"{rate.Year}"]
            : "";

    public IReadOnlyList<SelectListItem> Kinds => Choices<CostKind>(SimplificationText.Of);
    public IReadOnlyList<SelectListItem> Stances => Choices<OpinionStance>(SimplificationText.Of);

    public IReadOnlyList<SelectListItem> Verdicts =>
        [
            new(texts["simplify.decide.yes"], bool.TrueString),
            new(texts["simplify.decide.no"], bool.FalseString),
        ];

    public IReadOnlyList<SelectListItem> Versions =>
        [
            .. (procedure?.Versions ?? [])
                .Where(v => v.Number > 1)
                .Reverse()
                .Select(v => new SelectListItem(
                    texts["simplify.version", v.Number, v.From],
                    v.Number.ToString(CultureInfo.InvariantCulture)
                )),
            new(texts["simplify.version.ended"], "0"),
        ];

    public async Task<IActionResult> OnGetAsync(Guid simplification, CancellationToken cancellation)
    {
        if (!await LoadAsync(simplification, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Fill();
        return Page();
    }

    public Task<IActionResult> OnPostCostAsync(
        Guid simplification,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "cost",
            "simplify.cost.done",
            () =>
            {
                Require(Cost.Rate is null, "Cost.Rate", "simplify.cost.rate.missing");
                Require(Cost.Times is null, "Cost.Times", "simplify.cost.number.missing");
                Require(Cost.Subjects is null, "Cost.Subjects", "simplify.cost.number.missing");
                return ModelState.IsValid
                    ? desk.PriceAsync(Act(simplification, seen), SheetOf(Cost), cancellation)
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostOpinionAsync(
        Guid simplification,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "opinion",
            "simplify.opinion.done",
            () =>
            {
                Require(
                    Words.Clean(Opinion.From) is null,
                    "Opinion.From",
                    "simplify.opinion.missing"
                );
                Require(Opinion.Stance is null, "Opinion.Stance", "simplify.stance.missing");
                Require(
                    Words.Clean(Opinion.Words) is null,
                    "Opinion.Words",
                    "simplify.opinion.missing"
                );
                return ModelState.IsValid
                    ? desk.OpineAsync(
                        Act(simplification, seen),
                        Words.Clean(Opinion.From)!,
                        Opinion.Stance!.Value,
                        Words.Clean(Opinion.Words)!,
                        cancellation
                    )
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostDecideAsync(
        Guid simplification,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "decision",
            "simplify.decided",
            () =>
            {
                Require(Decision.Approved is null, "Decision.Approved", "simplify.decide.missing");
                Require(
                    Words.Clean(Decision.Number) is null,
                    "Decision.Number",
                    "simplify.decision.missing"
                );
                Require(Decision.Day is null, "Decision.Day", "simplify.day.missing");
                Require(
                    Words.Clean(Decision.By) is null,
                    "Decision.By",
                    "simplify.decision.missing"
                );
                return ModelState.IsValid
                    ? desk.DecideAsync(
                        Act(simplification, seen),
                        new ProposalDecision(
                            Decision.Approved!.Value,
                            Words.Clean(Decision.Number)!,
                            Decision.Day!.Value,
                            Words.Clean(Decision.By)!,
                            Words.Clean(Decision.Grounds)
                        ),
                        cancellation
                    )
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostWithdrawAsync(
        Guid simplification,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "withdraw",
            "simplify.withdrawn",
            () =>
                desk.WithdrawAsync(
                    Act(simplification, seen),
                    Words.Clean(Reason) ?? "",
                    cancellation
                ),
            cancellation
        );

    public Task<IActionResult> OnPostPublishAsync(
        Guid simplification,
        Guid seen,
        int last,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "publish",
            "simplify.effect.done",
            () =>
            {
                Require(From is null, nameof(From), "simplify.day.missing");
                return ModelState.IsValid
                    ? publish.RunAsync(Act(simplification, seen), last, From!.Value, cancellation)
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostNoteAsync(
        Guid simplification,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            simplification,
            "note",
            "simplify.effect.done",
            () =>
            {
                Require(Shown is null, nameof(Shown), "simplify.note.missing");
                return ModelState.IsValid
                    ? desk.NoteEffectAsync(Act(simplification, seen), Shown!.Value, cancellation)
                    : null;
            },
            cancellation
        );

    private RecordAct Act(Guid id, Guid seen) => new(Key!, id, seen);

    /// <param name="act">None where the form lacks something; its fields say what.</param>
    private async Task<IActionResult> ActAsync(
        Guid id,
        string form,
        string done,
        Func<Task<Outcome>?> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Open = form;
        if (act() is not { } running)
        {
            return Page();
        }

        var outcome = await running;
        if (!outcome.Succeeded)
        {
            Key = Guid.CreateVersion7().ToString("N");
            ModelState.Remove(nameof(Key));
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(SimplificationLinks.Of(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } proposal)
        {
            return false;
        }

        Proposal = proposal;
        Sheet = proposal.CostSheet;
        Opinions = await shelf.OpinionsAsync(id, cancellation);
        procedure = (await catalogue.AllAsync(cancellation)).FirstOrDefault(p =>
            p.Code == proposal.Code
        );
        UnitName =
            (await directory.GetAsync(cancellation))
                .Find(proposal.UnitId)
                ?.NameIn(Texts.CurrentLanguage)
            ?? "–";
        Changes = [.. ChangesOf()];
        return true;
    }

    /// <summary>Against the version that held when it was proposed.</summary>
    private IEnumerable<ShownChange> ChangesOf()
    {
        var before = procedure?.On(Proposal.ProposedOn) ?? procedure?.Versions[^1];
        if (before is null)
        {
            yield break;
        }

        if (Proposal.PromisedLimit is { } promised)
        {
            yield return new(
                texts["simplify.promised"],
                InWords(before.Promised),
                InWords(promised)
            );
        }

        if (Proposal.StatutoryLimit is { } statutory)
        {
            yield return new(
                texts["simplify.statutory"],
                InWords(before.Statutory),
                InWords(statutory)
            );
        }

        if (Proposal.Dropped is { Count: > 0 } dropped)
        {
            yield return new(
                texts["simplify.papers"],
                Formats.Number(before.Papers.Count),
                Formats.Number(before.Papers.Count - dropped.Count)
            );
        }

        if (Proposal.Fee is { } fee)
        {
            yield return new(texts["simplify.fee"], Formats.Money(before.Fee), Formats.Money(fee));
        }

        if (Proposal.Online is { } online)
        {
            yield return new(texts["simplify.online"], Online(before.Online), Online(online));
        }
    }

    private string InWords(Limit limit) => limit.InWords.Render(texts);

    private string Online(int level) =>
        texts[
            level switch
            {
                0 => "simplify.online.not",
                1 => "simplify.online.partly",
                _ => "simplify.online.wholly",
            }
        ];

    private void Fill()
    {
        Cost = new CostInput
        {
            Rate = Sheet?.Rate ?? HourlyIncome.For(clock.Today.Year)?.Dong,
            Times = Sheet?.Times ?? 1,
            Subjects = Sheet?.Subjects,
            Rows =
            [
                .. (Sheet?.Lines ?? []).Select(l => new CostRow
                {
                    Name = l.Name,
                    Kind = l.Kind,
                    HoursBefore = l.Before.Hours,
                    HoursAfter = l.After.Hours,
                    Persons = l.Before.Persons,
                    MoneyBefore = l.Before.Hired + l.Before.Other,
                    MoneyAfter = l.After.Hired + l.After.Other,
                }),
            ],
        };
        for (var i = 0; i < CostInput.SpareRows; i++)
        {
            Cost.Rows.Add(new CostRow { Persons = 1 });
        }
    }

    private static CostSheet SheetOf(CostInput input) =>
        new(
            input.Rate!.Value,
            [
                .. input
                    .Rows.Where(r => Words.Clean(r.Name) is not null)
                    .Select(r => new CostLine(
                        r.Kind,
                        Words.Clean(r.Name)!,
                        new CostPart(r.HoursBefore ?? 0, r.Persons ?? 1, 0, r.MoneyBefore ?? 0),
                        new CostPart(r.HoursAfter ?? 0, r.Persons ?? 1, 0, r.MoneyAfter ?? 0)
                    )),
            ],
            input.Times!.Value,
            input.Subjects!.Value
        );

    private void Require(bool fails, string field, string key)
    {
        if (fails && ModelState[field] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    private List<SelectListItem> Choices<T>(Func<T, string> key)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new SelectListItem(texts[key(v)], v.ToString()))];
}
