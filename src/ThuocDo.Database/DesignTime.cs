using Microsoft.EntityFrameworkCore.Design;
using ThuocDo.Database.Postgres;
using ThuocDo.Database.Sqlite;

namespace ThuocDo.Database;

/// <summary>For the migration tool; no server is asked.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteThuocDoDb>
{
    public SqliteThuocDoDb CreateDbContext(string[] args) =>
        (SqliteThuocDoDb)
            DatabaseServices.Create(
                DatabaseTarget.Sqlite(Path.Combine(Path.GetTempPath(), "thuocdo-design.db"))
            );
}

public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresThuocDoDb>
{
    public PostgresThuocDoDb CreateDbContext(string[] args) =>
        (PostgresThuocDoDb)
            DatabaseServices.Create(new DatabaseTarget(true, "Host=localhost;Database=thuocdo"));
}
