using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

/// <param name="Items">Codes of fee items of the dossier's version, with their quantity.</param>
/// <param name="Pauses">The dossier waits for it, if its process allows that here.</param>
public sealed record IssueBillRequest(
    string Key,
    string DossierCode,
    CollectionMoment Moment,
    IReadOnlyDictionary<string, int> Items,
    bool Pauses
);

/// <summary>
/// Makes a further bill for a dossier: what is due at a supplement or at the return of the result, or again after a
/// cancelled one.
/// </summary>
public sealed class IssueBill(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    BillStore bills,
    DossierStore dossiers,
    CatalogueDirectory catalogues,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome<string>> RunAsync(
        IssueBillRequest request,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "bill.issue", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    /// <summary>Who receives may bill; so may who processes, where the process waits for a payment.</summary>
    public static bool Allows(ICurrentUser user, Dossier dossier) =>
        user.Can(Permissions.MoneyCollect, dossier.ReceivingUnitId)
        || DossierScope.Allows(user, Permissions.DossierProcess, dossier);

    private async Task<Outcome<string>> OnceAsync(
        IssueBillRequest request,
        CancellationToken cancellation
    )
    {
        var code = DossierCode.Normal(request.DossierCode);
        var id = await db.Set<Dossier>()
            .Where(d => d.Code == code)
            .Select(d => (Guid?)d.Id)
            .FirstOrDefaultAsync(cancellation);
        if (
            id is not { } dossierId
            || await dossiers.LoadAsync(dossierId, cancellation) is not { } dossier
            || !Allows(user, dossier.Dossier)
        )
        {
            return Outcome<string>.Refused(ActOnBill.NotAllowed);
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        var lines = dossier
            .Version.ItemsOf(catalogue[dossier.Dossier.ProcedureId])
            .Where(i => request.Items.GetValueOrDefault(i.Code) is > 0 and <= Charge.MostOfOneItem)
            .Select(i => PaidDossier.Line(new Charge(i, request.Items[i.Code])))
            .ToList();
        if (lines.Count == 0)
        {
            return Outcome<string>.Refused("bill.refused.no-items");
        }

        var act = ActContext.Live(user.UserId, clock.Now);
        var bill = BillWork.Issue(dossier.Dossier, request.Moment, lines, request.Pauses, act);
        if (request.Pauses)
        {
            var paused = dossier.AwaitPayment(bill.Bill.Number, act);
            if (!paused.Succeeded)
            {
                return Outcome<string>.From(paused);
            }

            dossiers.Save(dossier);
        }

        bills.Save(bill, isNew: true);
        return Outcome<string>.Of(bill.Bill.Number);
    }
}
