using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Privacy;
using ThuocDo.Shared.Data;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo erase-particulars</c>: counts the closed dossiers and ended applications whose particulars need no longer be
/// kept; erases them when told so.
/// A time of keeping that nobody has confirmed needs a second word.
/// </summary>
public static class EraseCommand
{
    public static Command Create()
    {
        var really = new Option<bool>("--really") { Description = CliTexts.T["erase.help.really"] };
        var unconfirmed = new Option<bool>("--accept-unconfirmed")
        {
            Description = CliTexts.T["erase.help.unconfirmed"],
        };
        var database = CliDatabase.Option();
        var command = new Command("erase-particulars", CliTexts.T["erase.help.command"])
        {
            really,
            unconfirmed,
            database,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error
                );
                await using var services = CliDatabase.Services(
                    CliDatabase.Target(parsed, database)
                );
                await using var scope = services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
                if (await CliDatabase.ProblemAsync(db, cancellation) is { } problem)
                {
                    await error.WriteLineAsync(CliTexts.T[problem]);
                    return ThuocDoCommand.WrongUse;
                }

                var erase = scope.ServiceProvider.GetRequiredService<EraseParticulars>();
                var (dossiers, submissions) = (erase.OfDossiers(), erase.OfSubmissions());
                await error.WriteLineAsync(
                    CliTexts.T["erase.rule", dossiers.Years, submissions.Years]
                );
                if (!parsed.GetValue(really))
                {
                    await output.WriteLineAsync($"due={await erase.CountAsync(cancellation)}");
                    return ThuocDoCommand.Done;
                }

                if (
                    !(dossiers.IsConfirmed && submissions.IsConfirmed)
                    && !parsed.GetValue(unconfirmed)
                )
                {
                    await error.WriteLineAsync(CliTexts.T["erase.error.unconfirmed"]);
                    return ThuocDoCommand.WrongUse;
                }

                await output.WriteLineAsync($"erased={await erase.RunAsync(cancellation)}");
                return ThuocDoCommand.Done;
            }
        );
        return command;
    }
}
