using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>One dossier in process in each of the two districts of the permission matrix.</summary>
public static class MatrixDossiers
{
    public static string CodeIn(string unit) => "MATRIX-" + unit.ToUpperInvariant();

    public static string BillIn(string unit) => "TDMATRIX" + unit[^2..];

    /// <summary>A bill paid in cash, so that there is a receipt to look at.</summary>
    private static void AddBill(
        ThuocDo.Shared.Data.ThuocDoDb db,
        DossierWork dossier,
        string unit,
        ActContext act
    )
    {
        var bill = BillWork.Issue(
            dossier.Dossier,
            CollectionMoment.Receipt,
            [new BillLine("x", "x", "x", 1000, 1, null)],
            pauses: false,
            act,
            BillIn(unit)
        );
        bill.PayCash(1000, new ReceiptNumber("BL-2024", 1), act);
        db.Add(bill.Bill);
        db.AddRange(bill.Records.Events);
        db.AddRange(bill.Records.Entries);
        db.AddRange(bill.Records.Receipts);
    }

    /// <summary>The opinion that this unit was asked for.</summary>
    public static Guid OpinionOf(string unit) => StableId.From("matrix-opinion:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var catalogue = await Catalogue.LoadAsync(db, CancellationToken.None);
            var day = VietnamTime.DayOf(TestWeb.UsualInstant);
            var version = catalogue
                .Versions.Where(v => v.Level == Level.District && v.IsValidOn(day))
                .OrderBy(v => v.Id)
                .First();
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                var act = ActContext.Live(null, TestWeb.UsualInstant);
                var ids = new Queue<Guid>([Guid.CreateVersion7()]);
                var applicant = new Applicant
                {
                    DossierId = ids.Peek(),
                    Name = "Sample",
                    FoldedName = "sample",
                    Salt = new byte[16],
                };
                var work = DossierWork.Receive(
                    new Intake
                    {
                        ReceivingUnitId = Unit.IdOf(unit),
                        CompetentUnitId = Unit.IdOf(unit),
                        Subject = "Sample",
                        Channel = Channel.Counter,
                        ReceivedAt = TestWeb.UsualInstant,
                        ApplicantCommitment = applicant.Commitment(),
                        TrackingHash = TrackingSecret.Hash("SAMPLE22"),
                    },
                    CodeIn(unit),
                    version,
                    WorkCalendar.National(),
                    act with
                    {
                        NextId = at => ids.TryDequeue(out var id) ? id : act.NextId(at),
                    }
                );
                db.Add(work.Dossier);
                db.Add(applicant);
                db.AddRange(work.Records.Events);
                db.AddRange(work.Records.Entries);
                db.AddRange(work.Records.Facts);
                AddBill(db, work, unit, act);
                MatrixCounter.Add(db, work.Dossier, unit);
                // The page asks for the unit of the opinion alone.
                db.Add(
                    new Opinion
                    {
                        Id = OpinionOf(unit),
                        DossierId = work.Dossier.Id,
                        Code = "x1",
                        UnitId = Unit.IdOf(unit),
                        Question = "Sample",
                        AskedAt = TestWeb.UsualInstant,
                        DueAt = TestWeb.UsualInstant.AddDays(2),
                    }
                );
            }

            await db.SaveChangesAsync();
        });
}
