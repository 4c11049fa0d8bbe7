using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo simulate</c>: fills an empty, migrated database with reproducible dossiers.</summary>
public static class SimulateCommand
{
    public static Command Create()
    {
        var dossiers = new Option<int>("--dossiers")
        {
            Description = "How many dossiers are received.",
            Required = true,
        };
        var from = new Option<string>("--from")
        {
            Description = "First day of receipt, yyyy-MM-dd.",
            Required = true,
        };
        var to = new Option<string>("--to")
        {
            Description = "Last day of the simulated time, yyyy-MM-dd.",
            Required = true,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same records.",
            Required = true,
        };
        var database = new Option<string?>("--db")
        {
            Description =
                "sqlite:PATH or postgres:CONNECTION; else THUOCDO_DB, else the file the web uses.",
        };
        var command = new Command(
            "simulate",
            "Simulate a province: real units, procedures and calendar, invented people."
        )
        {
            dossiers,
            from,
            to,
            seed,
            database,
        };
        command.SetAction(
            async (parse, cancellation) =>
            {
                var count = parse.GetValue(dossiers);
                if (count is < 1 or > 10_000_000)
                {
                    return Fail(
                        $"--dossiers {count} is out of range. Give a number from 1 to 10000000."
                    );
                }

                if (
                    !Day(parse.GetValue(from)!, out var first)
                    || !Day(parse.GetValue(to)!, out var last)
                )
                {
                    return Fail(
                        $"--from {parse.GetValue(from)} --to {parse.GetValue(to)}: write both days as yyyy-MM-dd."
                    );
                }

                if (last < first)
                {
                    return Fail(
                        $"--to {last:yyyy-MM-dd} is before --from {first:yyyy-MM-dd}. Exchange the two days."
                    );
                }

                return await RunAsync(
                    new SimulationPlan(count, first, last, parse.GetValue(seed)),
                    parse.GetValue(database),
                    cancellation
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        SimulationPlan plan,
        string? database,
        CancellationToken cancellation
    )
    {
        await using var services = new ServiceCollection()
            .AddProduct(DatabaseTarget.Choose(database), new DemonstrationMode(true))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        if (await new SimulationRun(db).HasDossiersAsync(cancellation))
        {
            return Fail(
                "The database already holds dossiers. Simulate into an empty one: thuocdo migrate and thuocdo seed make it."
            );
        }

        var result = await scope
            .ServiceProvider.GetRequiredService<Preparation>()
            .SimulateAsync(plan, Console.Error.WriteLine, cancellation);
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"dossiers={result.Dossiers} events={result.Events} root={Convert.ToHexStringLower(result.Root)}"
            )
        );
        return 0;
    }

    private static bool Day(string text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
