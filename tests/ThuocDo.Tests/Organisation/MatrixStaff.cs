using ThuocDo.Organisation.People;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A service unit, somebody who works there and a scheme in each of the two units of the permission matrix.</summary>
public static class MatrixStaff
{
    private static readonly DateOnly Day = new(2023, 1, 2);

    public static Guid ServiceUnitIn(string unit) => StableId.From("matrix-service-unit:" + unit);

    public static Guid PersonIn(string unit) => StableId.From("matrix-staff:" + unit);

    public static Guid SchemeIn(string unit) => StableId.From("matrix-scheme:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var number = 0;
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new ServiceUnit
                    {
                        Id = ServiceUnitIn(unit),
                        Name = "Sample",
                        NameEn = "Sample",
                        PlaceId = Unit.IdOf(unit),
                    }
                );
                db.Add(Person.Sample(PersonIn(unit), "Sample"));
                db.Add(Act(ActKind.Established, null));
                db.Add(Act(ActKind.Appointed, PersonIn(unit)));
                db.Add(
                    new JobScheme
                    {
                        Id = SchemeIn(unit),
                        Number = number,
                        ServiceUnitId = ServiceUnitIn(unit),
                        UnitId = Unit.IdOf(unit),
                        Positions = "CV | Sample | Sample | 1 | Sample",
                    }
                );

                OrganisationAct Act(ActKind kind, Guid? person) =>
                    new()
                    {
                        Id = StableId.From($"matrix-act:{unit}:{kind}"),
                        Number = ++number,
                        Kind = kind,
                        ServiceUnitId = ServiceUnitIn(unit),
                        UnitId = Unit.IdOf(unit),
                        PersonId = person,
                        Position = person is null ? null : "CV",
                        Code = person is null ? null : PaySources.Budget,
                        EffectiveOn = Day,
                        Document = "1",
                        DocumentOn = Day,
                    };
            }

            await db.SaveChangesAsync();
        });
}
