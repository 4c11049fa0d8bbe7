using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Oversight.Inspections;
using ThuocDo.Shared.Data;

namespace ThuocDo.BrowserTests.Harness;

/// <content>The last round of the demonstration, which is open, and the draw of the one before.</content>
public sealed partial class Scenario
{
    public string Inspection { get; private set; } = "";

    public string InspectionPlace { get; private set; } = "";

    public string InspectionFinding { get; private set; } = "";

    public string InspectionDraw { get; private set; } = "";

    private async Task InspectionsAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var inspection = await db.Set<Inspection>()
            .OrderByDescending(i => i.Number)
            .FirstAsync(i => i.State == InspectionState.Decided);
        var place = await db.Set<InspectionPlace>()
            .FirstAsync(p => p.InspectionId == inspection.Id);
        var finding = await db.Set<InspectionFinding>().FirstAsync(f => f.PlaceId == place.Id);
        var draw = await db.Set<InspectionDraw>().FirstAsync(d => d.RevealedOn != null);
        (Inspection, InspectionPlace) = ($"{inspection.Id:D}", $"{place.Id:D}");
        (InspectionFinding, InspectionDraw) = ($"{finding.Id:D}", $"{draw.Id:D}");
    }
}
