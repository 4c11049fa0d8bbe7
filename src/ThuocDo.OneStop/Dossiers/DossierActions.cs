using ThuocDo.Shared.Access;
using Held = ThuocDo.Shared.Access.Permissions;

namespace ThuocDo.OneStop.Dossiers;

public enum DossierActionKind
{
    Assign,
    Forward,
    RequestSupplement,
    ReceiveSupplement,
    Extend,
    Finish,
    Refuse,
    Withdraw,
    Return,
    IssueSecret,
    Attach,
    Stop,
    RequestOpinion,
    OpenCase,
    ReturnCase,
}

/// <summary>What can be done with a dossier, when and by whom.</summary>
/// <param name="Slug">The end of the page's address.</param>
/// <param name="Name">The name under which an idempotency key is kept.</param>
/// <param name="Permissions">Any of these opens it in the present state and step; none: it cannot be done now.</param>
public sealed record DossierAction(
    DossierActionKind Kind,
    string Slug,
    string Name,
    Func<DossierWork, IReadOnlyList<string>> Permissions
);

/// <summary>
/// The workflow as one table: state × step × permission → action. Buttons, checks of pages and of posts come from here by way
/// of <see cref="Absences.Authority"/>, which knows the person; the rules themselves are in <see cref="DossierWork"/>.
/// </summary>
public static class DossierActions
{
    private static readonly IReadOnlyList<string> Never = [];

    private static readonly IReadOnlyList<DossierActionKind> OfApplicant =
    [
        DossierActionKind.RequestSupplement,
        DossierActionKind.Extend,
        DossierActionKind.Finish,
        DossierActionKind.Refuse,
        DossierActionKind.Withdraw,
        DossierActionKind.IssueSecret,
    ];

    private static readonly IReadOnlyList<DossierAction> Acts =
    [
        // The counter hands over what it has received; the head of the unit assigns and assigns anew.
        new(
            DossierActionKind.Assign,
            "phan-cong",
            "dossier.assign",
            work =>
                work.Dossier.State switch
                {
                    DossierState.Received => [Held.DossierReceive, Held.DossierAssign],
                    DossierState.InProgress => [Held.DossierAssign],
                    _ => Never,
                }
        ),
        new(
            DossierActionKind.Forward,
            "chuyen-buoc",
            "dossier.forward",
            work =>
                work.Dossier.State == DossierState.InProgress && work.CanForward
                    ? [OfStep(work.Step.Role)]
                    : Never
        ),
        In(
            DossierActionKind.RequestSupplement,
            "yeu-cau-bo-sung",
            "dossier.request-supplement",
            Held.DossierProcess,
            DossierState.InProgress
        ),
        In(
            DossierActionKind.ReceiveSupplement,
            "nhan-bo-sung",
            "dossier.receive-supplement",
            Held.DossierReceive,
            DossierState.SupplementInProcess
        ),
        In(
            DossierActionKind.Extend,
            "gia-han",
            "dossier.extend",
            Held.DossierAssign,
            DossierState.Received,
            DossierState.InProgress
        ),
        new(
            DossierActionKind.Finish,
            "hoan-thanh",
            "dossier.finish",
            work =>
                work.Dossier.State == DossierState.InProgress && work.IsLastWorkingStep
                    ? [Held.DossierSign]
                    : Never
        ),
        In(
            DossierActionKind.Refuse,
            "tu-choi",
            "dossier.refuse",
            Held.DossierSign,
            DossierState.InProgress
        ),
        In(
            DossierActionKind.Withdraw,
            "rut-ho-so",
            "dossier.withdraw",
            Held.DossierReceive,
            DossierState.Received,
            DossierState.InProgress,
            DossierState.SupplementInProcess,
            DossierState.AwaitingPayment
        ),
        In(
            DossierActionKind.Return,
            "tra-ket-qua",
            "dossier.return",
            Held.DossierReturn,
            DossierState.Resolved
        ),
        In(
            DossierActionKind.IssueSecret,
            "cap-lai-ma-tra-cuu",
            "dossier.issue-secret",
            Held.DossierReceive,
            DossierState.Received,
            DossierState.InProgress,
            DossierState.SupplementInProcess,
            DossierState.AwaitingPayment,
            DossierState.Resolved
        ),
        In(
            DossierActionKind.Stop,
            "dung-giai-quyet",
            "dossier.stop",
            Held.DossierSign,
            DossierState.Received,
            DossierState.InProgress,
            DossierState.SupplementInProcess,
            DossierState.AwaitingPayment
        ),
        new(
            DossierActionKind.Attach,
            "giay-to",
            "dossier.attach",
            work =>
                work.Dossier.State switch
                {
                    DossierState.Received or DossierState.SupplementInProcess =>
                    [
                        Held.DossierReceive,
                    ],
                    DossierState.InProgress => [Held.DossierReceive, Held.DossierProcess],
                    _ => Never,
                }
        ),
        new(
            DossierActionKind.RequestOpinion,
            "xin-y-kien",
            "dossier.request-opinion",
            work =>
                work.Dossier is { State: DossierState.InProgress, DueAt: not null }
                && !work.IsElsewhere
                    ? [OfStep(work.Step.Role)]
                    : Never
        ),
        new(
            DossierActionKind.OpenCase,
            "chuyen-lien-thong",
            "dossier.open-case",
            work =>
                work.Dossier is { State: DossierState.InProgress, DueAt: not null }
                && work.StepNow.Kind == Processes.StepKind.SubCase
                && work.RequestsOfStep.Count == 0
                    ? [OfStep(work.Step.Role)]
                    : Never
        ),
        new(
            DossierActionKind.ReturnCase,
            "tra-co-quan-chu-tri",
            "dossier.return-case",
            work =>
                work is { IsCase: true, IsElsewhere: false }
                && work.Dossier.State == DossierState.InProgress
                    ? [OfStep(work.Step.Role)]
                    : Never
        ),
    ];

    /// <summary>
    /// All acts. A sub-case belongs to another dossier: nothing that concerns the applicant is done with it.
    /// </summary>
    public static readonly IReadOnlyList<DossierAction> All =
    [
        .. Acts.Select(action =>
            OfApplicant.Contains(action.Kind)
                ? action with
                {
                    Permissions = work => work.IsCase ? Never : action.Permissions(work),
                }
                : action
        ),
    ];

    public static DossierAction Of(DossierActionKind kind) => All.Single(a => a.Kind == kind);

    /// <summary>What whoever does a step of the process must be allowed to do.</summary>
    public static string OfStep(Role role) =>
        role switch
        {
            Role.Receptionist => Held.DossierReceive,
            Role.Specialist => Held.DossierProcess,
            Role.Signer => Held.DossierSign,
            _ => Held.DossierAssign,
        };

    private static DossierAction In(
        DossierActionKind kind,
        string slug,
        string name,
        string permission,
        params DossierState[] states
    ) => new(kind, slug, name, work => states.Contains(work.Dossier.State) ? [permission] : Never);
}
