using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ThuocDo.Database.Postgres;
using ThuocDo.Database.Sqlite;
using ThuocDo.Shared.Data;

namespace ThuocDo.Database;

/// <summary>Where the data are: <c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.</summary>
public sealed record DatabaseTarget(bool IsPostgres, string Connection)
{
    public const string Variable = "THUOCDO_DB";

    /// <summary>The file the web uses when nothing else is said.</summary>
    public static string DefaultPath =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "thuocdo",
            "thuocdo.db"
        );

    /// <exception cref="FormatException">The text is neither; the message says what is expected.</exception>
    public static DatabaseTarget Parse(string text)
    {
        if (text.StartsWith("sqlite:", StringComparison.Ordinal) && text.Length > 7)
        {
            return Sqlite(text[7..]);
        }

        if (text.StartsWith("postgres:", StringComparison.Ordinal) && text.Length > 9)
        {
            return new DatabaseTarget(true, text[9..]);
        }

        throw new FormatException(
            $"'{text}' is no database. Write sqlite:PATH or postgres:CONNECTION."
        );
    }

    /// <summary>The option if given, else the environment, else the default file.</summary>
    public static DatabaseTarget Choose(string? option)
    {
        var text = string.IsNullOrWhiteSpace(option)
            ? Environment.GetEnvironmentVariable(Variable)
            : option;
        return string.IsNullOrWhiteSpace(text) ? Sqlite(DefaultPath) : Parse(text);
    }

    public static DatabaseTarget Sqlite(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return new DatabaseTarget(
            false,
            new SqliteConnectionStringBuilder
            {
                DataSource = full,
                ForeignKeys = true,
                DefaultTimeout = 60,
            }.ToString()
        );
    }

    /// <summary>
    /// For work on all that is stored, with somebody waiting for it: no statement is broken off because it takes long.
    /// </summary>
    public DatabaseTarget WithoutTimeLimit() =>
        IsPostgres
            ? this with
            {
                Connection = new NpgsqlConnectionStringBuilder(Connection)
                {
                    CommandTimeout = 0,
                }.ConnectionString,
            }
            : this;

    /// <summary>The file of an embedded database.</summary>
    public string? SqlitePath =>
        IsPostgres ? null : new SqliteConnectionStringBuilder(Connection).DataSource;
}

public static class DatabaseServices
{
    /// <summary>Registers <see cref="ThuocDoDb"/>, scoped and pooled, for the chosen engine.</summary>
    public static IServiceCollection AddThuocDoDatabase(
        this IServiceCollection services,
        DatabaseTarget target
    )
    {
        services.AddSingleton(target);
        services.TryAddSingleton(provider =>
            KeysFolder.Choose(
                provider.GetService<IConfiguration>() is { } settings
                    ? settings[KeysFolder.Variable]
                    : Environment.GetEnvironmentVariable(KeysFolder.Variable),
                target.SqlitePath
            )
        );
        if (target.IsPostgres)
        {
            services.AddDbContextPool<PostgresThuocDoDb>(options => Configure(options, target));
            services.AddScoped<ThuocDoDb>(provider =>
                provider.GetRequiredService<PostgresThuocDoDb>()
            );
        }
        else
        {
            services.AddDbContextPool<SqliteThuocDoDb>(options => Configure(options, target));
            services.AddScoped<ThuocDoDb>(provider =>
                provider.GetRequiredService<SqliteThuocDoDb>()
            );
        }

        services.AddScoped<UnitOfWork>();
        return services;
    }

    public static ThuocDoDb Create(DatabaseTarget target)
    {
        if (target.IsPostgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresThuocDoDb>();
            Configure(postgres, target);
            return new PostgresThuocDoDb(postgres.Options);
        }

        var sqlite = new DbContextOptionsBuilder<SqliteThuocDoDb>();
        Configure(sqlite, target);
        return new SqliteThuocDoDb(sqlite.Options);
    }

    private static void Configure(DbContextOptionsBuilder options, DatabaseTarget target)
    {
        if (target.IsPostgres)
        {
            options.UseNpgsql(PostgresConnection.WithDefaults(target.Connection));
        }
        else
        {
            options.UseSqlite(target.Connection);
        }

        options.UseSnakeCaseNamingConvention();
        // Lists that are kept as one value are replaced as a whole, never changed in place.
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.CollectionWithoutComparer));
    }
}
