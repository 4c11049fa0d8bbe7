using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>One account for each role in each of two districts, and in each an account that is only looked at.</summary>
public static class MatrixAccounts
{
    public static string Of(Role role, string unit) =>
        $"{role.ToString().ToLowerInvariant()}.{unit}";

    public static string RecordIn(string unit) => $"record.{unit}";

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    Add(db, Of(role, unit), role, unit);
                }

                Add(db, RecordIn(unit), Role.Specialist, unit);
            }

            await db.SaveChangesAsync();
        });

    private static void Add(
        ThuocDo.Shared.Data.ThuocDoDb db,
        string userName,
        Role role,
        string unit
    )
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = userName,
            CreatedAt = TestWeb.UsualInstant,
            IsDemonstration = true,
            SecurityStamp = userName,
        };
        db.Add(account);
        db.Add(
            RoleAssignment.Create(
                Guid.CreateVersion7(),
                account.Id,
                role,
                Unit.IdOf(unit),
                new DateOnly(2020, 1, 1)
            )
        );
    }
}
