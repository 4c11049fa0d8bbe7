using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Many;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>
/// One online submission at each of the two districts of the permission matrix, by the citizen of the matrix and by
/// another; each also holds the dossier of that district.
/// </summary>
public static class MatrixSubmissions
{
    public static Guid IdIn(string unit) => StableId.From("matrix-submission:" + unit);

    public static Guid BatchIn(string unit) => StableId.From("matrix-batch:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var catalogue = await Catalogue.LoadAsync(db, CancellationToken.None);
            foreach (
                var (unit, citizen) in new[]
                {
                    (RouteRecords.OwnUnit, RouteRecords.Citizen),
                    (RouteRecords.ForeignUnit, "congdan.02"),
                }
            )
            {
                var code = MatrixDossiers.CodeIn(unit);
                var dossier = await db.Set<Dossier>().SingleAsync(d => d.Code == code);
                var version = catalogue.Version(dossier.ProcedureVersionId);
                var me = DemonstrationCitizens.IdOf(citizen);
                var submission = new Submission
                {
                    Id = IdIn(unit),
                    Reference = "MATRIX" + unit.ToUpperInvariant(),
                    CitizenId = me,
                    ProcedureId = version.ProcedureId,
                    ProcedureVersionId = version.Id,
                    UnitId = Unit.IdOf(unit),
                    State = SubmissionState.Draft,
                    CreatedAt = TestWeb.UsualInstant,
                    ChangedAt = TestWeb.UsualInstant,
                };
                var content = new SubmissionContent
                {
                    SubmissionId = submission.Id,
                    Name = "Sample",
                    Form = FormBook.Of(catalogue[version.ProcedureId], version).Id,
                    Salt = new byte[16],
                };
                var work = new SubmissionWork(submission, WorkCalendar.National());
                work.Submit(content, [], true, ActContext.Live(me, TestWeb.UsualInstant));
                db.Add(submission);
                db.Add(
                    new IntakeBatch
                    {
                        Id = BatchIn(unit),
                        UnitId = Unit.IdOf(unit),
                        ProcedureId = version.ProcedureId,
                        At = TestWeb.UsualInstant,
                        AccountId = me,
                    }
                );
                db.Add(content);
                db.AddRange(work.Events);
                db.Add(
                    new DossierHolder
                    {
                        DossierId = dossier.Id,
                        CitizenId = me,
                        SubmissionId = submission.Id,
                    }
                );
            }

            await db.SaveChangesAsync();
        });
}
