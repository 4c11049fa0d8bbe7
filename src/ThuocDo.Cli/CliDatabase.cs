using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Shared.Data;

namespace ThuocDo.Cli;

/// <summary>The option <c>--db</c> and the database behind it.</summary>
public static class CliDatabase
{
    public static Option<string?> Option() =>
        new("--db") { Description = CliTexts.T["cli.help.db"] };

    /// <exception cref="FormatException">The option or the environment names no database.</exception>
    public static DatabaseTarget Target(ParseResult parsed, Option<string?> option) =>
        DatabaseTarget.Choose(parsed.GetValue(option));

    /// <summary>The services of a command that reads or writes the product's data.</summary>
    /// <param name="keys">The keys folder, if the command was told one.</param>
    public static ServiceProvider Services(DatabaseTarget target, string? keys = null) =>
        CliServices.Of(target, keys, demonstration: !target.IsPostgres);

    /// <summary>What hinders a command, as a text key; none if the database is up to date.</summary>
    public static async Task<string?> ProblemAsync(ThuocDoDb db, CancellationToken cancellation)
    {
        if (!await db.Database.CanConnectAsync(cancellation))
        {
            return "cli.error.no-database";
        }

        return (await db.Database.GetPendingMigrationsAsync(cancellation)).Any()
            ? "cli.error.not-migrated"
            : null;
    }
}
