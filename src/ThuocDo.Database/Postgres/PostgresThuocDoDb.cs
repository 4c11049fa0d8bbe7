using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Database.Postgres;

/// <summary>PostgreSQL, for a province.</summary>
public sealed class PostgresThuocDoDb(DbContextOptions<PostgresThuocDoDb> options)
    : ThuocDoDb(options)
{
    private const string ByCharacter = "C";

    private IEngine? engine;

    public override IEngine Engine =>
        engine ??= PostgresEngine.Of(Database.GetConnectionString() ?? "");

    protected override IEnumerable<Assembly> Modules => ProductModules.All;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder
            .Entity<HistoryEvent>()
            .Property(e => e.Position)
            .HasDefaultValueSql("(pg_current_xact_id()::text)::bigint")
            .ValueGeneratedOnAdd();
        // What is searched by its beginning must stand in the index in the order of its characters, whatever language the
        // server was set up in.
        modelBuilder.Entity<Dossier>().Property(d => d.Code).UseCollation(ByCharacter);
        modelBuilder.Entity<DossierWord>(builder =>
        {
            builder.Property(w => w.Word).UseCollation(ByCharacter);
            builder.Property(w => w.Name).UseCollation(ByCharacter);
        });
    }
}
