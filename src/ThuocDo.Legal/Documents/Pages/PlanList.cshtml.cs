using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Documents.Pages;

public sealed class PlanInput
{
    public string? Title { get; set; }
    public DocumentKind? Kind { get; set; }
    public string? Issuer { get; set; }
    public string? Drafter { get; set; }
    public DateOnly? Due { get; set; }
    public string? Reason { get; set; }
}

public sealed record PlanLine(
    DraftingPlan Plan,
    IReadOnlyList<LegalDocument> Documents,
    string Issuer,
    string Drafter,
    bool MayAct,
    string Tone,
    string Icon,
    string Key
);

/// <summary>The drafting programme of a year, and how far each line is.</summary>
[Requires(Permissions.LegalView)]
public sealed class PlanListModel(
    DocumentShelf shelf,
    DocumentDesk desk,
    DocumentChoices choices,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = "nam", SupportsGet = true)]
    public int? Asked { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public int Year => Asked is >= 2000 and <= 2100 and { } year ? year : clock.Today.Year;
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Kinds => choices.Kinds;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.LegalManage);
    public bool IsAdding { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(Key) || !MayManage)
        {
            return NotFound();
        }

        IsAdding = true;
        Require(Words.Clean(Input.Title) is null, "Title", "legal.name.missing");
        Require(Input.Kind is null, "Kind", "legal.kind.missing");
        Require(string.IsNullOrEmpty(Input.Issuer), "Issuer", "legal.unit.missing");
        Require(string.IsNullOrEmpty(Input.Drafter), "Drafter", "legal.unit.missing");
        Require(Input.Due is null, "Due", "legal.day.missing");
        Require(Words.Clean(Input.Reason) is null, "Reason", "legal.words.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.PlanAsync(
            Key,
            new PlanFacts(
                Year,
                Words.Clean(Input.Title)!,
                Input.Kind!.Value,
                Unit.IdOf(Input.Issuer!),
                Unit.IdOf(Input.Drafter!),
                Input.Due!.Value,
                Words.Clean(Input.Reason)!
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.plan.added");
        return Redirect(DocumentLinks.PlansOf(Year));
    }

    public async Task<IActionResult> OnPostDropAsync(
        Guid on,
        Guid seen,
        string? text,
        CancellationToken cancellation
    )
    {
        await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        ModelState.Clear();
        var outcome = await desk.DropPlanAsync(
            new RecordAct(Key, on, seen),
            Words.Clean(text) ?? "",
            cancellation
        );
        if (!outcome.Succeeded)
        {
            Key = Guid.CreateVersion7().ToString("N");
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.done");
        return Redirect(DocumentLinks.PlansOf(Year));
    }

    private void Require(bool fails, string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key);
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var plans = await shelf.PlansAsync(Year, cancellation);
        var documents = await shelf.OfPlansAsync(plans, cancellation);
        Lines = [.. plans.Select(p => LineOf(p, [.. documents[p.Id]], tree))];
        Units = await choices.UnitsAsync(cancellation);
    }

    private PlanLine LineOf(
        DraftingPlan plan,
        IReadOnlyList<LegalDocument> documents,
        UnitTree tree
    )
    {
        var issued = documents.FirstOrDefault(d => d.State == DocumentState.Issued);
        var (tone, icon, key) =
            plan.DroppedFor is not null ? ("neutral", "dash", "legal.plan.state.dropped")
            : issued is not null
                ? issued.IssuedOn <= plan.DueOn ? ("good", "check", "legal.plan.state.issued")
                    : ("warn", "check", "legal.plan.state.late")
            : plan.DueOn < clock.Today ? ("bad", "warning", "legal.plan.state.overdue")
            : documents.Count > 0 ? ("info", "clock", "legal.plan.state.drafting")
            : ("open", "question", "legal.plan.state.open");
        return new PlanLine(
            plan,
            documents,
            tree.Find(plan.IssuerId) is { } issuer ? IssuerNames.Of(plan.Kind, issuer, texts) : "–",
            tree.Find(plan.DrafterId)?.NameIn(Texts.CurrentLanguage) ?? "–",
            user.Can(Permissions.LegalManage, plan.IssuerId),
            tone,
            icon,
            key
        );
    }
}
