using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Import;

/// <summary>
/// Brings a dossier here to where the other system says it is, by the acts an official would have done, at their true
/// times. What is already so is left alone; what the rules refuse, and what runs backwards, is said.
/// </summary>
public static class ImportPlan
{
    /// <summary>The ground named where the other system let a supplement be asked for later than the decree allows.</summary>
    private const string OtherSystem = "other system";

    /// <returns>The number of acts, and what hindered the next one.</returns>
    public static (int Acts, Outcome? Hindered) Run(
        DossierWork work,
        ImportedDossier wanted,
        Func<DateTime, DateTime, ActContext> actAt
    )
    {
        var acts = 0;
        var last =
            work.Ledger[^1].At > work.Dossier.ReceivedAt
                ? work.Ledger[^1].At
                : work.Dossier.ReceivedAt;
        // More steps than any process has; every act moves the dossier on.
        for (var i = 0; i < 40; i++)
        {
            if (Reached(work.Dossier, wanted.State))
            {
                return (acts, null);
            }

            if (Next(work, wanted) is not var (act, at))
            {
                return (
                    acts,
                    Outcome.Refused(
                        "import-dossiers.refused.backwards",
                        DossierStates.Of(work.Dossier.State).Name
                    )
                );
            }

            var context = actAt(at is { } time && time > last ? time : last, last);
            var outcome = act(work, context);
            if (!outcome.Succeeded)
            {
                return (acts, outcome);
            }

            last = context.At;
            acts++;
        }

        return (acts, Outcome.Refused("import-dossiers.refused.too-many"));
    }

    public static bool Reached(Dossier dossier, ImportState wanted) =>
        wanted switch
        {
            ImportState.Received => dossier.State == DossierState.Received,
            ImportState.InProgress => dossier.State == DossierState.InProgress,
            ImportState.SupplementInProcess => dossier.State == DossierState.SupplementInProcess,
            ImportState.Resolved => dossier.State == DossierState.Resolved
                && dossier.Result == DossierResult.Granted,
            ImportState.Refused => dossier.State is DossierState.Resolved or DossierState.Returned
                && dossier.Result == DossierResult.Refused,
            ImportState.Returned => dossier.State == DossierState.Returned,
            _ => dossier.State == DossierState.Withdrawn,
        };

    /// <summary>The next act on the way and when it was done; null if no way leads on.</summary>
    private static (Func<DossierWork, ActContext, Outcome> Act, DateTime? At)? Next(
        DossierWork work,
        ImportedDossier wanted
    )
    {
        var reason = wanted.Reason ?? "–";
        return (work.Dossier.State, wanted.State) switch
        {
            (
                DossierState.Received
                    or DossierState.InProgress
                    or DossierState.SupplementInProcess,
                ImportState.Withdrawn
            ) => ((w, a) => w.Withdraw(wanted.Reason, a), wanted.ClosedAt ?? wanted.ReturnedAt),
            (DossierState.Received, ImportState.Received) => null,
            (DossierState.Received, _) => (
                (w, a) => w.Assign(null, electronically: true, a),
                wanted.ProcessedAt
            ),
            (DossierState.InProgress, ImportState.SupplementInProcess) => (
                (w, a) => w.RequestSupplement(reason, OtherSystem, a),
                wanted.ProcessedAt
            ),
            (
                DossierState.SupplementInProcess,
                ImportState.InProgress
                    or ImportState.Resolved
                    or ImportState.Returned
                    or ImportState.Refused
            ) => ((w, a) => w.ReceiveSupplement(a), wanted.ProcessedAt),
            (DossierState.InProgress, ImportState.Refused) => (
                (w, a) => w.Refuse(reason, a),
                wanted.ClosedAt ?? wanted.ReturnedAt
            ),
            (DossierState.InProgress, ImportState.Resolved or ImportState.Returned) =>
                work.IsLastWorkingStep
                    ? (
                        (w, a) => w.Finish(null, electronicResult: false, a),
                        wanted.ClosedAt ?? wanted.ReturnedAt
                    )
                    : ((w, a) => w.Forward(null, null, a), wanted.ClosedAt ?? wanted.ReturnedAt),
            (DossierState.Resolved, ImportState.Returned) => (
                (w, a) => w.Return(byPost: false, a),
                wanted.ReturnedAt ?? wanted.ClosedAt
            ),
            _ => null,
        };
    }
}
