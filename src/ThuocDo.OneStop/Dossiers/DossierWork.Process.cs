using System.Globalization;
using System.Runtime.CompilerServices;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <content>Where the dossier stands in its process and which way it goes.</content>
public sealed partial class DossierWork
{
    private static readonly ConditionalWeakTable<ProcedureVersion, ProcessDefinition> Linear =
        new();

    private readonly ProcessDefinition? published;
    private IReadOnlyList<ProcessStep>? steps;

    /// <summary>The steps of the procedure version one after the other: no published process is followed.</summary>
    public bool IsLinear => Dossier.ProcessVersionId is null;

    /// <summary>A sub-case that another agency opened; it goes back there and not to an applicant.</summary>
    public bool IsCase => Dossier.ParentId is not null;

    public ProcessDefinition Process =>
        IsLinear
            ? Linear.GetValue(Version, LinearProcess.Of)
            : published
                ?? throw new InvalidOperationException(
                    $"The process version {Dossier.ProcessVersionId} of {Dossier.Code} was not loaded."
                );

    /// <summary>The part of the process this dossier goes through.</summary>
    public ProcessPart Part =>
        Process.Part(Dossier.ProcessPart)
        ?? throw new InvalidOperationException(
            $"The process of {Dossier.Code} has no part {Dossier.ProcessPart}."
        );

    /// <summary>The steps as a numbered list.</summary>
    public IReadOnlyList<ProcessStep> Steps =>
        steps ??= IsLinear
            ? Version.Steps
            : LinearProcess.Steps(
                Part,
                ledger.FirstOrDefault(e => e.Limit is not null) is { } started
                    ? Limit.Parse(started.Limit!, null)
                    : Version.PromisedLimit
            );

    /// <summary>The step in hand as the process defines it.</summary>
    public StepDefinition StepNow => Part.Steps[Math.Clamp(Dossier.Step, 1, Part.Steps.Count) - 1];

    public IReadOnlyList<DossierRequest> Requests => DossierRequest.Parse(Dossier.Requests);

    /// <summary>What was asked since the step in hand began.</summary>
    public IReadOnlyList<DossierRequest> RequestsOfStep =>
        [
            .. Requests.Where(r =>
                r.Step == StepNow.Code
                && (Dossier.StepSince is not { } since || r.OpenedAt >= since)
            ),
        ];

    /// <summary>A sub-case is with another agency: until it comes back nothing can be asked of the applicant here.</summary>
    public bool IsElsewhere => Requests.Any(r => r.Kind == RequestKind.SubCase && r.IsOpen);

    /// <summary>What a step of opinions or a sub-case waits for has come; other steps wait for nothing.</summary>
    public bool IsJoined =>
        StepNow.Kind switch
        {
            StepKind.Opinion => OpinionsComplete(),
            StepKind.SubCase => RequestsOfStep is { Count: > 0 } asked && asked.All(r => !r.IsOpen),
            _ => true,
        };

    /// <summary>The ways open from the step in hand under the facts as they are.</summary>
    public IReadOnlyList<Transition> Ways =>
        IsJoined ? ProcessRun.Open(Part, StepNow.Code, Facts) : [];

    /// <summary>
    /// The ways to another working step that are open, or may open once the officer has said what is asked of him.
    /// </summary>
    public IReadOnlyList<Transition> PossibleWays =>
        !IsJoined || StepNow.Kind == StepKind.Return ? []
        : AskedOfOfficer.Count == 0 ? [.. Onward(Ways)]
        :
        [
            .. Onward(Part.From(StepNow.Code))
                .Where(t => t.After is null && Holds(t.When) != false),
        ];

    /// <summary>Some way leads on to another working step.</summary>
    public bool CanForward => IsLinear ? !IsLastWorkingStep : PossibleWays.Count > 0;

    private bool? Holds(Condition? condition)
    {
        // What is asked anew counts as unknown, whatever was said in an earlier round.
        var asked = AskedOfOfficer.Select(f => f.Name).ToHashSet();
        return condition is null
            ? true
            : condition.Holds(
                Facts.Where(f => !asked.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value)
            );
    }

    /// <summary>Facts that the officer has to say before a way opens or closes.</summary>
    public IReadOnlyList<FactDeclaration> AskedOfOfficer =>
        IsLinear
            ? []
            :
            [
                .. Part.From(StepNow.Code)
                    .SelectMany(t => t.When?.Tests ?? [])
                    .Select(t => t.Fact)
                    .Distinct()
                    .Select(name => KnownFacts.Find(Process, name))
                    .OfType<FactDeclaration>()
                    .Where(f => f.Source == FactSource.Officer && Process.Facts.Contains(f)),
            ];

