using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class DemonstrationAccountsTests
{
    [Theory, Engines]
    public async Task Seed_Twice_AddsNothingTheSecondTime(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await OrganisationData.SeedAsync(database);
        var first = await database.UseAsync(CountAsync);
        await OrganisationData.SeedAsync(database);

        (await database.UseAsync(CountAsync)).ShouldBe(first);
        first.Accounts.ShouldBeGreaterThan(0);
    }

    [Theory, Engines]
    public async Task Seed_OfEveryKindOfPerson_HasAnAccount(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);

        var roles = await database.UseAsync(db =>
            db.Set<RoleAssignment>().Select(r => r.Role).Distinct().ToListAsync()
        );
        var people = await database.UseAsync(db => db.Set<Person>().ToListAsync());

        roles.Order().ShouldBe(Enum.GetValues<Role>());
        people.ShouldAllBe(p => p.IsSample && p.Name.Contains("Mẫu") && p.Name.Any(char.IsDigit));
    }

    /// <summary>Each figure of each unit on each day has somebody who answers for it.</summary>
    [Theory, Engines]
    public async Task Heads_OfEveryUnitOnEveryDay_AreHeldWithoutGapOrOverlap(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);

        var posts = await database.UseAsync(db => db.Set<Post>().ToListAsync());
        var held = (await database.UseAsync(db => db.Set<PostHolding>().ToListAsync())).ToLookup(
            h => h.PostId
        );

        var units = UnitFacts
            .Units()
            .Where(u => u.ValidTo is null || u.ValidTo > DemonstrationAccounts.From);
        foreach (var unit in units)
        {
            var heads = posts.Where(p => p.UnitId == unit.Id && p.IsHead).ToList();
            heads.ShouldNotBeEmpty(unit.Key);
            foreach (var post in heads)
            {
                var terms = held[post.Id].OrderBy(h => h.From).ToList();
                terms[0]
                    .From.ShouldBe(
                        unit.ValidFrom > DemonstrationAccounts.From
                            ? unit.ValidFrom
                            : DemonstrationAccounts.From
                    );
                terms[^1].To.ShouldBe(unit.ValidTo);
                terms.Zip(terms.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
            }
        }
    }

    [Theory, Engines]
    public async Task Head_ChangedIn2023_AnswersForHisOwnDays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);
        var unit = Unit.IdOf("c22888");

        var (before, after) = await database.UseAsync(async db =>
        {
            var posts = new PostsOnDay(db);
            return (
                await posts.HeadsAsync(new DateOnly(2022, 12, 31), CancellationToken.None),
                await posts.HeadsAsync(new DateOnly(2024, 1, 1), CancellationToken.None)
            );
        });

        before[unit].Count().ShouldBe(2, "the secretary and the chair");
        before[unit].First().PersonId.ShouldBe(after[unit].First().PersonId);
        before[unit].Last().PersonId.ShouldNotBe(after[unit].Last().PersonId);
        after[unit].Last().From.ShouldNotBeNull().Year.ShouldBe(2023);
    }

    private static async Task<(int Accounts, int People, int Holdings, int Events)> CountAsync(
        ThuocDoDb db
    ) =>
        (
            await db.Set<Account>().CountAsync(),
            await db.Set<Person>().CountAsync(),
            await db.Set<PostHolding>().CountAsync(),
            await db.Set<HistoryEvent>().CountAsync()
        );
}
