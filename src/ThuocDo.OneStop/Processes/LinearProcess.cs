using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>The simple case: the steps of a procedure version one after the other.</summary>
public static class LinearProcess
{
    /// <summary>The linear process of a procedure version; the same object for the same version.</summary>
    public static ProcessDefinition Of(ProcedureVersion version) =>
        Of(version.Process, new Named(version.Process, version.Process), version.Steps);

    public static ProcessDefinition Of(string code, Named name, IReadOnlyList<ProcessStep> steps)
    {
        var list = steps
            .OrderBy(s => s.Number)
            .Select(s => new StepDefinition
            {
                Code = s.Code,
                Name = s.Named,
                Kind = s.Code == ProcessStep.Return ? StepKind.Return : StepKind.Work,
                Role = s.Role,
                Budget = s.BudgetShare > 0 ? Budget.Of(s.BudgetShare) : null,
            })
            .ToList();
        return new ProcessDefinition
        {
            Code = code,
            Name = name,
            Parts =
            [
                new ProcessPart
                {
                    Code = ProcessPart.Main,
                    Name = name,
                    Steps = list,
                    Transitions =
                    [
                        .. list.Select(
                            (step, i) =>
                                new Transition
                                {
                                    From = step.Code,
                                    To = i + 1 < list.Count ? list[i + 1].Code : Transition.Granted,
                                }
                        ),
                    ],
                },
            ],
        };
    }

    /// <summary>The steps of a part as a numbered list, which work-lists, slips and step budgets print.</summary>
    /// <param name="whole">A budget written as a limit is turned into its share of this.</param>
    public static IReadOnlyList<ProcessStep> Steps(ProcessPart part, Limit whole) =>
        [
            .. part.Steps.Select(
                (step, i) =>
                    new ProcessStep(
                        i + 1,
                        step.Kind == StepKind.Return ? ProcessStep.Return : step.Code,
                        step.Name.Vi,
                        step.Name.En,
                        step.Role ?? Shared.Access.Role.UnitHead,
                        Share(step, whole)
                    )
            ),
        ];

    private static decimal Share(StepDefinition step, Limit whole) =>
        step.Budget switch
        {
            { Share: { } share } => share,
            { Limit: { } own } when Minutes(whole) is > 0 and var all => Math.Min(
                1,
                (decimal)Minutes(own) / all
            ),
            _ => 0,
        };

    /// <summary>For comparison only: a working day, or the same day, is eight hours, three calendar weeks of four are worked.</summary>
    public static long Minutes(Limit limit) =>
        limit.Unit switch
        {
            LimitUnit.WorkingDays => limit.Amount * 480L,
            LimitUnit.WorkingHours => limit.Amount * 60L,
            LimitUnit.SameDay => 480L,
            LimitUnit.Days => limit.Amount * 480L * 5 / 7,
            _ => limit.Amount * 480L * 22,
        };
}
