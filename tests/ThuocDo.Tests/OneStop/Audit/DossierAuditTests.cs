using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Audit;

/// <summary>Whoever changes a record past the product is named, with the record, the field and both values.</summary>
public sealed class DossierAuditTests
{
    public static readonly TheoryData<string, string, string> Tamperings = new()
    {
        { "update onestop_dossiers set state = 'Withdrawn' where code = {0}", "dossier", "state" },
        {
            "update onestop_dossiers set closed_on = '2025-12-30' where code = {0}",
            "dossier",
            "closed_on"
        },
        {
            "update onestop_dossiers set due_at = '2020-01-01 00:00:00' where code = {0}",
            "clock",
            "due"
        },
        { "update onestop_dossiers set state = 'InProgress' where code = {0}", "clock", "state" },
        {
            "update onestop_dossiers set timeliness = 'Late' where code = {0}",
            "dossier",
            "timeliness"
        },
        {
            "update history_events set payload = replace(payload, 'state', 'stete') where sequence = 2 and subject_id = (select id from onestop_dossiers where code = {0})",
            "event",
            "hash"
        },
        {
            "update history_events set type = 'refused' where sequence = 3 and subject_id = (select id from onestop_dossiers where code = {0})",
            "event",
            "hash"
        },
        {
            "delete from history_events where sequence = 2 and subject_id = (select id from onestop_dossiers where code = {0})",
            "event",
            "previous_hash"
        },
        {
            "delete from history_events where sequence = (select events from onestop_dossiers where code = {0}) and subject_id = (select id from onestop_dossiers where code = {0})",
            "dossier",
            "events"
        },
        {
            "update onestop_clock_entries set ground = 'payment' where sequence = 1 and dossier_id = (select id from onestop_dossiers where code = {0})",
            "clock",
            "entry"
        },
        {
            "delete from onestop_clock_entries where sequence = 2 and dossier_id = (select id from onestop_dossiers where code = {0})",
            "clock",
            "entry"
        },
        {
            "update facts set count = 2 where kind = 'Received' and subject_id = (select id from onestop_dossiers where code = {0})",
            "fact",
            "count"
        },
        {
            "delete from facts where kind = 'Closed' and subject_id = (select id from onestop_dossiers where code = {0})",
            "fact",
            "count"
        },
        {
            "update onestop_applicants set name = 'Ai khác' where dossier_id = (select id from onestop_dossiers where code = {0})",
            "applicant",
            "commitment"
        },
    };

    [Theory, MemberData(nameof(Tamperings))]
    public Task Find_RecordChangedOnSqlite_NamesIt(string sql, string kind, string field) =>
        FindsAsync(Engine.Sqlite, sql, kind, field);

    [Theory, MemberData(nameof(Tamperings))]
    public Task Find_RecordChangedOnPostgres_NamesIt(string sql, string kind, string field) =>
        FindsAsync(Engine.Postgres, sql, kind, field);

    [Theory, Engines]
    public async Task Find_RowDeleted_NamesTheMissingDossier(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(20);
        var id = await database.UseAsync(db =>
            db.Set<Dossier>().OrderBy(d => d.Code).Select(d => d.Id).FirstAsync()
        );
        await database.TamperAsync($"delete from onestop_dossiers where id = {id}");

        var findings = await FindAsync(database);

        findings
            .ShouldHaveSingleItem()
            .ShouldBe(new Finding("dossier", id.ToString("D"), "", "row", "present", "missing"));
    }

    [Fact]
    public async Task Find_OtherMonthAsked_DoesNotLookThere()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await database.SimulateAsync(40);
        await database.TamperAsync(
            $"update onestop_dossiers set step = 9 where received_on >= '2025-06-01'"
        );

        var before = await FindAsync(database, new DateOnly(2024, 2, 1));
        var after = await FindAsync(database);

        before.ShouldBeEmpty();
        after.ShouldNotBeEmpty();
    }

    private static async Task FindsAsync(Engine engine, string sql, string kind, string field)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(20);
        var code = await database.UseAsync(db =>
            db.Set<Dossier>()
                .Where(d => d.Timeliness == ThuocDo.OneStop.Clocks.Timeliness.OnTime)
                .OrderBy(d => d.Code)
                .Select(d => d.Code)
                .FirstAsync()
        );

        var changed = await database.UseAsync(db => db.Database.ExecuteSqlRawAsync(sql, code));
        var findings = await FindAsync(database);

        changed.ShouldBe(1);
        findings.ShouldContain(f =>
            f.Kind == kind && f.Field == field && f.Subject.StartsWith(code)
        );
        findings.ShouldAllBe(f => f.Subject.StartsWith(code));
    }

    private static Task<List<Finding>> FindAsync(TestDatabase database, DateOnly? month = null) =>
        database.UseAsync(async db =>
            await new DossierAudit(db)
                .FindAsync(new AuditScope(month), CancellationToken.None)
                .ToListAsync()
        );
}
