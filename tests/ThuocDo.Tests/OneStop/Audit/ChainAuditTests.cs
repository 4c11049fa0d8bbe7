using Shouldly;
using ThuocDo.OneStop.Audit;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using Xunit;

namespace ThuocDo.Tests.OneStop.Audit;

/// <summary>Events outside the dossiers are hashed and linked again too.</summary>
public sealed class ChainAuditTests
{
    private static readonly Guid Account = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    private static readonly DateTime Other = new(2023, 5, 4, 3, 2, 1, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Find_UntouchedChain_FindsNothing(Engine engine)
    {
        await using var database = await WithAccountAsync(engine);

        (await database.UseAsync(db => new ChainAudit(db).FindAsync())).ShouldBeEmpty();
    }

    [Theory]
    [Engines("payload")]
    [Engines("type")]
    [Engines("actor_id")]
    [Engines("at")]
    [Engines("chain")]
    public async Task Find_EventOfAnAccountEdited_NamesIt(Engine engine, string field)
    {
        await using var database = await WithAccountAsync(engine);
        var changed = await database.TamperAsync(
            field switch
            {
                "payload" =>
                    $"update history_events set payload = replace(payload, 'Signer', 'Viewer') where sequence = 2",
                "type" => $"update history_events set type = 'account.locked' where sequence = 2",
                "actor_id" => $"update history_events set actor_id = {Account} where sequence = 2",
                "at" => $"update history_events set at = {Other} where sequence = 2",
                _ => $"update history_events set chain = 'dossier' where sequence = 2",
            }
        );

        var findings = await database.UseAsync(db => new ChainAudit(db).FindAsync());

        changed.ShouldBe(1);
        findings.ShouldContain(f => f.Kind == "event" && f.Field == "hash");
        findings.ShouldAllBe(f => f.Subject == $"account {Account:D} #2");
    }

    [Theory, Engines]
    public async Task Find_EventRemovedFromTheMiddle_NamesTheGap(Engine engine)
    {
        await using var database = await WithAccountAsync(engine);
        await database.TamperAsync($"delete from history_events where sequence = 2");

        var findings = await database.UseAsync(db => new ChainAudit(db).FindAsync());

        findings.Select(f => f.Field).ShouldBe(["sequence", "previous_hash"]);
    }

    private static async Task<TestDatabase> WithAccountAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            var head = ChainHead.Start("account", Account);
            foreach (
                var type in new[]
                {
                    "account.created",
                    "account.role-assigned",
                    "account.role-ended",
                }
            )
            {
                var next = HistoryEvent.Append(
                    head,
                    Guid.CreateVersion7(),
                    new DateTime(2024, 3, 4, 5, 6, 7, DateTimeKind.Utc),
                    null,
                    type,
                    Canonical.Payload([new("role", "Signer")], [])
                );
                db.Add(next);
                head = head.After(next);
            }

            await db.SaveChangesAsync();
        });
        return database;
    }
}
