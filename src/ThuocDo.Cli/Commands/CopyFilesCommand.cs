using System.CommandLine;
using ThuocDo.Shared.Files;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo copy-files</c>: from one place of files to another, new contents only; a province moves by it from a folder
/// into a bucket, and backs up the files of a PostgreSQL database.
/// </summary>
public static class CopyFilesCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("FROM")
        {
            Description = CliTexts.T["backup.help.files-from"],
        };
        var to = new Argument<string>("TO") { Description = CliTexts.T["backup.help.files-to"] };
        var command = new Command("copy-files", CliTexts.T["backup.help.files"]) { from, to };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var error = parsed.InvocationConfiguration.Error;
                var source = FilePlace.Of(parsed.GetValue(from)!);
                if (source.IsMissing)
                {
                    await error.WriteLineAsync(CliTexts.T["backup.files.missing", source.Name]);
                    return ThuocDoCommand.WrongUse;
                }

                return await RunAsync(
                    source,
                    FilePlace.Of(parsed.GetValue(to)!),
                    error,
                    cancellation
                );
            }
        );
        return command;
    }

    public static async Task<int> RunAsync(
        FilePlace from,
        FilePlace to,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var copies = await FileCopies.CopyAsync(from.Open(), to.Open(), cancellation);
        await error.WriteLineAsync(CliTexts.T["backup.files", copies.Copied, from.Name, to.Name]);
        foreach (var hash in copies.Damaged)
        {
            await error.WriteLineAsync(CliTexts.T["backup.files.damaged", hash]);
        }

        return copies.Damaged.Count == 0 ? ThuocDoCommand.Done : ThuocDoCommand.WrongUse;
    }
}
