using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Procedures.Editing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Procedures.OfficeLimits;

/// <summary>The form of a shorter limit.</summary>
public sealed class OfficeLimitInput
{
    /// <summary>Key of the office.</summary>
    public string? Unit { get; set; }
    public int? Amount { get; set; }
    public LimitUnit UnitOfTime { get; set; }

    /// <summary>For a limit of the same day.</summary>
    public TimeOnly? CutOff { get; set; }
    public DateOnly? From { get; set; }

    [StringLength(OfficeLimit.ActMaxLength)]
    public string? Act { get; set; }
}

/// <summary>The offices that promise less than the province for one procedure: the promises, a new one, the end of one.</summary>
[Requires(Permissions.CatalogueManage)]
public sealed class OfficeLimitsModel(
    OfficeLimitDesk desk,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public OfficeLimitInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    public Procedure Procedure { get; private set; } = null!;

    /// <summary>The version in force today, else the last one.</summary>
    public ProcedureVersion? Version { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<OfficeLimit> Limits { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Offices { get; private set; } = [];
    public IReadOnlyList<SelectListItem> UnitsOfTime { get; private set; } = [];

    private UnitTree Tree { get; set; } = null!;
    private Catalogue Catalogue { get; set; } = null!;

    public string NameOf(Guid unit) => Tree[unit].NameIn(Texts.CurrentLanguage);

    public string PeriodOf(OfficeLimit limit) =>
        limit.ValidTo is not { } end ? texts["catalogue.valid.since", limit.ValidFrom]
        : end <= limit.ValidFrom ? texts["procedure.office.never"]
        : texts["catalogue.valid.between", limit.ValidFrom, end.AddDays(-1)];

    public bool CanEnd(OfficeLimit limit) => limit.CanEndOn(clock.Today.AddDays(1));

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(code, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Input.From = clock.Today.AddDays(1);
        Input.UnitOfTime = Version?.PromisedLimit.Unit ?? LimitUnit.WorkingDays;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(code, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Input.From is not { } from)
        {
            ModelState.Wrong("Input.From", texts, "procedure.valid-from.missing");
            return Page();
        }

        var request = new OfficeLimitRequest(
            Key,
            Procedure.Id,
            Tree.Find(Input.Unit)?.Id ?? Guid.Empty,
            from,
            LimitFields.Read(Input.Amount, Input.UnitOfTime, Input.CutOff, from),
            Input.Act ?? ""
        );
        var version = Catalogue.VersionOn(Procedure.Id, from);
        foreach (var fault in OfficeLimitDesk.FaultsOf(request, version, Tree, clock.Today))
        {
            ModelState.Wrong(
                $"{nameof(Input)}.{fault.Field}",
                texts,
                fault.Key,
                fault.InWords(texts)
            );
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EnterAsync(request, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("procedure.office.entered", NameOf(request.UnitId), from);
        return Redirect(CatalogueLinks.OfficeLimits(code));
    }

    public async Task<IActionResult> OnPostEndAsync(
        string code,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(code, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.EndAsync(Key, id, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            ModelState.Remove(nameof(Key));
            Key = Guid.CreateVersion7().ToString("N");
            return Page();
        }

        this.Done("procedure.office.ended");
        return Redirect(CatalogueLinks.OfficeLimits(code));
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellation)
    {
        Catalogue = await catalogues.GetAsync(cancellation);
        Tree = await directory.GetAsync(cancellation);
        if (Catalogue.Find(code) is not { } procedure)
        {
            return false;
        }

        Procedure = procedure;
        Version =
            Catalogue.VersionOn(procedure.Id, clock.Today)
            ?? Catalogue.VersionsOf(procedure.Id).LastOrDefault();
        Limits = [.. Catalogue.OfficeLimitsOf(procedure.Id)];
        Offices = Version is { } version
            ?
            [
                .. OfficeLimitDesk
                    .DecidingOn(version, Tree, clock.Today)
                    .OrderBy(
                        u => u.NameIn(Texts.CurrentLanguage),
                        StringComparer.Create(Formats.Sorting, false)
                    )
                    .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
            ]
            : [];
        UnitsOfTime =
        [
            .. EditVersionModel.Items<LimitUnit>(v => texts[$"procedure.unit.{EnumKey.Of(v)}"]),
        ];
        return true;
    }
}
