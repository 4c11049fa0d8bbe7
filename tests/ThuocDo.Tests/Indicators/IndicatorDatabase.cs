using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Folding;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Indicators;

public static class IndicatorDatabase
{
    /// <summary>A database with units and measures.</summary>
    public static async Task<TestDatabase> CreateAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await UnitFacts.SeedAsync(db, default);
            await new MeasureSeed(db, new CellRebuilder(db)).ApplyAsync(default);
        });
        return database;
    }

    public static async Task<List<Finding>> FindAsync(this IAudit audit, DateOnly? month = null)
    {
        var findings = new List<Finding>();
        await foreach (var finding in audit.FindAsync(new AuditScope(month), default))
        {
            findings.Add(finding);
        }

        return findings;
    }

    public static Task<List<Finding>> AuditCellsAsync(
        this TestDatabase database,
        DateOnly? month = null
    ) => database.UseAsync(db => new CellAudit(db).FindAsync(month));

    /// <summary>The last link of a subject's chain.</summary>
    public static async Task<ChainHead> HeadAsync(this ThuocDoDb db, Guid subjectId)
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == subjectId)
            .OrderByDescending(e => e.Sequence)
            .FirstAsync();
        return new ChainHead(last.Chain, subjectId, last.Sequence, last.Hash);
    }
}
