using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers;

/// <content>What the applicant does in the portal, and the stop of a dossier.</content>
public sealed partial class DossierWork
{
    /// <summary>
    /// The applicant says that everything asked for is uploaded. The clock stands until the counter has looked at it and
    /// takes it in (<see cref="ReceiveSupplement"/>).
    /// </summary>
    public Outcome AnswerSupplement(ActContext act) =>
        Dossier.State == DossierState.SupplementInProcess
            ? Record("supplement-answered", act)
            : NotNow();

    /// <summary>
    /// The applicant has judged the handling. The chain carries a salted hash: an opinion can be counted and not taken
    /// away unseen, and what it says is not read from the history (Decree 61/2018 Art 27.3).
    /// </summary>
    public Outcome Rate(string commitment, ActContext act) =>
        Dossier.State is DossierState.Resolved or DossierState.Returned
            ? Record("rated", act, [new("rating", commitment)])
            : Outcome.Refused("rating.refused.state", DossierStates.Of(Dossier.State).Name);

    /// <summary>
    /// Ends the handling without a result, with its ground in law (stop notice, Form 05 of the set of 2025). It is no
    /// result, so it is neither on time nor late.
    /// </summary>
    /// <param name="reason">See <see cref="Reasons"/>.</param>
    /// <param name="basis">The legal basis, in words.</param>
    public Outcome Stop(string reason, string basis, ActContext act) =>
        string.IsNullOrWhiteSpace(basis)
            ? Outcome.Refused("dossier.refused.stop-without-basis")
            : Close(
                DossierResult.Stopped,
                DossierState.Stopped,
                "stop",
                "stopped",
                act,
                [new("reason", reason), new("basis", basis)],
                electronicResult: false
            );
}
