using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Inspections;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A regular round of the permission matrix with a visited place and a finding in either unit, and a draw.</summary>
public static class MatrixInspections
{
    private static readonly DateOnly Day = new(2024, 3, 4);

    public static Guid Id { get; } = StableId.From("matrix-inspection");

    public static Guid DrawId { get; } = StableId.From("matrix-inspection-draw");

    public static Guid PlaceIn(string unit) => StableId.From("matrix-inspection-place/" + unit);

    public static Guid FindingIn(string unit) => StableId.From("matrix-finding/" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var checklist = new Checklist
            {
                Id = StableId.From("matrix-checklist"),
                Name = "Sample",
                Number = 1,
                IssuedOn = Day,
                Items = "Sample",
            };
            db.Add(checklist);
            var inspection = new Inspection
            {
                Id = Id,
                Year = 2024,
                Number = 1,
                Kind = InspectionKind.Regular,
                Name = "Sample",
                PlannedOn = Day,
            };
            inspection.Decide("1", Day, "Sample", checklist.Id);
            inspection.Begin(Day);
            db.Add(inspection);
            db.Add(
                new InspectionDraw
                {
                    Id = DrawId,
                    InspectionId = Id,
                    Number = 1,
                    Sample = 1,
                    CommittedOn = Day,
                    Seed = new string('0', 64),
                    SeedHash = "",
                    FrameHash = "",
                    WeightsHash = "",
                    Commitment = "",
                    Frame = "[]",
                }
            );
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new InspectionPlace
                    {
                        Id = PlaceIn(unit),
                        InspectionId = Id,
                        UnitId = Unit.IdOf(unit),
                        VisitedOn = Day,
                    }
                );
                db.Add(
                    new InspectionFinding
                    {
                        Id = FindingIn(unit),
                        PlaceId = PlaceIn(unit),
                        UnitId = Unit.IdOf(unit),
                        Number = 1,
                        Severity = Severity.Minor,
                        Words = "Sample",
                        Remedy = "Sample",
                        DueOn = Day,
                    }
                );
            }

            await db.SaveChangesAsync();
        });
}
