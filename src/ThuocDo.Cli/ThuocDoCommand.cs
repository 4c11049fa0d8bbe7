using System.CommandLine;
using System.Data.Common;
using ThuocDo.Cli.Commands;
using ThuocDo.Shared.Files;

namespace ThuocDo.Cli;

/// <summary>
/// The command line as a whole. Results go to the output, everything else to the error stream. Exit code 0: done,
/// 1: a finding, 2: wrong input or use.
/// </summary>
public static class ThuocDoCommand
{
    public const int Done = 0;
    public const int Found = 1;
    public const int WrongUse = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            await error.WriteLineAsync(CliTexts.T["cli.hint"]);
            return WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (FileStoreException fault)
        {
            await error.WriteLineAsync(CliTexts.T[fault.Key, [.. fault.Arguments]]);
            return WrongUse;
        }
        catch (Exception exception)
            when (exception
                    is FormatException
                        or DbException
                        or IOException
                        or UnauthorizedAccessException
                        or OverflowException
                || exception.GetBaseException() is DbException
            )
        {
            await error.WriteLineAsync(exception.GetBaseException().Message);
            return WrongUse;
        }
    }

    private static RootCommand Create() =>
        new(CliTexts.T["cli.about"])
        {
            MigrateCommand.Create(),
            SeedCommand.Create(),
            SimulateCommand.Create(),
            ImportCommand.Create(),
            VerifyCommand.Create(),
            DueCommand.Create(),
            CompileCommand.Create(),
            CascadeCommand.Create(),
            IndexCommand.Create(),
            UnitsCommand.Create(),
            DrawCommand.Create(),
            ReconcileCommand.Create(),
            ProcessCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            CopyFilesCommand.Create(),
            EraseCommand.Create(),
        };
}
