using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A round of self-scoring and a sheet in it of each of the two units of the permission matrix.</summary>
public static class MatrixScores
{
    public static Guid RoundIn(string unit) => StableId.From("matrix-par-round:" + unit);

    public static Guid SheetIn(string unit) => StableId.From("matrix-par-sheet:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new ParRound
                    {
                        Id = RoundIn(unit),
                        UnitId = Unit.IdOf(unit),
                        Kind = ParKind.Department,
                        Year = 2024,
                        Name = "Sample",
                        Criteria = ParSet.Find("so-nganh")!.Text()!,
                        DueOn = new DateOnly(2024, 12, 31),
                    }
                );
                db.Add(ParSheet.Open(SheetIn(unit), RoundIn(unit), Unit.IdOf(unit)));
            }

            await db.SaveChangesAsync();
        });
}
