using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo verify</c>: recomputes what can be recomputed and names each record and figure that no longer holds.
/// </summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var month = new Option<string?>("--month")
        {
            Description = CliTexts.T["verify.help.month"],
        };
        var keys = new Option<string?>("--keys")
        {
            Description = CliTexts.T["verify.help.keys", KeysFolder.Variable],
        };
        var database = CliDatabase.Option();
        var command = new Command("verify", CliTexts.T["verify.help.command"])
        {
            month,
            keys,
            database,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error
                );
                DateOnly? only = null;
                if (parsed.GetValue(month) is { } text)
                {
                    if (
                        !DateOnly.TryParseExact(
                            text + "-01",
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.None,
                            out var first
                        )
                    )
                    {
                        await error.WriteLineAsync(CliTexts.T["verify.error.month", text]);
                        return ThuocDoCommand.WrongUse;
                    }

                    only = first;
                }

                await using var services = CliDatabase.Services(
                    CliDatabase.Target(parsed, database),
                    parsed.GetValue(keys)
                );
                await using var scope = services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
                if (await CliDatabase.ProblemAsync(db, cancellation) is { } problem)
                {
                    await error.WriteLineAsync(CliTexts.T[problem]);
                    return ThuocDoCommand.WrongUse;
                }

                if (scope.ServiceProvider.GetRequiredService<SealKeys>().Trusted().Count == 0)
                {
                    await error.WriteLineAsync(CliTexts.T["verify.no-keys", KeysFolder.Variable]);
                }

                return await RunAsync(
                    scope.ServiceProvider.GetServices<IAudit>(),
                    new AuditScope(only),
                    output,
                    error,
                    cancellation
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        IEnumerable<IAudit> audits,
        AuditScope scope,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var found = 0;
        await output.WriteAsync("kind,subject,period,field,expected,found\r\n");
        foreach (var audit in audits)
        {
            var time = Stopwatch.StartNew();
            var before = found;
            await foreach (var finding in audit.FindAsync(scope, cancellation))
            {
                found++;
                await output.WriteAsync(
                    CsvText.Line(
                        finding.Kind,
                        finding.Subject,
                        finding.Period,
                        finding.Field,
                        finding.Expected,
                        finding.Found
                    )
                );
            }

            await error.WriteLineAsync(
                CliTexts.T[
                    "verify.progress",
                    audit.GetType().Name,
                    found - before,
                    (decimal)Math.Round(time.Elapsed.TotalSeconds, 1)
                ]
            );
        }

        await output.FlushAsync(cancellation);
        return found == 0 ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }
}
