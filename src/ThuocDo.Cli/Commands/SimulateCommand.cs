using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo simulate</c>: fills an empty, migrated database with reproducible dossiers.</summary>
public static class SimulateCommand
{
    private const int MaximumDossiers = 10_000_000;

    public static Command Create()
    {
        var dossiers = new Option<int>("--dossiers")
        {
            Description = CliTexts.T["cli.help.simulate.dossiers"],
            Required = true,
        };
        var from = Day("--from", "cli.help.simulate.from");
        var to = Day("--to", "cli.help.simulate.to");
        var seed = new Option<int>("--seed")
        {
            Description = CliTexts.T["cli.help.simulate.seed"],
            Required = true,
        };
        var database = CliDatabase.Option();
        var command = new Command("simulate", CliTexts.T["cli.help.simulate"])
        {
            dossiers,
            from,
            to,
            seed,
            database,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var error = parsed.InvocationConfiguration.Error;
                if (
                    Plan(
                        parsed.GetValue(dossiers),
                        parsed.GetValue(from)!,
                        parsed.GetValue(to)!,
                        parsed.GetValue(seed),
                        out var problem
                    )
                    is not { } plan
                )
                {
                    await error.WriteLineAsync(problem);
                    return ThuocDoCommand.WrongUse;
                }

                return await RunAsync(
                    plan,
                    CliDatabase.Target(parsed, database),
                    parsed.InvocationConfiguration.Output,
                    error,
                    cancellation
                );
            }
        );
        return command;
    }

    private static Option<string> Day(string name, string help) =>
        new(name) { Description = CliTexts.T[help], Required = true };

    /// <summary>The plan, or none and what is wrong with the values.</summary>
    private static SimulationPlan? Plan(
        int dossiers,
        string from,
        string to,
        int seed,
        out string problem
    )
    {
        problem = "";
        if (dossiers is < 1 or > MaximumDossiers)
        {
            problem = CliTexts.T["cli.simulate.count", dossiers, MaximumDossiers];
            return null;
        }

        if (!Parse(from, out var first) || !Parse(to, out var last))
        {
            problem = CliTexts.T["cli.simulate.days", from, to];
            return null;
        }

        var calendar = WorkCalendar.National();
        if (last < first || first < calendar.First || last > calendar.Last.AddMonths(-6))
        {
            problem = CliTexts.T[
                "cli.simulate.period",
                first,
                last,
                calendar.First,
                calendar.Last.AddMonths(-6)
            ];
            return null;
        }

        return new SimulationPlan(dossiers, first, last, seed);
    }

    private static async Task<int> RunAsync(
        SimulationPlan plan,
        DatabaseTarget target,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        await using var services = CliServices.Of(target, null, demonstration: true);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        if (await CliDatabase.ProblemAsync(db, cancellation) is { } problem)
        {
            await error.WriteLineAsync(CliTexts.T[problem]);
            return ThuocDoCommand.WrongUse;
        }

        if (await new SimulationRun(db).HasDossiersAsync(cancellation))
        {
            await error.WriteLineAsync(CliTexts.T["cli.simulate.not-empty"]);
            return ThuocDoCommand.WrongUse;
        }

        var result = await scope
            .ServiceProvider.GetRequiredService<Preparation>()
            .SimulateAsync(plan, error.WriteLine, cancellation);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"dossiers={result.Dossiers} events={result.Events} root={Convert.ToHexStringLower(result.Root)}"
            )
        );
        return ThuocDoCommand.Done;
    }

    private static bool Parse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );
}
