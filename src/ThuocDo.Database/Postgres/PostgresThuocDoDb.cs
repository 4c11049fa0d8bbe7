using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Database.Postgres;

/// <summary>PostgreSQL, for a province.</summary>
public sealed class PostgresThuocDoDb(DbContextOptions<PostgresThuocDoDb> options)
    : ThuocDoDb(options)
{
    public override IEngine Engine => PostgresEngine.Instance;

    protected override IEnumerable<Assembly> Modules => ProductModules.All;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder
            .Entity<HistoryEvent>()
            .Property(e => e.Position)
            .HasDefaultValueSql("(pg_current_xact_id()::text)::bigint")
            .ValueGeneratedOnAdd();
    }
}
