using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>What a bill does to its dossier, in the same transaction.</summary>
public sealed class PaidDossier(ThuocDoDb db, DossierStore dossiers, BillStore bills)
{
    /// <summary>Under which statements of the National Portal are compared.</summary>
    public const string PortalAccount = "portal";

    /// <summary>
    /// The bill of what a procedure costs and of what the declaration asks for besides, made with the receipt of the dossier.
    /// A fee that was paid through the National Portal before has a bill of its own and is entered as paid there: the
    /// portal's statement must prove it.
    /// </summary>
    public async Task IssueAtReceiptAsync(
        DossierWork work,
        Procedure procedure,
        string? answers,
        ActContext act,
        CancellationToken cancellation
    )
    {
        var dossier = work.Dossier;
        var charges = work
            .Version.ChargesAtReceipt(procedure, FormDefinition.ReadAnswers(answers))
            .Where(charge => charge.Item.OnRequest || !dossier.FeeWaived);
        foreach (var bill in charges.GroupBy(c => dossier.PaidOnline && !c.Item.OnRequest))
        {
            await IssueAsync(dossier, bill, paid: bill.Key, act, cancellation);
        }
    }

    private async Task IssueAsync(
        Dossier dossier,
        IEnumerable<Charge> charges,
        bool paid,
        ActContext act,
        CancellationToken cancellation
    )
    {
        var bill = BillWork.Issue(
            dossier,
            CollectionMoment.Receipt,
            [.. charges.Select(Line)],
            pauses: false,
            act
        );
        if (paid)
        {
            bill.TakeIn(
                new Money(PaymentMethod.Portal, bill.Bill.Due, PortalAccount, bill.Bill.Number),
                await bills.NextReceiptAsync(bill.Bill.UnitId, act.Day, cancellation),
                act
            );
        }

        bills.Save(bill, isNew: true);
    }

    /// <summary>So many of an item; a fixed amount, or one that reached its most, stands as one.</summary>
    public static BillLine Line(Charge charge)
    {
        var (item, due) = (charge.Item, charge.Due);
        var (price, count) =
            due == item.Amount * charge.Count ? (item.Amount, charge.Count) : (due, 1);
        return new(item.Code, item.NameVi, item.NameEn, price, count, item.Basis);
    }

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

        // A fee that was paid is not waived with a further bill.
        if (waived && !work.Dossier.PaidOnline)
        {
            work.WaiveFee(WaiverGround.Find(settled.Exemption)!.Basis, act);
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