    /// <summary>Everything conditions may ask for, as far as it is known.</summary>
    public IReadOnlyDictionary<string, string> Facts
    {
        get
        {
            var facts = new Dictionary<string, string>
            {
                [KnownFacts.FeeDue] = Flag(Dossier.Fee > 0 && !Dossier.FeeWaived),
                [KnownFacts.FeePaid] = Flag(Dossier.PaidOnline),
                [KnownFacts.Channel] = Dossier.Channel.ToString().ToLowerInvariant(),
                [KnownFacts.ElectronicIdentity] = Flag(Dossier.ElectronicIdentity),
                [KnownFacts.ReturnByPost] = Flag(Dossier.ReturnByPost),
                [KnownFacts.Supplements] = Dossier.Supplements.ToString(
                    CultureInfo.InvariantCulture
                ),
                [KnownFacts.Supplemented] = Flag(
                    Dossier.Supplements > 0 && Dossier.State != DossierState.SupplementInProcess
                ),
            };
            foreach (var (name, value) in ReadFacts(Dossier.ProcessFacts))
            {
                facts[name] = value;
            }

            foreach (var request in Requests.Where(r => r.Result is not null))
            {
                var prefix =
                    request.Kind == RequestKind.Opinion
                        ? KnownFacts.OpinionPrefix
                        : KnownFacts.CasePrefix;
                facts[prefix + request.Code] = request.Result!;
            }

            return facts;
        }
    }

    /// <summary>
    /// Finishes the step in hand and goes the way the process gives; where several are open, the one the officer chose.
    /// </summary>
    /// <param name="to">Code of the chosen step; none where only one way is open.</param>
    /// <param name="said">Facts the officer states with the act.</param>
    public Outcome ForwardBy(
        string? to,
        IReadOnlyDictionary<string, string>? said,
        Guid? assigneeId,
        string? note,
        ActContext act
    )
    {
        if (IsLinear)
        {
            return Forward(assigneeId, note, act);
        }

        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
        }

        if (!IsJoined)
        {
            return Outcome.Refused("process.refused.waiting", Step.Named);
        }

        if (Say(said ?? new Dictionary<string, string>()) is { } wrong)
        {
            return wrong;
        }

        var ways = Onward(Ways).ToList();
        if (ways.Count == 0)
        {
            return CanEnd
                ? Outcome.Refused("dossier.refused.last-step", Step.Named)
                : Outcome.Refused("process.refused.no-way", Step.Named);
        }

        var way = to is { Length: > 0 } ? ways.FirstOrDefault(w => w.To == to) : null;
        if (way is null && to is { Length: > 0 })
        {
            return Outcome.Refused("process.refused.way-closed", Step.Named);
        }

        if (way is null && ways.Count > 1)
        {
            return Outcome.Refused(
                "process.refused.choose",
                Named.List(ways.Select(w => w.Name ?? Part.Find(w.To)!.Name))
            );
        }

