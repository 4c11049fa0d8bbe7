using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>The people of An Hải with their own posts, as accounts and not as bare roles.</summary>
public static class Staff
{
    public static Guid IdOf(string userName) => DemonstrationAccounts.IdOf(userName);

    public static Guid RoleOf(string userName) => StableId.From($"role:demonstration:{userName}");

    /// <summary>One more officer of the unit.</summary>
    public static async Task<Guid> AddAsync(
        Shop shop,
        string name,
        Role role,
        string unit = Shop.AnHai
    )
    {
        var id = Guid.CreateVersion7();
        await shop.Database.UseAsync(async db =>
        {
            db.Add(
                new Account
                {
                    Id = id,
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    DisplayName = name,
                    CreatedAt = TestWeb.UsualInstant,
                    IsDemonstration = true,
                    SecurityStamp = name,
                }
            );
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    id,
                    role,
                    Unit.IdOf(unit),
                    new DateOnly(2020, 1, 1)
                )
            );
            await db.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>Runs a use case as a person, with the posts of today.</summary>
    public static async Task<T> AsAsync<T>(
        Shop shop,
        Guid account,
        Func<IServiceProvider, Task<T>> action
    )
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var today = services.GetRequiredService<Clock>().Today;
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
        var (person, roles) = await shop.Database.UseAsync(async db =>
            (
                await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == account),
                await db.Set<RoleAssignment>()
                    .AsNoTracking()
                    .Where(r => r.AccountId == account)
                    .ToListAsync()
            )
        );
        services
            .GetRequiredService<CurrentUser>()
            .Become(
                person,
                Grants.Of(
                    roles.Where(r => r.IsHeldOn(today)).Select(r => (r.Role, r.UnitId)),
                    tree,
                    today
                ),
                null
            );
        return await action(services);
    }

    public static Task<Outcome> ActAsync(
        Shop shop,
        Guid account,
        string code,
        DossierActionKind kind,
        Func<DossierWork, ActContext, Outcome> act
    ) =>
        AsAsync(
            shop,
            account,
            async services =>
            {
                var dossier = await shop.DossierAsync(code);
                return await services
                    .GetRequiredService<ActOnDossier>()
                    .RunAsync(
                        new DossierAct(
                            Guid.CreateVersion7().ToString("N"),
                            kind,
                            dossier.Id,
                            dossier.Version
                        ),
                        act,
                        TestContext.Current.CancellationToken
                    );
            }
        );

    /// <summary>A dossier in the specialist's step, with this person or with nobody by name.</summary>
    public static async Task<string> InProcessAsync(Shop shop, Guid? assignee = null)
    {
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var outcome = await shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(assignee, true, act)
        );
        return outcome.Succeeded ? code : throw new InvalidOperationException(outcome.Key);
    }

    public static Task<DossierEvent> LastEventAsync(Shop shop, string code) =>
        shop.Database.UseAsync(async db =>
        {
            var id = await db.Set<Dossier>()
                .Where(d => d.Code == code)
                .Select(d => d.Id)
                .SingleAsync();
            var last = await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => e.SubjectId == id && e.Chain == DossierWork.Chain)
                .OrderByDescending(e => e.Sequence)
                .FirstAsync();
            return new DossierEvent(last, EventPayload.Read(last.Payload));
        });
}
