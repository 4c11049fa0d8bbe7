using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers;

/// <content>What paying a fee does to the dossier. The money itself is the business of the bill.</content>
public sealed partial class DossierWork
{
    /// <summary>
    /// The time stands still until the fee is paid (Decree 61/2018 Art 22; national status 6): only where the process in
    /// hand says that this step waits for it.
    /// </summary>
    public Outcome AwaitPayment(string bill, ActContext act)
    {
        if (Dossier.State != DossierState.InProgress)
        {
            return NotNow();
        }

        if (!PaymentPauses.At(Version.Process, Step.Code))
        {
            return Outcome.Refused("bill.refused.no-pause", Step.Named);
        }

        Dossier.State = DossierState.AwaitingPayment;
        Enter(ClockEntryKind.Stopped, act.At, "payment", Articles.Fees(Rules), act);
        return Record("payment-awaited", act, [new("bill", bill)]);
    }

    /// <summary>What the dossier waited for is paid, waived or not asked for any more: the clock runs on.</summary>
    public Outcome ResumeAfterPayment(string bill, ActContext act)
    {
        if (Dossier.State != DossierState.AwaitingPayment)
        {
            return NotNow();
        }

        Dossier.State = DossierState.InProgress;
        Enter(ClockEntryKind.Resumed, act.At, "payment", Articles.Fees(Rules), act);
        return Record("payment-ended", act, [new("bill", bill)]);
    }

    /// <summary>The fee was paid online: target T11b counts it from now on. Cash does not come here.</summary>
    public Outcome PayOnline(string bill, ActContext act)
    {
        if (Dossier.PaidOnline || !Dossier.PayableOnline)
        {
            return NotNow();
        }

        Dossier.PaidOnline = true;
        return Record("paid-online", act, [new("bill", bill)]);
    }

    /// <summary>A waived fee is no financial obligation: the dossier leaves the targets on payment.</summary>
    public Outcome WaiveFee(string basis, ActContext act)
    {
        if (Dossier.Fee <= 0 || Dossier.FeeWaived)
        {
            return NotNow();
        }

        Dossier.FeeWaived = true;
        return Record("fee-waived", act, [new("note", basis)]);
    }
}
