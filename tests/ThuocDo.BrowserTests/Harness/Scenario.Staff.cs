using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>Somebody who will be away, and a stand-in to come: rows to look at that change nothing today.</content>
public sealed partial class Scenario
{
    private static async Task StaffAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var head = DemonstrationAccounts.IdOf("lanhdao.xa");
        var absence = new Absence
        {
            Id = Guid.CreateVersion7(),
            AccountId = officer,
            From = clock.Today.AddDays(30),
            To = clock.Today.AddDays(35),
            Reason = AbsenceReason.Training,
        };
        var delegation = new StandingDelegation
        {
            Id = Guid.CreateVersion7(),
            PrincipalId = head,
            PrincipalRoleId = StableId.From("role:demonstration:lanhdao.xa"),
            StandInId = DemonstrationAccounts.IdOf("ky.xa"),
            StandInRoleId = StableId.From("role:demonstration:ky.xa"),
            UnitId = Unit.IdOf("c22888"),
            From = clock.Today.AddDays(30),
            To = clock.Today.AddDays(35),
        };
        db.Add(absence);
        db.Add(delegation);
        db.Add(
            new ChainedRow<Absence>(Absence.Fields, absence).Record("entered", clock.Now, officer)
        );
        db.Add(
            new ChainedRow<StandingDelegation>(StandingDelegation.Fields, delegation).Record(
                "named",
                clock.Now,
                head
            )
        );
        await db.SaveChangesAsync();
    }
}
