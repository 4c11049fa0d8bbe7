using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A draft of a report of each of the two units of the permission matrix.</summary>
public static class MatrixReports
{
    public static Guid IdIn(string unit) => StableId.From("matrix-report:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                var report = new Report
                {
                    Id = IdIn(unit),
                    Kind = ReportKind.Yearly,
                    Year = 2023,
                    UnitId = Unit.IdOf(unit),
                };
                var sheet = new NumberSheet(unit, report.Period, [], []);
                report.Write("# I\nSample.", sheet.ToJson(), TestWeb.UsualInstant);
                db.Add(report);
            }

            await db.SaveChangesAsync();
        });
}
