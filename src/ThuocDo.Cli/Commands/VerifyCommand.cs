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
    internal const string Header = "kind,subject,period,field,expected,found\r\n";

    internal static string Line(Finding finding) =>
        CsvText.Line(
            finding.Kind,
            finding.Subject,
            finding.Period,
            finding.Field,
            finding.Expected,
            finding.Found
        );

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
        var receipt = new Option<string?>("--receipt")
        {
            Description = CliTexts.T["verify.help.receipt"],
        };
        var inclusion = new Option<string?>("--inclusion")
        {
            Description = CliTexts.T["verify.help.inclusion"],
        };
        var database = CliDatabase.Option();
        var command = new Command("verify", CliTexts.T["verify.help.command"])
        {
            month,
            receipt,
            inclusion,
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
                var (receiptPath, inclusionPath) = (
                    parsed.GetValue(receipt),
                    parsed.GetValue(inclusion)
                );
                if (
                    new[] { parsed.GetValue(month), receiptPath, inclusionPath }.Count(o =>
                        o is not null
                    ) > 1
                )
                {
                    await error.WriteLineAsync(CliTexts.T["verify.error.one"]);
                    return ThuocDoCommand.WrongUse;
                }

                if (inclusionPath is not null)
                {
                    return await ProofCheck.InclusionAsync(
                        inclusionPath,
                        parsed.GetValue(keys),
                        output,
                        error,
                        cancellation
                    );
                }

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

                if (receiptPath is not null)
                {
                    return await ProofCheck.ReceiptAsync(
                        receiptPath,
                        scope.ServiceProvider,
                        output,
                        error,
                        cancellation
                    );
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

    /// <returns>The exit code: whether something was found.</returns>
    public static async Task<int> RunAsync(
        IEnumerable<IAudit> audits,
        AuditScope scope,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var found = 0;
        await output.WriteAsync(Header);
        foreach (var audit in audits)
        {
            var time = Stopwatch.StartNew();
            var before = found;
            await foreach (var finding in audit.FindAsync(scope, cancellation))
            {
                found++;
                await output.WriteAsync(Line(finding));
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
