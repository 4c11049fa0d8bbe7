using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>Everything the pages of one bill show.</summary>
public sealed record BillFile
{
    public required BillWork Work { get; init; }
    public required Dossier Dossier { get; init; }
    public required Procedure Procedure { get; init; }
    public required Unit Unit { get; init; }

    /// <summary>Where transfers go; none if nobody named an account for this office.</summary>
    public required ReceivingAccount? Account { get; init; }
    public required IReadOnlyList<HistoryEvent> Events { get; init; }
    public required IReadOnlyDictionary<Guid, string> Names { get; init; }

    /// <summary>Payer's name for the receipt, masked unless it may be seen.</summary>
    public required string? Payer { get; init; }

    public Bill Bill => Work.Bill;

    /// <summary>The text of the transfer code while something is due.</summary>
    public string? Qr => Bill.Due > 0 ? Account?.QrFor(Bill.Due, Bill.Number).TryEncode() : null;

    public string? NameOf(Guid? account) => account is { } id ? Names.GetValueOrDefault(id) : null;
}

/// <summary>A bill in a list.</summary>
public sealed record ListedBill(
    string Number,
    string Reference,
    Guid DossierId,
    Guid ProcedureId,
    Guid UnitId,
    BillState State,
    CollectionMoment Moment,
    decimal Total,
    decimal Paid,
    decimal Refunded,
    decimal Surplus,
    DateTime IssuedAt
);

/// <summary>Reads bills for the person behind the request, or for whoever holds the payment link.</summary>
public sealed class BillReader(
    ThuocDoDb db,
    BillStore store,
    DossierReader dossiers,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ReceivingAccounts accounts,
    ICurrentUser user
)
{
    /// <summary>None if there is no such bill in a dossier this person may read.</summary>
    public async Task<BillFile?> ReadAsync(string number, CancellationToken cancellation)
    {
        if (await store.LoadAsync(number, cancellation) is not { } work)
        {
            return null;
        }

        var bill = work.Bill;
        var dossier = await db.Set<Dossier>()
            .AsNoTracking()
            .SingleAsync(d => d.Id == bill.DossierId, cancellation);
        db.ChangeTracker.Clear();
        if (!DossierScope.Allows(user, Permissions.DossierView, dossier))
        {
            return null;
        }

        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == bill.Id && e.Chain == BillWork.Chain)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        var unit = (await units.GetAsync(cancellation))[bill.UnitId];
        var payer = await db.Set<Applicant>()
            .Where(a => a.DossierId == dossier.Id)
            .Select(a => a.Name)
            .FirstOrDefaultAsync(cancellation);
        return new BillFile
        {
            Work = work,
            Dossier = dossier,
            Procedure = (await catalogues.GetAsync(cancellation))[bill.ProcedureId],
            Unit = unit,
            Account = accounts.For(unit),
            Events = events,
            Payer =
                payer is null ? null
                : DossierScope.ShowsParticulars(user, dossier.UnitId, dossier.ReceivingUnitId)
                    ? payer
                : Particulars.Initials(payer),
            Names = await dossiers.NamesAsync(
                events
                    .Select(e => e.ActorId)
                    .Concat(work.Ledger.Select(e => e.ActorId))
                    .Concat(work.Refunds.Select(r => r.RequestedBy))
                    .Concat(work.Receipts.Select(r => r.IssuedBy)),
                cancellation
            ),
        };
    }

    /// <summary>The bills of a dossier the caller may read, or is told about by code and secret.</summary>
    public Task<List<ListedBill>> OfDossierAsync(Guid dossierId, CancellationToken cancellation) =>
        Listed(db.Set<Bill>().Where(b => b.DossierId == dossierId).OrderBy(b => b.IssuedAt))
            .ToListAsync(cancellation);

    /// <summary>What was asked for besides with the receipt of a dossier, as it was billed.</summary>
    public async Task<IReadOnlyList<BillLine>> AskedAtReceiptAsync(
        DossierWork work,
        CancellationToken cancellation
    )
    {
        var onRequest = work
            .Version.FeeItems.Where(i => i.OnRequest)
            .Select(i => i.Code)
            .ToHashSet();
        var id = work.Dossier.Id;
        var billed =
            onRequest.Count == 0
                ? []
                : await db.Set<Bill>()
                    .AsNoTracking()
                    .Where(b => b.DossierId == id && b.Moment == CollectionMoment.Receipt)
                    .OrderBy(b => b.IssuedAt)
                    .ToListAsync(cancellation);
        return [.. billed.SelectMany(b => b.Lines).Where(l => onRequest.Contains(l.Code))];
    }

    public static IQueryable<ListedBill> Listed(IQueryable<Bill> bills) =>
        bills
            .AsNoTracking()
            .Select(b => new ListedBill(
                b.Number,
                b.Reference,
                b.DossierId,
                b.ProcedureId,
                b.UnitId,
                b.State,
                b.Moment,
                b.Total,
                b.Paid,
                b.Refunded,
                b.Surplus,
                b.IssuedAt
            ));
}
