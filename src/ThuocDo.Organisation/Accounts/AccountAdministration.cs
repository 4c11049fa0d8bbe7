using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// What administrators may do with accounts: only with those whose present roles all lie within their own units, and
/// only giving roles within them.
/// </summary>
public sealed class AccountAdministration(
    ThuocDoDb db,
    UserManager<Account> users,
    UnitOfWork work,
    AccountHistory history,
    UnitDirectory directory,
    ICurrentUser administrator,
    Clock clock
)
{
    /// <summary>The accounts this administrator looks after.</summary>
    public IQueryable<Account> Mine()
    {
        var today = clock.Today;
        var accounts = db.Set<Account>().AsNoTracking();
        if (administrator.UnitsFor(Permissions.UsersManage) is not { } units)
        {
            return accounts;
        }

        return accounts.Where(a =>
            !db.Set<RoleAssignment>()
                .Any(r =>
                    r.AccountId == a.Id
                    && r.From <= today
                    && (r.To == null || today < r.To)
                    && !units.Contains(r.UnitId)
                )
        );
    }

    public async Task<Outcome> CreateAsync(
        string key,
        string userName,
        string name,
        string password,
        CancellationToken cancellation
    ) =>
        await work.RunAsync(
            new ActionKey(key, AccountEvents.Created, administrator.UserId),
            async token =>
            {
                var person = Person.Create(Guid.CreateVersion7(), name);
                var account = new Account
                {
                    Id = Guid.CreateVersion7(),
                    UserName = userName,
                    DisplayName = name,
                    PersonId = person.Id,
                    MustChangePassword = true,
                    CreatedAt = clock.Now,
                };
                db.Add(person);
                var outcome = (await users.CreateAsync(account, password)).ToOutcome();
                if (outcome.Succeeded)
                {
                    await history.AppendAsync(
                        account.Id,
                        AccountEvents.Created,
                        token,
                        AccountHistory.Field("user_name", userName)
                    );
                }

                return outcome;
            },
            cancellation
        );

    public Task<Outcome> LockAsync(string key, string userName, CancellationToken cancellation) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.Locked,
            async account =>
            {
                if (account.Id == administrator.UserId)
                {
                    return Outcome.Refused("admin.error.own_account");
                }

                account.IsLocked = true;
                return (await users.UpdateSecurityStampAsync(account)).ToOutcome();
            },
            cancellation
        );

    /// <summary>Also ends a lock-out after wrong passwords.</summary>
    public Task<Outcome> UnlockAsync(string key, string userName, CancellationToken cancellation) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.Unlocked,
            async account =>
            {
                account.IsLocked = false;
                await users.ResetAccessFailedCountAsync(account);
                return (await users.SetLockoutEndDateAsync(account, null)).ToOutcome();
            },
            cancellation
        );

    public Task<Outcome> ResetSecondFactorAsync(
        string key,
        string userName,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.SecondFactorReset,
            users.WithoutSecondFactorAsync,
            cancellation
        );

    public Task<Outcome> ResetPasswordAsync(
        string key,
        string userName,
        string password,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.PasswordReset,
            async account =>
            {
                if (account.IsDemonstration)
                {
                    return Outcome.Refused("account.error.demonstration_password");
                }

                account.MustChangePassword = true;
                await users.RemovePasswordAsync(account);
                return (await users.AddPasswordAsync(account, password)).ToOutcome();
            },
            cancellation
        );

    public Task<Outcome> AssignAsync(
        string key,
        string userName,
        Role role,
        string unitKey,
        DateOnly from,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.RoleAssigned,
            async account =>
            {
                var unit = (await directory.GetAsync(cancellation)).Find(unitKey);
                if (unit is null || !administrator.Can(Permissions.UsersManage, unit.Id))
                {
                    return Outcome.Refused("admin.error.unit", unitKey);
                }

                db.Add(
                    RoleAssignment.Create(Guid.CreateVersion7(), account.Id, role, unit.Id, from)
                );
                return Outcome.Done;
            },
            cancellation,
            AccountHistory.Field("role", role.ToString()),
            AccountHistory.Field("unit", unitKey),
            AccountHistory.Field("from", Canonical.Day(from))
        );

    public Task<Outcome> EndRoleAsync(
        string key,
        string userName,
        Guid assignmentId,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            key,
            userName,
            AccountEvents.RoleEnded,
            async account =>
            {
                var assignment = await db.Set<RoleAssignment>()
                    .FirstOrDefaultAsync(
                        r => r.Id == assignmentId && r.AccountId == account.Id,
                        cancellation
                    );
                if (
                    assignment is null
                    || !administrator.Can(Permissions.UsersManage, assignment.UnitId)
                )
                {
                    return Outcome.Refused("admin.error.role_unknown");
                }

                if (account.Id == administrator.UserId && assignment.Role == Role.Administrator)
                {
                    return Outcome.Refused("admin.error.own_account");
                }

                assignment.End(clock.Today);
                return Outcome.Done;
            },
            cancellation,
            AccountHistory.Field("assignment", assignmentId.ToString("D")),
            AccountHistory.Field("to", Canonical.Day(clock.Today))
        );

    private Task<Outcome> ChangeAsync(
        string key,
        string userName,
        string type,
        Func<Account, Task<Outcome>> change,
        CancellationToken cancellation,
        params KeyValuePair<string, string?>[] set
    ) =>
        work.RunAsync(
            new ActionKey(key, type, administrator.UserId),
            async token =>
            {
                var account = await users.FindByNameAsync(userName);
                if (account is null || !await Mine().AnyAsync(a => a.Id == account.Id, token))
                {
                    return Outcome.Refused("admin.error.account_unknown", userName);
                }

                var outcome = await change(account);
                if (outcome.Succeeded)
                {
                    await history.AppendAsync(account.Id, type, token, set);
                }

                return outcome;
            },
            cancellation
        );
}
