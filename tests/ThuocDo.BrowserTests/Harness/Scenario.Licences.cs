using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Licences;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using RegisteredLicence = ThuocDo.OneStop.Licences.Licence;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A licence in the register of the commune.</content>
public sealed partial class Scenario
{
    public string Licence { get; private set; } = "";

    private async Task LicenceAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var code = codes["licensed"];
        var dossier = await db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Code == code);
        var licence = new RegisteredLicence
        {
            Id = Guid.CreateVersion7(),
            DossierId = dossier.Id,
            UnitId = dossier.UnitId,
            ProcedureId = dossier.ProcedureId,
            Number = "02/KQ",
            NumberKey = RegisteredLicence.KeyOf("02/KQ"),
            Reference = LicenceCode.New(),
            IssuedOn = clock.Today,
            ValidFrom = clock.Today,
            ValidTo = clock.Today.AddDays(20),
            Signer = "Cán bộ Mẫu 16",
        };
        db.Add(licence);
        db.Add(
            new ChainedRow<RegisteredLicence>(RegisteredLicence.Fields, licence).Record(
                "entered",
                clock.Now,
                DemonstrationAccounts.IdOf("ky.xa")
            )
        );
        await db.SaveChangesAsync();
        Licence = $"{licence.Id:D}";
    }
}
