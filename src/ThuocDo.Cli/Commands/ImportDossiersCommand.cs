using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.OneStop.Import;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo import dossiers</c>: takes in the export of another one-stop system, daily and idempotent.</summary>
public static class ImportDossiersCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = CliTexts.T["import-dossiers.help.file"],
        };
        var map = new Option<string>("--map")
        {
            Description = CliTexts.T["import-dossiers.help.map"],
            Required = true,
        };
        var database = CliDatabase.Option();
        var command = new Command("dossiers", CliTexts.T["import-dossiers.help.dossiers"])
        {
            file,
            map,
            database,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(file)!,
                    parsed.GetValue(map)!,
                    CliDatabase.Target(parsed, database),
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string file,
        string mapName,
        DatabaseTarget target,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var map = ImportMap.Load(mapName);
        await using var services = CliDatabase.Services(target);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        if (await CliDatabase.ProblemAsync(db, cancellation) is { } problem)
        {
            await error.WriteLineAsync(CliTexts.T[problem]);
            return ThuocDoCommand.WrongUse;
        }

        var report = await scope
            .ServiceProvider.GetRequiredService<DossierImport>()
            .RunAsync(ImportFile.Read(file, map), map, cancellation);
        await output.WriteAsync("kind,line,subject,field,theirs,ours\r\n");
        foreach (var difference in report.Differences)
        {
            await output.WriteAsync(
                CsvText.Line(
                    difference.Kind,
                    difference.Line.ToString(CultureInfo.InvariantCulture),
                    difference.Subject,
                    difference.Field,
                    difference.Theirs ?? "",
                    difference.Ours ?? ""
                )
            );
        }

        await output.FlushAsync(cancellation);
        await error.WriteLineAsync(
            CliTexts.T[
                "import-dossiers.done",
                report.Rows,
                report.Received,
                report.Acts,
                report.Unchanged,
                report.Skipped,
                report.Differences.Count
            ]
        );
        return report.Differences.Count == 0 ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }
}
