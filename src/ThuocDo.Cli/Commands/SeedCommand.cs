using System.CommandLine;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo seed</c>: everything <c>migrate</c> does and the people of the demonstration, with
/// <c>--dossiers</c> also its simulated and sealed dossiers.
/// </summary>
public static class SeedCommand
{
    public static Command Create()
    {
        var dossiers = new Option<bool>("--dossiers")
        {
            Description = CliTexts.T["cli.help.seed.dossiers"],
        };
        var database = CliDatabase.Option();
        var command = new Command("seed", CliTexts.T["cli.help.seed"]) { dossiers, database };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await CliServices.PrepareAsync(
                    CliDatabase.Target(parsed, database),
                    demonstration: true,
                    preparation =>
                        preparation.RunAsync(
                            parsed.InvocationConfiguration.Error.WriteLine,
                            parsed.GetValue(dossiers),
                            cancellation
                        )
                );
                return ThuocDoCommand.Done;
            }
        );
        return command;
    }
}
