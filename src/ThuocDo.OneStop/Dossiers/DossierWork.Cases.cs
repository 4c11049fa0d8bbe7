using System.Security.Cryptography;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Processes;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>An opinion to be asked for.</summary>
/// <param name="Code">Its place in the process; none for one the officer asks for on his or her own account.</param>
/// <param name="DueAt">UTC.</param>
public sealed record OpinionOrder(string? Code, Guid UnitId, string Question, DateTime DueAt);

/// <content>Opinions of other bodies and sub-cases with other agencies.</content>
public sealed partial class DossierWork
{
    /// <summary>
    /// Asks other bodies for their opinions, all at the same time, each with its due date inside the limit of the
    /// dossier (Decree 61/2018 Art 19.6.b: duty, content and due date of each).
    /// </summary>
    public Outcome RequestOpinions(IReadOnlyList<OpinionOrder> orders, ActContext act)
    {
        if (Dossier.State != DossierState.InProgress || Dossier.DueAt is not { } due)
        {
            return NotNow();
        }

        var open = Requests.ToList();
        foreach (var order in orders)
        {
            if (order.UnitId == Dossier.UnitId)
            {
                return Outcome.Refused("process.refused.own-opinion");
            }

            if (order.DueAt > due || order.DueAt <= act.At)
            {
                return Outcome.Refused("process.refused.opinion-due", order.DueAt, act.At, due);
            }

            if (
                order.Code is { } slot
                && (
                    StepNow.Opinions.All(o => o.Code != slot)
                    || RequestsOfStep.Any(r => r.Code == slot)
                )
            )
            {
                return Outcome.Refused("process.refused.opinion-asked", slot);
            }

            if (order.Code is null && open.Any(r => r.IsOpen && r.UnitId == order.UnitId))
            {
                return Outcome.Refused("process.refused.unit-asked");
            }

            var code = order.Code ?? $"x{open.Count + 1}";
            var opinion = new Opinion
            {
                Id = act.NextId(act.At),
                DossierId = Dossier.Id,
                Code = code,
                UnitId = order.UnitId,
                Question = order.Question,
                AskedAt = act.At,
                DueAt = order.DueAt,
            };
            Records.Opinions.Add(opinion);
            open.Add(
                new DossierRequest(
                    RequestKind.Opinion,
                    StepNow.Code,
                    code,
                    order.UnitId,
                    opinion.Id,
                    act.At,
                    order.DueAt
                )
            );
        }

        Dossier.Requests = DossierRequest.Write(open);
        return Record(
            "opinion-requested",
            act,
            [new("question", string.Join("\n", orders.Select(o => o.Question).Distinct()))]
        );
    }

    /// <summary>The body asked has answered. When that is enough the dossier goes on, if only one way is open.</summary>
    public Outcome AnswerOpinion(Guid opinionId, string answer, string? note, ActContext act)
    {
        if (
            !KnownFacts.Answers.Contains(answer)
            || answer == KnownFacts.Silent
            || Requests.FirstOrDefault(r => r.Id == opinionId && r.Kind == RequestKind.Opinion)
                is not { } request
        )
        {
            return Outcome.Refused("process.refused.no-opinion");
        }

        if (!request.IsOpen || !Dossier.IsOpen)
        {
            return Outcome.Refused("process.refused.opinion-closed");
        }

        Close(request, answer, act);
        GoOnAlone(act);
        return Record(
            "opinion-answered",
            act,
            [new("opinion", request.Code), new("answer", answer), new("note", note)]
        );
    }

    /// <summary>The body asked is no more; its successor is asked instead, until the same day.</summary>
    public Outcome RedirectOpinion(Guid opinionId, Guid toUnitId, string deed, ActContext act)
    {
        if (
            Requests.FirstOrDefault(r => r.Id == opinionId && r.Kind == RequestKind.Opinion)
            is not { IsOpen: true } request
        )
        {
            return Outcome.Refused("process.refused.opinion-closed");
        }

        Replace(request with { UnitId = toUnitId });
        return Record("opinion-redirected", act, [new("act", deed)]);
    }

    /// <summary>
    /// Opens the sub-case of the step in hand with another agency: a dossier of its own, with its own code and its own
    /// clock, whose time is cut from that of this one. This one's clock runs on (Decree 61/2018 Art 19.6, 19.7).
    /// </summary>
    /// <param name="code">Allocated for the agency.</param>
    /// <param name="commitment">Of the applicant's particulars as copied for the agency.</param>
    public Outcome<DossierWork> OpenCase(
        Guid unitId,
        string code,
        string commitment,
        bool electronically,
        ActContext act,
        Guid? id = null
    )
    {
        if (
            Dossier.State != DossierState.InProgress
            || StepNow.Kind != StepKind.SubCase
            || Dossier.DueAt is not { } due
        )
        {
            return Outcome<DossierWork>.From(NotNow());
        }

        if (RequestsOfStep.Any(r => r.Kind == RequestKind.SubCase))
        {
            return Outcome<DossierWork>.Refused("process.refused.case-open", Step.Named);
        }

        var known = Known(act);
        var run = ledger.Last(e => e.Limit is not null);
        if (
            ProcessRun.LimitOf(StepNow.Budget, Limit.Parse(run.Limit!, null), run.At, known)
            is not { } limit
        )
        {
            return Outcome<DossierWork>.Refused("process.refused.no-time", Step.Named);
        }

        var own = Promise(act.At, limit, known);
        var promised = own < due ? own : due;
        var child = NewCase(unitId, code, commitment, limit, promised, act, id);
        if (unitId != Dossier.UnitId)
        {
            Dossier.HandOvers++;
            Dossier.ElectronicHandOvers += electronically ? 1 : 0;
            Dossier.PaperActs += electronically ? 0 : 1;
        }

        Dossier.Requests = DossierRequest.Write(
            Requests.Append(
                new DossierRequest(
                    RequestKind.SubCase,
                    StepNow.Code,
                    StepNow.Code,
                    unitId,
                    child.Dossier.Id,
                    act.At,
                    promised
                )
            )
        );
        Record("case-opened", act, [new("case", code)]);
        return Outcome<DossierWork>.Of(child);
    }

