using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A pilot of the permission matrix: the register is read by everybody who works on tasks.</summary>
public static class MatrixPilots
{
    public static Guid Id { get; } = StableId.From("matrix-pilot");

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            db.Add(
                Pilot.Register(
                    Id,
                    await db.Set<Programme>()
                        .Where(p => p.CarriesOutId == null)
                        .Select(p => p.Id)
                        .FirstAsync(),
                    1,
                    new PilotFacts
                    {
                        Origin = PilotOrigin.Own,
                        Name = "Sample",
                        What = "Sample",
                        Units = [Unit.IdOf(RouteRecords.OwnUnit)],
                        LeadUnitId = Unit.IdOf(RouteRecords.OwnUnit),
                        From = new DateOnly(2024, 1, 2),
                    }
                )
            );
            await db.SaveChangesAsync();
        });
}
