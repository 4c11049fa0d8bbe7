using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A task of each of the two units of the permission matrix.</summary>
public static class MatrixTasks
{
    public static int NumberIn(string unit) => unit == RouteRecords.OwnUnit ? 1 : 2;

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var programme = await db.Set<Programme>().SingleAsync();
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                var order = new TaskOrder
                {
                    ProgrammeId = programme.Id,
                    Origin = TaskOrigin.Direction,
                    Name = "Sample",
                    UnitId = Unit.IdOf(unit),
                };
                db.Add(
                    AssignedTask.Create(order, StableId.From("matrix-task:" + unit), NumberIn(unit))
                );
            }

            await db.SaveChangesAsync();
        });
}
