using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Database.Sqlite;

/// <summary>The embedded database: one file, one writer, for a trial or a commune.</summary>
public sealed class SqliteThuocDoDb(DbContextOptions<SqliteThuocDoDb> options) : ThuocDoDb(options)
{
    public override IEngine Engine => SqliteEngine.Instance;

    protected override IEnumerable<Assembly> Modules => ProductModules.All;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Only the row number counts up by itself in SQLite, so the position is the key there.
        modelBuilder.Entity<HistoryEvent>(builder =>
        {
            builder.HasKey(e => e.Position);
            builder.Property(e => e.Position).ValueGeneratedOnAdd();
            builder.HasIndex(e => e.Id).IsUnique();
        });
    }
}