        Go(way ?? ways[0], act);
        Dossier.AssigneeId = assigneeId;
        return Record("forwarded", act, [new("note", note)]);
    }

    /// <summary>
    /// What time alone does: opinions that did not come in time count as silence, and a timer that has run out takes its
    /// way. Refused if nothing was due.
    /// </summary>
    public Outcome Tick(ActContext act)
    {
        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
        }

        var silent = Requests
            .Where(r => r.Kind == RequestKind.Opinion && r.IsOpen && r.DueAt < act.At)
            .ToList();
        foreach (var request in silent)
        {
            Close(request, KnownFacts.Silent, act);
        }

        if (silent.Count > 0)
        {
            GoOnAlone(act);
            return Record(
                "opinion-silent",
                act,
                [new("opinions", string.Join(", ", silent.Select(r => r.Code)))]
            );
        }

        if (
            Dossier.TimerAt is { } due
            && due < act.At
            && Dossier.StepSince is { } since
            && ProcessRun.Elapsed(Part, StepNow.Code, since, act.At, Known(act)) is { } way
            && !way.IsEnd
        )
        {
            Go(way, act);
            Dossier.AssigneeId = null;
            return Record("timer-elapsed", act);
        }

        return Outcome.Refused("process.refused.nothing-due");
    }

    private ProcessStep? NextOfProcess =>
        Onward(Ways).ToList() is [var only] ? Steps[IndexOf(only.To)] : null;

    /// <summary>Some open way leads to the end or to the return of the result.</summary>
    private bool CanEnd =>
        !IsLinear
        && (
            StepNow.Kind == StepKind.Return
            || Ways.Any(w => w.IsEnd || Part.Find(w.To)!.Kind == StepKind.Return)
        );

    private int ReturnStep =>
        Ways.Where(w => !w.IsEnd && Part.Find(w.To)!.Kind == StepKind.Return)
            .Select(w => IndexOf(w.To) + 1)
            .FirstOrDefault(Dossier.Step);

    private Outcome StepsLeft() =>
        NextStep is { } next
            ? Outcome.Refused("dossier.refused.steps-left", Step.Named, next.Named)
            : Outcome.Refused("process.refused.no-way", Step.Named);

    private Outcome LeaveFirst(ActContext act)
    {
        var ways = Onward(Ways).ToList();
        if (ways.Count == 0)
        {
            return Outcome.Refused("process.refused.no-way", Step.Named);
        }

        // Whoever receives does not decide: with several ways the first in the process is taken.
        Go(ways[0], act);
        return Outcome.Done;
    }

    private IEnumerable<Transition> Onward(IEnumerable<Transition> ways) =>
        ways.Where(w => !w.IsEnd && Part.Find(w.To)!.Kind != StepKind.Return);

    private int IndexOf(string step)
    {
        for (var i = 0; i < Part.Steps.Count; i++)
        {
            if (Part.Steps[i].Code == step)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The process of {Dossier.Code} has no step {step}.");
    }

    /// <summary>Where nobody has to decide, the dossier goes on by itself.</summary>
    private void GoOnAlone(ActContext act)
    {
        if (
            StepNow.Kind is StepKind.Opinion or StepKind.SubCase
            && IsJoined
            && Ways is [{ IsEnd: false } way]
            && Part.Find(way.To)!.Kind != StepKind.Return
        )
        {
            Go(way, act);
            Dossier.AssigneeId = null;
        }
    }

    private void Go(Transition way, ActContext act)
    {
        EndStep(act);
        if (way.TakesFee && Dossier.Fee > 0 && !Dossier.FeeWaived)
        {
            Dossier.ProcessFacts = WriteFacts(
                ReadFacts(Dossier.ProcessFacts),
                KeyValuePair.Create(KnownFacts.FeePaid, FactDeclaration.Yes)
            );
        }

        Dossier.Step = IndexOf(way.To) + 1;
        Dossier.StepSince = act.At;
        var timers = Part.From(way.To)
            .Where(t => t.After is not null)
            .Select(t => ProcessRun.DueOf(t.After!.Value, act.At, Known(act)))
            .ToList();
        Dossier.TimerAt = timers.Count > 0 ? timers.Min() : null;
        if (StepNow.Kind == StepKind.Wait && Clock.Status == ClockStatus.Running)
        {
            Enter(ClockEntryKind.Stopped, act.At, "waiting", Ground(), act);
        }
    }

    /// <summary>The clock that stood still while somebody outside was awaited runs on.</summary>
    private void EndStep(ActContext act)
    {
        if (IsLinear)
        {
            return;
        }

        Dossier.TimerAt = null;
        if (
            StepNow.Kind == StepKind.Wait
            && Dossier.State == DossierState.InProgress
            && Clock.Status == ClockStatus.Stopped
        )
        {
            Enter(ClockEntryKind.Resumed, act.At, "waiting", Ground(), act);
        }
    }

    /// <summary>A wait outside the limit rests on the decision that approved the process.</summary>
    private string Ground()
    {
        var ground = Process.Decision ?? Rules.Instrument;
        return ground.Length > ClockEntry.ArticleMaxLength
            ? ground[..ClockEntry.ArticleMaxLength]
            : ground;
    }

    private bool OpinionsComplete()
    {
        var asked = RequestsOfStep.Where(r => r.Kind == RequestKind.Opinion).ToList();
        // A body of the process that was not asked yet is still awaited.
        var answers = StepNow
            .Opinions.Select(o => new OpinionAnswer(
                o.Code,
                asked.LastOrDefault(r => r.Code == o.Code)?.Result
            ))
            .ToList();
        return ProcessRun.IsJoined(StepNow.Join, StepNow.JoinCount, answers);
    }
}
