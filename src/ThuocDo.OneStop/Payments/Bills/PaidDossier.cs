using System.Text.Json;
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
    /// The bill of what a procedure costs and of what the declaration asks for besides, made with the receipt of the dossier.
    /// What was paid through the National Portal
    /// before is entered as paid there: its statement must prove it.
    /// </summary>
    public async Task IssueAtReceiptAsync(
        DossierWork work,
        string? answers,
        ActContext act,
        CancellationToken cancellation
    )
    {
        var dossier = work.Dossier;
        var catalogue = await catalogues.GetAsync(cancellation);
        var counts = Counts(answers);
        var lines = work
            .Version.Charges(catalogue[dossier.ProcedureId])
            .Select(item => (Item: item, Count: CountOf(item)))
            .Where(charge => charge.Count > 0)
            .Select(charge => Line(charge.Item, charge.Count))
            .ToList();
        if (lines.Count == 0)
        {
            return;
        }

        var bill = BillWork.Issue(dossier, CollectionMoment.Receipt, lines, pauses: false, act);
        if (dossier.PaidOnline)
        {
            bill.TakeIn(
                new Money(PaymentMethod.Portal, bill.Bill.Due, PortalAccount, bill.Bill.Number),
                await bills.NextReceiptAsync(bill.Bill.UnitId, act.Day, cancellation),
                act
            );
        }

        bills.Save(bill, isNew: true);

        int CountOf(FeeItem item) =>
            item.OnRequest
                ? item.Answer is { } answer
                    ? counts.GetValueOrDefault(answer)
                    : 0
                : dossier.Fee > 0 && !dossier.FeeWaived
                    ? 1
                    : 0;
    }

    /// <summary>So many of an item; a fixed amount, or one that reached its most, stands as one.</summary>
    public static BillLine Line(FeeItem item, int quantity)
    {
        var due = item.For(quantity);
        var (price, count) = due == item.Amount * quantity ? (item.Amount, quantity) : (due, 1);
        return new(item.Code, item.NameVi, item.NameEn, price, count, item.Basis);
    }

    /// <summary>The whole numbers among the answers of a declaration that its form has checked.</summary>
    private static Dictionary<string, int> Counts(string? answers)
    {
        if (answers is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(answers);
        return document
            .RootElement.EnumerateObject()
            .Where(a =>
                a.Value.ValueKind == JsonValueKind.Number
                && a.Value.TryGetInt32(out var number)
                && number is > 0 and <= IssueBill.MostOfOneItem
            )
            .ToDictionary(a => a.Name, a => a.Value.GetInt32());
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

        if (waived)
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
