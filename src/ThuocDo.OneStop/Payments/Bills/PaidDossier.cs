using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>What a bill does to its dossier, in the same transaction.</summary>
public sealed class PaidDossier(
    ThuocDoDb db,
    DossierStore dossiers,
    BillStore bills,
    CatalogueDirectory catalogues
)
{
    /// <summary>Under which statements of the National Portal are compared.</summary>
    public const string PortalAccount = "portal";

    /// <summary>
    /// The bill of what a procedure costs, made with the receipt of the dossier. What was paid through the National Portal
    /// before is entered as paid there: its statement must prove it.
    /// </summary>
    public async Task IssueAtReceiptAsync(
        DossierWork work,
        ActContext act,
        CancellationToken cancellation
    )
    {
        var dossier = work.Dossier;
        if (dossier.Fee <= 0 || dossier.FeeWaived)
        {
            return;
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        var items = FeeItem.Of(catalogue[dossier.ProcedureId], work.Version);
        var bill = BillWork.Issue(
            dossier,
            CollectionMoment.Receipt,
            [.. items.Select(i => Line(i, 1))],
            pauses: false,
            act
        );
        if (dossier.PaidOnline)
        {
            bill.TakeIn(
                new Money(PaymentMethod.Portal, bill.Bill.Due, PortalAccount, bill.Bill.Number),
                await bills.NextReceiptAsync(bill.Bill.UnitId, act.Day, cancellation),
                act
            );
        }

        bills.Save(bill, isNew: true);
    }

    public static BillLine Line(FeeItem item, int quantity) =>
        new(item.Code, item.NameVi, item.NameEn, item.Amount, quantity, item.Basis);

    /// <summary>
    /// After a bill was settled, waived or cancelled: online payment is counted, a waiver too, and a dossier that waited
    /// goes on if nothing it waits for is left.
    /// </summary>
    public async Task FollowAsync(BillWork bill, ActContext act, CancellationToken cancellation)
    {
        var settled = bill.Bill;
        var online = settled.State == BillState.Paid && settled.Method == PaymentMethod.Gateway;
        var waived =
            settled.State == BillState.Waived && settled.Moment == CollectionMoment.Receipt;
        if (!online && !waived && !settled.Pauses)
        {
            return;
        }

        if (await dossiers.LoadAsync(settled.DossierId, cancellation) is not { } work)
        {
            return;
        }

        if (online)
        {
            work.PayOnline(settled.Number, act);
        }

        if (waived)
        {
            work.WaiveFee(FeeExemption.Find(settled.Exemption)!.Basis, act);
        }

        if (
            settled.Pauses
            && work.Dossier.State == DossierState.AwaitingPayment
            && !await db.Set<Bill>()
                .AnyAsync(
                    b =>
                        b.DossierId == settled.DossierId
                        && b.Id != settled.Id
                        && b.Pauses
                        && b.State == BillState.Issued,
                    cancellation
                )
        )
        {
            work.ResumeAfterPayment(settled.Number, act);
        }

        dossiers.Save(work);
    }
}
