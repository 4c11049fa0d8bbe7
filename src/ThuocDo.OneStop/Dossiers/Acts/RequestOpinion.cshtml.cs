using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>One opinion as typed.</summary>
public sealed class OpinionInput
{
    [StringLength(Opinion.QuestionMaxLength)]
    public string? Question { get; set; }

    public Guid? UnitId { get; set; }

    public DateOnly? Day { get; set; }
}

/// <summary>
/// Asks other bodies for their opinions: those the process names, at the same time; elsewhere one the officer wants.
/// </summary>
[Requires(Permissions.DossierView)]
public sealed class RequestOpinionModel(ActPageServices services, UnitDirectory directory)
    : ActPage(services)
{
    private UnitTree tree = null!;

    [BindProperty]
    public List<OpinionInput> Orders { get; set; } = [];

    public override DossierActionKind Kind => DossierActionKind.RequestOpinion;

    /// <summary>The opinions of the step in hand that were not asked for yet; none: one on the officer's own account.</summary>
    public IReadOnlyList<OpinionSlot> Slots { get; private set; } = [];

    public IReadOnlyList<SelectListItem> UnitItems(int index) =>
        UnitChoices.Items(Units(index), Texts.CurrentLanguage, Words["act.choose"]);

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Slots =
        [
            .. Folder.Work.StepNow.Opinions.Where(o =>
                Folder.Work.RequestsOfStep.All(r => r.Code != o.Code)
            ),
        ];
        var count = Math.Max(1, Slots.Count);
        while (Orders.Count < count)
        {
            Orders.Add(new());
        }

        Orders = [.. Orders.Take(count)];
    }

    protected override void Suggest()
    {
        for (var i = 0; i < Orders.Count; i++)
        {
            if (
                Slots.Count > 0
                && Slots[i].Unit.Place is not (UnitPlace.Department or UnitPlace.Competent)
            )
            {
                Orders[i].UnitId = Units(i) is [var first, ..] ? first.Id : null;
            }

            Orders[i].Day = DayFor(i);
        }
    }

    protected override void Check()
    {
        for (var i = 0; i < Orders.Count; i++)
        {
            if (Orders[i].UnitId is not { } unit || Units(i).All(u => u.Id != unit))
            {
                Wrong($"Orders[{i}].UnitId", "act.opinion.unit.none");
            }

            if (Orders[i].Day is null)
            {
                Wrong($"Orders[{i}].Day", "act.opinion.day.none");
            }

            if (Slots.Count == 0 && string.IsNullOrWhiteSpace(Orders[i].Question))
            {
                Wrong($"Orders[{i}].Question", "act.opinion.question.none");
            }
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.RequestOpinions(
            [
                .. Orders.Select(
                    (o, i) =>
                        new OpinionOrder(
                            Slots.Count > 0 ? Slots[i].Code : null,
                            o.UnitId!.Value,
                            Slots.Count > 0 ? Slots[i].Question.Vi : o.Question!.Trim(),
                            DueOn(work, o.Day!.Value)
                        )
                ),
            ],
            act
        );

    /// <summary>Nothing is chosen yet when the form opens; asking moves no date.</summary>
    protected override Outcome Rehearse(DossierWork work, ActContext act) => Outcome.Done;

    private IReadOnlyList<Unit> Units(int index) =>
        [
            .. UnitChoices
                .Of(
                    Slots.Count > 0 ? Slots[index].Unit : new UnitChoice(UnitPlace.Department),
                    Folder.Dossier,
                    tree,
                    Services.Clock.Today
                )
                .Where(u => u.Id != Folder.Dossier.UnitId),
        ];

    private DateOnly? DayFor(int index)
    {
        var (now, due) = (Services.Clock.Now, Folder.Dossier.DueAt);
        var limit = Slots.Count > 0 ? Slots[index].Due : new Limit(3, LimitUnit.WorkingDays);
        try
        {
            var own = ProcessRun.DueOf(limit!.Value, now, Folder.Work.Calendar);
            return VietnamTime.DayOf(own < due ? own : due ?? own);
        }
        catch (CalendarRangeException)
        {
            return null;
        }
    }

    /// <summary>Until the office closes on that day; on the last day until the dossier itself is due.</summary>
    private static DateTime DueOn(DossierWork work, DateOnly day)
    {
        var closing = VietnamTime.ToUtc(work.Calendar.CloseOf(work.Calendar.OnOrAfter(day)));
        return work.Dossier.DueAt is { } due && closing > due && VietnamTime.DayOf(due) == day
            ? due
            : closing;
    }
}
