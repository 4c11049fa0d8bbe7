using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Apologises for a coming delay and sets a new date: once and in time (Decree 61/2018 Art 19.9).</summary>
[Requires(Permissions.DossierView)]
public sealed class ExtendModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    [Required]
    public DateOnly? NewDay { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Extend;

    public IEnumerable<SelectListItem> Choices => ReasonItems(ReasonKind.Extension);

    /// <summary>The last day on which the apology is in time.</summary>
    public DateOnly? Latest =>
        Folder.Dossier.DueAt is { } due
            ? Folder.Work.Rules.LatestApologyDay(due, Folder.Work.Calendar)
            : null;

    protected override void Suggest() => NewDay = NextDay(Folder.Work);

    protected override void Check()
    {
        if (Reasons.Of(ReasonKind.Extension).All(r => r.Code != Reason))
        {
            Wrong(nameof(Reason), "act.reason.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Extend(Reasons.Write(Reason ?? "", Details), NewDay!.Value, act);

    protected override Outcome Rehearse(DossierWork work, ActContext act) =>
        work.Extend("", NewDay ?? NextDay(work) ?? act.Day, act);

    protected override string Destination() => OneStopLinks.ApologySlip(Folder.Dossier.Code);

    private static DateOnly? NextDay(DossierWork work) =>
        work.Dossier.DueAt is { } due
        && Shared.Time.VietnamTime.DayOf(due) is var day
        && day.AddDays(30) <= work.Calendar.Last
            ? work.Calendar.AddWorkingDays(day, 1)
            : null;
}
