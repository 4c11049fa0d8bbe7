using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Oversight.Voices.Supervision;
using ThuocDo.Shared.Data;

namespace ThuocDo.BrowserTests.Harness;

/// <content>What the public of the demonstration said; its file made it.</content>
public sealed partial class Scenario
{
    public string Feedback { get; private set; } = "";
    public string Complaint { get; private set; } = "";
    public string Denunciation { get; private set; } = "";
    public string Supervision { get; private set; } = "";
    public string PartyCase { get; private set; } = "";

    private async Task VoicesAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        Feedback = await IdAsync(db.Set<Oversight.Voices.Feedbacks.Feedback>().Select(f => f.Id));
        Complaint = await IdAsync(
            db.Set<Oversight.Voices.Complaints.Complaint>().Select(c => c.Id)
        );
        Denunciation = await IdAsync(
            db.Set<Oversight.Voices.Denunciations.Denunciation>().Select(d => d.Id)
        );
        var cases = db.Set<SupervisionCase>();
        Supervision = await IdAsync(
            cases.Where(c => c.Kind != SupervisionKind.Party).Select(c => c.Id)
        );
        PartyCase = await IdAsync(
            cases.Where(c => c.Kind == SupervisionKind.Party).Select(c => c.Id)
        );
    }

    private static async Task<string> IdAsync(IQueryable<Guid> ids) =>
        (await ids.OrderBy(id => id).FirstAsync()).ToString("D");
}
