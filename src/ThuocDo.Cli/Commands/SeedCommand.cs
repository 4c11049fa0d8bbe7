using System.CommandLine;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;

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
                await using var db = DatabaseServices.Create(
                    DatabaseTarget.Choose(parse.GetValue(database))
                );
                await new DemonstrationProvince(db, Console.Error.WriteLine).PrepareAsync(
                    parse.GetValue(demonstration),
                    cancellation
                );
                return 0;
            }
        );
        return command;
    }
}
