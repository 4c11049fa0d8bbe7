using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Processes;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Finishes the step in hand and passes the dossier on.</summary>
[Requires(Permissions.DossierView)]
public sealed class ForwardModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public Guid? AssigneeId { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Note { get; set; }

    /// <summary>The step chosen, where the process leaves several ways open.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>What the process asks the officer, by name of the fact.</summary>
    [BindProperty]
    public Dictionary<string, string?> Said { get; set; } = [];

    public IReadOnlyList<SelectListItem> Ways { get; private set; } = [];

    public IReadOnlyList<FactDeclaration> Asked { get; private set; } = [];

    public override DossierActionKind Kind => DossierActionKind.Forward;

    public IReadOnlyList<Candidate> People { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Choices => Services.Candidates.Items(People);

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var (work, language) = (Folder.Work, Texts.CurrentLanguage);
        Asked = work.AskedOfOfficer;
        Ways =
        [
            .. (work.IsLinear ? [] : work.PossibleWays).Select(w => new SelectListItem(
                (w.Name ?? work.Part.Find(w.To)!.Name).In(language),
                w.To
            )),
        ];
        if (work.NextStep is { } next)
        {
            People = await Services.Candidates.OfAsync(
                Folder.Dossier.UnitId,
                next.Role,
                cancellation
            );
        }
    }

    protected override void Check()
    {
        if (Candidates.Check(People, AssigneeId) is { Succeeded: false } wrong)
        {
            ModelState.AddModelError(nameof(AssigneeId), wrong.InWords(Words));
        }

        if (Ways.Count > 1 && Ways.All(w => w.Value != To))
        {
            Wrong(nameof(To), "act.forward.way.none");
        }

        foreach (var fact in Asked)
        {
            if (Said.GetValueOrDefault(fact.Name) is not { } said || !fact.Accepts(said))
            {
                Wrong($"Said[{fact.Name}]", "act.forward.fact.none");
            }
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.IsLinear
            ? work.Forward(AssigneeId, Note?.Trim(), act)
            : work.ForwardBy(
                Ways.Count > 1 ? To : null,
                Asked
                    .Where(f => Said.GetValueOrDefault(f.Name) is { Length: > 0 })
                    .ToDictionary(f => f.Name, f => Said[f.Name]!),
                AssigneeId,
                Note?.Trim(),
                act
            );

    /// <summary>Before anything is said or chosen, the first way shows what passing on does.</summary>
    protected override Outcome Rehearse(DossierWork work, ActContext act) =>
        work.IsLinear ? Perform(work, act)
        : Asked.Count > 0 ? Outcome.Done
        : work.ForwardBy(
            To ?? (Ways is [var first, ..] ? first.Value : null),
            null,
            AssigneeId,
            null,
            act
        );
}
