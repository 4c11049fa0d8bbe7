using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Units;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>Units, heads and demonstration accounts in a test database.</summary>
public static class OrganisationData
{
    public static Task SeedAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            await UnitFacts.SeedAsync(db, CancellationToken.None);
            await DemonstrationAccounts.SeedAsync(
                db,
                TestDatabase.ClockAt(TestWeb.UsualInstant).Clock,
                CancellationToken.None
            );
            await DemonstrationCitizens.SeedAsync(
                db,
                TestDatabase.ClockAt(TestWeb.UsualInstant).Clock,
                CancellationToken.None
            );
        });
}
