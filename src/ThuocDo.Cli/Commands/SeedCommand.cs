using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Shared.Access;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo seed</c>: migrates, writes the shipped facts and, if asked, the demonstration province.</summary>
public static class SeedCommand
{
    public static Command Create()
    {
        var demonstration = new Option<bool>("--demonstration")
        {
            Description = "Also people, accounts and 12,000 simulated dossiers.",
        };
        var database = new Option<string?>("--db")
        {
            Description =
                "sqlite:PATH or postgres:CONNECTION; else THUOCDO_DB, else the file the web uses.",
        };
        var command = new Command(
            "seed",
            "Write the facts that ship into the database; run it again at any time."
        )
        {
            demonstration,
            database,
        };
        command.SetAction(
            async (parse, cancellation) =>
            {
                var target = DatabaseTarget.Choose(parse.GetValue(database));
                await using var services = new ServiceCollection()
                    .AddProduct(target, new DemonstrationMode(parse.GetValue(demonstration)))
                    .BuildServiceProvider();
                await using var scope = services.CreateAsyncScope();
                await scope
                    .ServiceProvider.GetRequiredService<Preparation>()
                    .RunAsync(Console.Error.WriteLine, withDossiers: true, cancellation);
                return 0;
            }
        );
        return command;
    }
}
