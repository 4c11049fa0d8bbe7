using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>A process tried on what really happened.</summary>
public sealed class DryRunTests
{
    private const string Copies = "2.000815";

    [Theory, Engines]
    public async Task Run_OnClosedDossiers_CountsThemAndTheTimeTheyTook(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        foreach (var minutes in new[] { 20, 30, 40 })
        {
            await CloseAsync(shop, minutes);
        }

        // Neither an open one nor one of another process.
        (await shop.ReceiveAsync(procedure: Copies)).Succeeded.ShouldBeTrue();
        (await shop.ReceiveAsync()).Succeeded.ShouldBeTrue();

        var result = await shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async services =>
            {
                var cancellation = TestContext.Current.CancellationToken;
                var catalogue = await services
                    .GetRequiredService<CatalogueDirectory>()
                    .GetAsync(cancellation);
                var version = catalogue.VersionOn(
                    Procedure.IdOf(Copies),
                    new DateOnly(2024, 3, 6)
                )!;
                return await services
                    .GetRequiredService<DryRun>()
                    .RunAsync(LinearProcess.Of(version), cancellation);
            }
        );

        result.Dossiers.ShouldBe(3);
        result.Steps.ShouldAllBe(s => s.Passed == 3 && s.Choice == 0 && s.Stuck == 0);
        var process = result.Steps.Single(s => s.Step.Code == "process");
        (process.Recorded, process.Over, process.TypicalMinutes).ShouldBe((3, 0, 30L));
    }

    /// <summary>Handed over at once, in the specialist's hands for so long, signed and returned at once.</summary>
    private static async Task CloseAsync(Shop shop, int minutes)
    {
        var code = (await shop.ReceiveAsync(procedure: Copies)).Value!.Code;
        (await shop.HandOverAsync(code)).Succeeded.ShouldBeTrue();
        shop.Web.Time.Advance(TimeSpan.FromMinutes(minutes));
        (
            await shop.ActAsync(
                Role.Specialist,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            )
        ).Succeeded.ShouldBeTrue();
        (
            await shop.ActAsync(
                Role.Signer,
                code,
                DossierActionKind.Finish,
                (work, act) => work.Finish(null, false, act)
            )
        ).Succeeded.ShouldBeTrue();
        (
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.Return,
                (work, act) => work.Return(false, act)
            )
        ).Succeeded.ShouldBeTrue();
    }
}
