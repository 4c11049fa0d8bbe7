using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A round of reports, a part of it and a study of each of the two units of the permission matrix.</summary>
public static class MatrixCycle
{
    public static Guid RoundIn(string unit) => StableId.From("matrix-round:" + unit);

    public static Guid PartIn(string unit) => StableId.From("matrix-part:" + unit);

    public static Guid StudyIn(string unit) => StableId.From("matrix-study:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var round = new StudyRound
            {
                Id = StableId.From("matrix-study-round"),
                ProgrammeId = await db.Set<Programme>()
                    .Where(p => p.CarriesOutId == null)
                    .Select(p => p.Id)
                    .FirstAsync(),
                Number = 1,
                Name = "Sample",
                DueOn = new DateOnly(2024, 3, 29),
            };
            db.Add(round);
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new ReportRound
                    {
                        Id = RoundIn(unit),
                        UnitId = Unit.IdOf(unit),
                        Period = "quarter-1",
                        Year = 2024,
                        From = new DateOnly(2023, 12, 15),
                        To = new DateOnly(2024, 3, 14),
                        DueOn = new DateOnly(2024, 3, 12),
                        SentOn = new DateOnly(2024, 3, 1),
                    }
                );
                db.Add(Contribution.Ask(PartIn(unit), RoundIn(unit), Unit.IdOf(unit)));
                db.Add(StudyPart.Ask(StudyIn(unit), round.Id, Unit.IdOf(unit)));
            }

            await db.SaveChangesAsync();
        });
}