    /// <summary>
    /// The agency has done its part and gives the sub-case back with its outcome; its own clock ends. What the applicant
    /// still has to bring is asked for by the one-stop unit that received the dossier, so it is given back for that too.
    /// </summary>
    public Outcome ReturnCase(string outcome, string? note, ActContext act)
    {
        if (!IsCase || Dossier.State != DossierState.InProgress || IsElsewhere)
        {
            return NotNow();
        }

        if (outcome == "granted" && !CanEnd)
        {
            return StepsLeft();
        }

        return outcome switch
        {
            "granted" => CloseCase(DossierResult.Granted, "case-result", "case-returned"),
            "refused" => CloseCase(DossierResult.Refused, "case-result", "case-returned"),
            "returned" => CloseCase(DossierResult.Stopped, "case-result", "case-returned"),
            _ => Outcome.Refused("process.refused.outcome", outcome),
        };

        Outcome CloseCase(DossierResult result, string ground, string type) =>
            Close(
                result,
                DossierState.Returned,
                ground,
                type,
                act,
                [new("outcome", outcome), new("note", note)],
                electronicResult: false
            );
    }

    /// <summary>The dossier that opened it has ended: the sub-case is called back, whatever its state.</summary>
    public Outcome Recall(ActContext act) =>
        IsCase && Dossier.IsOpen
            ? Close(
                DossierResult.Withdrawn,
                DossierState.Withdrawn,
                "recall",
                "case-recalled",
                act,
                [],
                electronicResult: false
            )
            : NotNow();

    /// <summary>A sub-case of this dossier came back with this outcome, which is a fact from now on.</summary>
    public Outcome TakeBack(Guid caseId, string outcome, ActContext act)
    {
        if (
            Requests.FirstOrDefault(r => r.Id == caseId && r.Kind == RequestKind.SubCase)
            is not { IsOpen: true } request
        )
        {
            return NotNow();
        }

        Close(request, outcome, act);
        if (Dossier.IsOpen)
        {
            GoOnAlone(act);
        }

        return Record("case-closed", act, [new("outcome", outcome)]);
    }

    private DossierWork NewCase(
        Guid unitId,
        string code,
        string commitment,
        Limit limit,
        DateTime promised,
        ActContext act,
        Guid? id
    )
    {
        var dossier = new Dossier
        {
            Id = id ?? act.NextId(act.At),
            Code = code,
            ProcedureId = Dossier.ProcedureId,
            ProcedureVersionId = Dossier.ProcedureVersionId,
            // A sub-case lives under the law of the dossier it belongs to, whenever it is opened.
            Regime = Dossier.Regime,
            Subject = Dossier.Subject,
            ReceivingUnitId = unitId,
            FirstUnitId = unitId,
            UnitId = unitId,
            State = DossierState.Received,
            Step = 1,
            Channel = Dossier.Channel,
            ReceivedAt = act.At,
            ReceivedOn = act.Day,
            FirstPromisedAt = promised,
            DueAt = promised,
            Fee = 0,
            FeeWaived = false,
            PayableOnline = false,
            PaidOnline = false,
            PostEligible = false,
            ReturnByPost = false,
            ElectronicIdentity = false,
            FirstOnlineOfYear = false,
            ApplicantCommitment = commitment,
            // Nobody holds a secret of a sub-case: the applicant follows the whole dossier.
            TrackingHash = SHA256.HashData(RandomNumberGenerator.GetBytes(32)),
            ParentId = Dossier.Id,
            ProcessVersionId = Dossier.ProcessVersionId,
            ProcessPart = StepNow.Part,
            StepSince = act.At,
        };
        var child = new DossierWork(dossier, [], Version, Calendar, isNew: true, Process);
        child.Enter(
            ClockEntryKind.Started,
            act.At,
            "case",
            Articles.Interlinked(child.Rules),
            act,
            limit,
            promised
        );
        child.Record("case-received", act);
        return child;
    }

    private void Close(DossierRequest request, string result, ActContext act) =>
        Replace(request with { ClosedAt = act.At, Result = result });

    private void Replace(DossierRequest request) =>
        Dossier.Requests = DossierRequest.Write(
            Requests.Select(r => r.Id == request.Id ? request : r)
        );
}
