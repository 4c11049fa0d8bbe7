using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// The people of the demonstration province: one account for each kind of person and sample heads for every unit
/// version. Nobody here exists; the names are numbers.
/// </summary>
public static class DemonstrationAccounts
{
    /// <summary>Published on the sign-in page; it opens nothing outside demonstration mode.</summary>
    public const string Password = "thuocdo-trinh-dien";

    /// <summary>The first day of the demonstration's data.</summary>
    public static readonly DateOnly From = new(2019, 1, 1);

    private sealed record Row(string UserName, string Name, Gender Gender, Role Role, string Unit)
    {
        public Guid PersonId => StableId.From($"person:demonstration:{UserName}");
        public Guid AccountId => IdOf(UserName);
    }

    public static Guid IdOf(string userName) => StableId.From($"account:demonstration:{userName}");

    /// <summary>Adds what is missing; what a visitor changed stays. Units must be there before.</summary>
    public static async Task SeedAsync(ThuocDoDb db, Clock clock, CancellationToken cancellation)
    {
        var rows = Rows();
        await SeedHeadsAsync(db, rows, cancellation);
        await SeedAccountsAsync(db, rows, clock, cancellation);
        db.ChangeTracker.Clear();
    }

    private static List<Row> Rows() =>
        [
            .. ShippedData
                .Rows("demonstration/accounts.csv")
                .Select(row => new Row(
                    row.Required("user_name"),
                    row.Required("person"),
                    row.Enum<Gender>("gender"),
                    row.Enum<Role>("role"),
                    row.Required("unit")
                )),
        ];

    private static async Task SeedAccountsAsync(
        ThuocDoDb db,
        List<Row> rows,
        Clock clock,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<Account>().Select(a => a.Id).ToHashSetAsync(cancellation);
        // The password is the same and published: one hash for all spares the start a second.
        var hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
        var history = new AccountHistory(db, clock, new CurrentUser());
        foreach (var row in rows.Where(r => !known.Contains(r.AccountId)))
        {
            db.Add(
                new Account
                {
                    Id = row.AccountId,
                    UserName = row.UserName,
                    NormalizedUserName = row.UserName.ToUpperInvariant(),
                    DisplayName = row.Name,
                    PersonId = row.PersonId,
                    IsDemonstration = true,
                    LockoutEnabled = true,
                    PasswordHash = hash,
                    SecurityStamp = Guid.CreateVersion7().ToString("N"),
                    CreatedAt = clock.Now,
                }
            );
            db.Add(
                RoleAssignment.Create(
                    StableId.From($"role:demonstration:{row.UserName}"),
                    row.AccountId,
                    row.Role,
                    Unit.IdOf(row.Unit),
                    From
                )
            );
            await history.AppendAsync(
                row.AccountId,
                AccountEvents.Created,
                cancellation,
                AccountHistory.Field("user_name", row.UserName),
                AccountHistory.Field("role", row.Role.ToString()),
                AccountHistory.Field("unit", row.Unit)
            );
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static async Task SeedHeadsAsync(
        ThuocDoDb db,
        List<Row> rows,
        CancellationToken cancellation
    )
    {
        var heads = SampleHeads.Of(
            UnitFacts.Units(),
            rows.Where(r => r.Role == Role.UnitHead)
                .ToDictionary(r => Unit.IdOf(r.Unit), r => r.PersonId)
        );
        var people = await db.Set<Person>().Select(p => p.Id).ToHashSetAsync(cancellation);
        var posts = await db.Set<Post>().Select(p => p.Id).ToHashSetAsync(cancellation);
        var holdings = await db.Set<PostHolding>().Select(h => h.Id).ToHashSetAsync(cancellation);
        db.AddRange(
            rows.Select(r => Person.Sample(r.PersonId, r.Name, r.Gender))
                .Concat(heads.People)
                .Where(p => !people.Contains(p.Id))
        );
        db.AddRange(heads.Posts.Where(p => !posts.Contains(p.Id)));
        db.AddRange(heads.Holdings.Where(h => !holdings.Contains(h.Id)));
        await db.SaveChangesAsync(cancellation);
    }
}
