using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class DossierSearchTests
{
    [Theory]
    [InlineData("0912 345 678", "0912345678")]
    [InlineData("+84 912.345.678", "0912345678")]
    [InlineData("(0912) 345-678", "0912345678")]
    [InlineData("12345", null)]
    [InlineData("H43.31", null)]
    [InlineData(null, null)]
    public void Number_HoweverTyped_HasOneForm(string? typed, string? number) =>
        TypedNumber.Of(typed).ShouldBe(number);

    [Theory, Engines]
    public async Task Search_ByNameNumberOrCode_FindsWithinTheScopeOnly(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var an = await ReceiveAsync(shop, Shop.AnHai, "Nguyễn Văn An", "0912345678");
        var anh = await ReceiveAsync(shop, Shop.AnHai, "Đỗ Thị Ánh", "0987654321");
        var company = await ReceiveAsync(shop, Shop.AnHai, "Công ty 30-4", "0911222333");
        var foreign = await ReceiveAsync(shop, Shop.PhuocDan, "Nguyễn Văn An", "0912000000");

        foreach (
            var (typed, codes) in new (string, string[])[]
            {
                ("Nguyễn Văn An", [an]),
                ("an nguyen", [an]),
                ("VAN AN NGU", [an]),
                ("nguye", [an]),
                ("van a", [an]),
                ("do anh", [anh]),
                ("an", [an]),
                ("anh", [anh]),
                ("nguyen anh", []),
                ("+84 912 345 678", [an]),
                ("091234", [an]),
                (an, [an]),
                (an.ToLowerInvariant(), [an]),
                (an[..^1], [an, anh, company]),
                (an[(an.IndexOf('-', StringComparison.Ordinal) + 1)..], [an]),
                (foreign, []),
                (an[..10], [an, anh, company]),
                ("0912345-678", [an]),
                ("cong ty 30-4", [company]),
                ("ty 30-4", [company]),
                ("!?", []),
            }
        )
        {
            (await FindAsync(shop, Role.Receptionist, Shop.AnHai, typed)).ShouldBe(
                codes,
                ignoreOrder: true,
                typed
            );
        }
    }

    [Theory, Engines]
    public async Task Search_WithoutParticulars_TellsNoNamesAndNoNumbers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = await ReceiveAsync(shop, Shop.AnHai, "Nguyễn Văn An", "0912345678");

        foreach (var typed in new[] { "nguyen van an", "0912345678", "an" })
        {
            (await FindAsync(shop, Role.Inspector, Shop.AnHai, typed)).ShouldBeEmpty(typed);
        }

        (await FindAsync(shop, Role.Inspector, Shop.AnHai, code)).ShouldBe([code]);
    }

    /// <summary>
    /// Whichever way is the shortest, the answer is the same: names one by one, by the rarest word, or from the newest; for those
    /// who took dossiers over, too.
    /// </summary>
    [Theory, Engines]
    public async Task Search_ByEachOfItsWays_FindsTheSame(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.SimulateAsync(600);
        await using var web = TestWeb.Over(
            database,
            new DateTime(2025, 12, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        await using var scope = web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, clock) = (
            services.GetRequiredService<ThuocDoDb>(),
            services.GetRequiredService<Clock>()
        );
        var directory = services.GetRequiredService<UnitDirectory>();
        var tree = await directory.GetAsync();
        var offices = (
            await db.Set<Dossier>()
                .GroupBy(d => d.UnitId)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key)
                .Select(g => g.Key)
                .ToListAsync()
        )
            .Where(id => tree[id].IsValidOn(clock.Today))
            .Take(3)
            .ToList();
        var names = await db.Set<Applicant>().Select(a => a.FoldedName).Take(40).ToListAsync();
        string[] typed =
        [
            "mau",
            "ma",
            .. names.SelectMany(n =>
            {
                var words = n.Split(' ');
                return new[]
                {
                    n,
                    words[0],
                    words[^2],
                    $"{words[^2]} {words[0]}",
                    $"{words[0]} {words[1][..1]}",
                    words[0][..^1],
                };
            }),
        ];
        var most = 0;

        foreach (var office in offices.Append(Unit.IdOf("ninh-thuan")))
        {
            services
                .GetRequiredService<CurrentUser>()
                .Become(
                    new Account { Id = Guid.CreateVersion7(), DisplayName = "test" },
                    Grants.Of(
                        [(Role.Receptionist, office), (Role.UnitHead, office)],
                        tree,
                        clock.Today
                    ),
                    null
                );
            foreach (var text in typed.Distinct())
            {
                var found = new List<DossierFinding>();
                foreach (var few in new[] { int.MaxValue, 30, 0 })
                {
                    found.Add(
                        await new DossierSearch(
                            db,
                            directory,
                            new KnownCounts(clock) { Few = few },
                            services.GetRequiredService<CurrentUser>()
                        ).FindAsync(
                            db.Set<Dossier>().AsNoTracking(),
                            text,
                            TestContext.Current.CancellationToken
                        )
                    );
                }

                foreach (var other in found.Skip(1))
                {
                    other.Ids.ShouldBe(found[0].Ids, $"{text} in {tree[office].Key}");
                    other.IsCut.ShouldBe(found[0].IsCut);
                }

                most = Math.Max(most, found[0].Ids.Count);
            }
        }

        most.ShouldBe(DossierSearch.Most);
    }

    [Theory, Engines]
    public async Task Erase_Applicant_LeavesNoWord(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await ReceiveAsync(shop, Shop.AnHai, "Nguyễn Văn An", "0912345678");

        await shop.Database.UseAsync(async db =>
        {
            (await db.Set<DossierWord>().CountAsync()).ShouldBe(4);
            await db.EraseApplicantAsync(
                (await db.Set<Applicant>().AsNoTracking().SingleAsync()).DossierId,
                TestContext.Current.CancellationToken
            );
        });

        (await shop.CountAsync(db => db.Set<DossierWord>().CountAsync())).ShouldBe(0);
    }

    private static Task<List<string>> FindAsync(Shop shop, Role role, string unit, string typed) =>
        shop.AsAsync(
            role,
            unit,
            async services =>
            {
                var db = services.GetRequiredService<ThuocDoDb>();
                var scope = db.Set<Dossier>()
                    .AsNoTracking()
                    .VisibleTo(services.GetRequiredService<ICurrentUser>());
                var found = await services
                    .GetRequiredService<DossierSearch>()
                    .FindAsync(scope, typed, TestContext.Current.CancellationToken);
                return await db.Set<Dossier>()
                    .Where(d => found.Ids.Contains(d.Id))
                    .Select(d => d.Code)
                    .ToListAsync();
            }
        );

    private static async Task<string> ReceiveAsync(
        Shop shop,
        string unit,
        string name,
        string phone
    ) => (
            await shop.AsAsync(
                Role.Receptionist,
                unit,
                services =>
                    services
                        .GetRequiredService<ReceiveDossier>()
                        .RunAsync(
                            new ReceiveRequest
                            {
                                Key = Guid.CreateVersion7().ToString("N"),
                                ReceivingUnitId = Unit.IdOf(unit),
                                ProcedureId = Procedure.IdOf(Shop.MaritalStatus),
                                Subject = "test",
                                ApplicantName = name,
                                Phone = phone,
                                Channel = Channel.Counter,
                                Papers = [1, 2, 3, 4, 5, 6, 7, 8, 9],
                                Secret = TrackingSecret.New(),
                            },
                            TestContext.Current.CancellationToken
                        )
            )
        ).Value!.Code;
}
