using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Reference;

namespace ThuocDo.IdentityProvider.Store;

/// <summary>The invented citizens, business and staff of the demonstration, so that nobody need register to try a sign-in.</summary>
public static class SamplePeople
{
    /// <summary>Of every sample account; shown on the first page.</summary>
    public const string Password = "thuocdo-trinh-dien";

    private static readonly Dictionary<string, int> Levels = new()
    {
        ["declared"] = 0,
        ["basic"] = 1,
        ["confirmed"] = 2,
    };

    public static async Task AddAsync(ProviderDb db, DateTime now)
    {
        if (await db.Accounts.AnyAsync())
        {
            return;
        }

        var hash = new PasswordHasher<ProviderAccount>().HashPassword(null!, Password);
        var citizens = ShippedData.Rows("demonstration/citizens.csv");
        var people = citizens
            .Where(row => row["kind"] == "person")
            .Select(row => new ProviderAccount
            {
                Name = row.Required("name"),
                IdentityNumber = row.Required("identity_number"),
                Phone = row["phone"],
                Email = row["email"],
                Level = Levels[row.Required("level")],
                VerifiedAt = row["level"] == "declared" ? null : now,
                PasswordHash = hash,
            })
            .ToList();
        db.AddRange(people);
        db.AddRange(
            citizens
                .Where(row => row["kind"] == "business")
                .Select(row => new ProviderBusiness
                {
                    Name = row.Required("name"),
                    RegistrationNumber = row.Required("identity_number"),
                    OwnerId = people.Single(p => p.Name == row.Required("acting_person")).Id,
                    VerifiedAt = now,
                })
        );
        db.AddRange(
            ShippedData
                .Rows("demonstration/accounts.csv")
                .Select(
                    (row, i) =>
                        new ProviderAccount
                        {
                            Name = row.Required("person"),
                            IdentityNumber = $"000000800{i + 1:000}",
                            Level = 2,
                            VerifiedAt = now,
                            PasswordHash = hash,
                            StaffUserName = row.Required("user_name"),
                        }
                )
        );
        await db.SaveChangesAsync();
    }
}
