using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
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
                (an[..^1], [an, anh]),
                (an[(an.IndexOf('-', StringComparison.Ordinal) + 1)..], [an]),
                (foreign, []),
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

    [Theory, Engines]
    public async Task Erase_Applicant_LeavesNoWord(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await ReceiveAsync(shop, Shop.AnHai, "Nguyễn Văn An", "0912345678");

        await shop.Database.UseAsync(async db =>
        {
            (await db.Set<DossierWord>().CountAsync()).ShouldBe(4);
            db.RemoveApplicant(await db.Set<Applicant>().AsNoTracking().SingleAsync());
            await db.SaveChangesAsync();
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
