using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens;

/// <summary>
/// Citizens who do not exist, so that a demonstration works without an identity provider: numbers in place of names, identity
/// numbers beginning with 000, which no province has, addresses under <c>.invalid</c>.
/// </summary>
public static class DemonstrationCitizens
{
    /// <summary>No provider has this name, so nobody else can sign in as one of them.</summary>
    public const string Issuer = "demonstration";

    public static Guid IdOf(string key) => StableId.From($"citizen:demonstration:{key}");

    public static IReadOnlyList<IdentityAssertion> All() =>
        [
            .. ShippedData
                .Rows("demonstration/citizens.csv")
                .Select(row => new IdentityAssertion
                {
                    Issuer = Issuer,
                    Subject = row.Required("key"),
                    Kind = row.Enum<CitizenKind>("kind"),
                    Name = row.Required("name"),
                    IdentityNumber = row["identity_number"],
                    Phone = row["phone"],
                    Email = row["email"],
                    Level = row.Enum<IdentityLevel>("level"),
                    ActingPerson = row["acting_person"],
                }),
        ];

    /// <summary>Adds who is missing.</summary>
    public static async Task SeedAsync(ThuocDoDb db, Clock clock, CancellationToken cancellation)
    {
        var known = await db.Set<Citizen>()
            .Where(c => c.Issuer == Issuer)
            .Select(c => c.Subject)
            .ToHashSetAsync(cancellation);
        var history = new CitizenHistory(db, clock);
        foreach (var assertion in All().Where(a => !known.Contains(a.Subject)))
        {
            var citizen = Citizen.Register(
                IdOf(assertion.Subject),
                assertion,
                RandomNumberGenerator.GetBytes(CitizenSignIn.SaltLength),
                clock.Now,
                isDemonstration: true
            );
            db.Add(citizen);
            await history.AppendAsync(
                citizen,
                CitizenEvents.Registered,
                null,
                CitizenHistory.State(citizen),
                cancellation
            );
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
