using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>Units, heads and demonstration accounts in a test database.</summary>
public static class OrganisationData
{
    public static Task SeedAsync(TestDatabase database) => database.UseAsync(SeedAsync);

    public static async Task SeedAsync(ThuocDoDb db)
    {
        var clock = TestDatabase.ClockAt(TestWeb.UsualInstant).Clock;
        await UnitFacts.SeedAsync(db, CancellationToken.None);
        await DemonstrationAccounts.SeedAsync(db, clock, CancellationToken.None);
        await DemonstrationCitizens.SeedAsync(db, clock, CancellationToken.None);
    }
}
