using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers.Takeover;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>The communes of the old province end on 1 July 2025; what they had in hand goes on elsewhere.</summary>
public sealed class TakeoverTests
{
    private static readonly DateTime LastFriday = new(2025, 6, 27, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly End = new(2025, 7, 1);

    [Theory, Engines]
    public async Task TakeOver_UnitEnded_MovesItsDossiersOnTheDayOfTheEnd(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, LastFriday);
        var before = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        shop.Web.Time.Advance(TimeSpan.FromDays(6));
        var (from, to, root) = await PlacesAsync(shop);
        var request = new TakeOverRequest("k", from.Id, to.Id, [before.Id]);

        var (first, again) = await shop.AsAsync(
            Role.ProcedureControl,
            root.Key,
            async services =>
            {
                var takeOver = services.GetRequiredService<TakeOver>();
                var cancellation = TestContext.Current.CancellationToken;
                return (
                    await takeOver.RunAsync(request, cancellation),
                    await takeOver.RunAsync(request, cancellation)
                );
            }
        );

        first.Succeeded.ShouldBeTrue(first.Key);
        first.Value.ShouldBe(new TakenOver(1, 0));
        again.Value.ShouldBe(new TakenOver(1, 0));
        var after = await shop.DossierAsync(before.Code);
        (after.UnitId, after.DueAt, after.Code).ShouldBe((to.Id, before.DueAt, before.Code));
        after.Events.ShouldBe(before.Events + 1);
        var moves = await shop.CountAsync(db =>
            db.Set<Fact>()
                .Where(f =>
                    f.SubjectId == before.Id
                    && (f.Kind == FactKind.TransferredIn || f.Kind == FactKind.TransferredOut)
                )
                .OrderBy(f => f.Kind)
                .Select(f => new
                {
                    f.Kind,
                    f.UnitId,
                    f.Day,
                    f.RecordedOn,
                    f.Count,
                })
                .ToListAsync()
        );
        moves
            .Select(m => (m.Kind, m.UnitId, m.Day, m.RecordedOn, m.Count))
            .ShouldBe(
                [
                    (FactKind.TransferredIn, to.Id, End, new DateOnly(2025, 7, 3), 1),
                    (FactKind.TransferredOut, from.Id, End, new DateOnly(2025, 7, 3), 1),
                ],
                ignoreOrder: true
            );
        // Opening + received + in = closed + out + closing: nothing is left where nobody works.
        (
            await shop.CountAsync(db =>
                db.Set<Fact>()
                    .Where(f => f.UnitId == from.Id)
                    .SumAsync(f =>
                        f.Kind == FactKind.Received || f.Kind == FactKind.TransferredIn ? f.Count
                        : f.Kind == FactKind.Closed || f.Kind == FactKind.TransferredOut ? -f.Count
                        : 0
                    )
            )
        ).ShouldBe(0);
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task TakeOver_WhatMayNotBe_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, LastFriday);
        var dossier = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        var (from, to, root) = await PlacesAsync(shop);
        var request = new TakeOverRequest("k", from.Id, to.Id, [dossier.Id]);

        (await RunAsync(shop, root.Key, request)).Key.ShouldBe("takeover.refused.not-ended");
        shop.Web.Time.Advance(TimeSpan.FromDays(6));
        (
            await RunAsync(shop, root.Key, request with { ToUnitId = Unit.IdOf(Shop.PhuocDan) })
        ).Key.ShouldBe("takeover.refused.no-successor");
        (await RunAsync(shop, Shop.PhuocDan, request)).Key.ShouldBe("dossier.refused.not-allowed");
        (await RunAsync(shop, root.Key, request with { Dossiers = [] })).Key.ShouldBe(
            "takeover.refused.count"
        );
        (await shop.DossierAsync(dossier.Code)).UnitId.ShouldBe(from.Id);
    }

    private static Task<Outcome<TakenOver>> RunAsync(
        Shop shop,
        string unit,
        TakeOverRequest request
    ) =>
        shop.AsAsync(
            Role.ProcedureControl,
            unit,
            services =>
                services
                    .GetRequiredService<TakeOver>()
                    .RunAsync(request, TestContext.Current.CancellationToken)
        );

    private static async Task<(Unit From, Unit To, Unit Root)> PlacesAsync(Shop shop)
    {
        var tree = await shop.Database.UseAsync(db =>
            UnitDirectory.LoadAsync(db, TestContext.Current.CancellationToken)
        );
        var from = tree[Unit.IdOf(Shop.AnHai)];
        var to = TakeoverRules.SuccessorsOf(from, tree)[0].To;
        return (from, to, tree.RootsOn(End).Single(r => tree.IsWithin(to.Id, r.Id)));
    }
}
