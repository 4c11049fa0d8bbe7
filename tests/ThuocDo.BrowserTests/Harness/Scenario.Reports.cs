using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Drafting;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ProgrammeReport = ThuocDo.Programmes.Reports.Report;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A draft of this year's report of the province.</content>
public sealed partial class Scenario
{
    private const string Province = "ninh-thuan";

    public string Report { get; private set; } = "";

    private async Task ReportAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var reader = scope.ServiceProvider.GetRequiredService<NumberReader>();
        var report = new ProgrammeReport
        {
            Id = Guid.CreateVersion7(),
            Kind = ReportKind.Yearly,
            Year = clock.Today.Year,
            UnitId = Unit.IdOf(Province),
        };
        var sheet = await reader.ReadAsync(
            ReportDrafter.NumbersOf(report.Kind),
            Province,
            report.Period.UpTo(clock.Today),
            default
        );
        var history = new ChainedRow<ProgrammeReport>(ProgrammeReport.Fields, report);
        report.Write(
            ReportDrafter.Write(report.Kind, sheet, Province).ToString(),
            sheet.ToJson(),
            clock.Now
        );
        db.Add(report);
        db.Add(history.Record("drafted", clock.Now, officer));
        await db.SaveChangesAsync();
        Report = $"{report.Id:D}";
    }
}
