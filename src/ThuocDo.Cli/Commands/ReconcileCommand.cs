using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Reconciliation;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo reconcile FILE</c>: compares a statement with the payment ledger and prints every difference that nobody has
/// explained yet. The same file again is the same comparison.
/// </summary>
public static class ReconcileCommand
{
    private const string Portal = PaidDossier.PortalAccount;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.T["cli.reconcile.file"] };
        var account = new Option<string>("--account")
        {
            Description = CliTexts.T["cli.reconcile.account", Portal],
            Required = true,
        };
        var from = new Option<string?>("--from") { Description = CliTexts.T["cli.reconcile.from"] };
        var to = new Option<string?>("--to") { Description = CliTexts.T["cli.reconcile.to"] };
        var keys = new Option<string?>("--keys")
        {
            Description = CliTexts.T["verify.help.keys", KeysFolder.Variable],
        };
        var database = CliDatabase.Option();
        var command = new Command("reconcile", CliTexts.T["cli.reconcile.command"])
        {
            file,
            account,
            from,
            to,
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
                await using var services = CliDatabase.Services(
                    CliDatabase.Target(parsed, database),
                    parsed.GetValue(keys)
                );
                await using var scope = services.CreateAsyncScope();
                var provider = scope.ServiceProvider;
                var db = provider.GetRequiredService<ThuocDoDb>();
                if (await CliDatabase.ProblemAsync(db, cancellation) is { } problem)
                {
                    await error.WriteLineAsync(CliTexts.T[problem]);
                    return ThuocDoCommand.WrongUse;
                }

                var code = parsed.GetValue(account)!;
                if (await UnitOfAsync(provider, code, cancellation) is not { } unit)
                {
                    await error.WriteLineAsync(CliTexts.T["cli.reconcile.no-account", code]);
                    return ThuocDoCommand.WrongUse;
                }

                var path = Path.GetFullPath(parsed.GetValue(file)!);
                var (run, errors) = await provider
                    .GetRequiredService<ReconcileFile>()
                    .RunAsync(
                        new ReconcileRequest(
                            code,
                            unit,
                            Path.GetFileName(path),
                            await File.ReadAllBytesAsync(path, cancellation),
                            Day(parsed.GetValue(from)),
                            Day(parsed.GetValue(to)),
                            null
                        ),
                        cancellation
                    );
                foreach (var wrong in errors)
                {
                    await error.WriteLineAsync(wrong.Render(CliTexts.T));
                }

                if (!run.Succeeded)
                {
                    await error.WriteLineAsync(run.InWords(CliTexts.T));
                    return ThuocDoCommand.WrongUse;
                }

                return await PrintAsync(db, run.Value, run.IsRepeat, output, error, cancellation);
            }
        );
        return command;
    }

    /// <summary>The unit that keeps the account; the statement of the National Portal belongs to that of the first one.</summary>
    private static async Task<Guid?> UnitOfAsync(
        IServiceProvider provider,
        string code,
        CancellationToken cancellation
    )
    {
        var accounts = provider.GetRequiredService<ReceivingAccounts>();
        var tree = await provider.GetRequiredService<UnitDirectory>().GetAsync(cancellation);
        var owner =
            code == Portal
                ? accounts.All.Select(a => a.Owner).FirstOrDefault()
                : accounts.Find(code)?.Owner;
        return tree.Find(owner)?.Id;
    }

    private static async Task<int> PrintAsync(
        ThuocDoDb db,
        int number,
        bool isRepeat,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var run = await db.Set<ReconciliationRun>()
            .AsNoTracking()
            .SingleAsync(r => r.Number == number, cancellation);
        var open = await db.Set<ReconciliationDifference>()
            .AsNoTracking()
            .Where(d => d.RunId == run.Id && d.ResolvedAt == null)
            .OrderBy(d => d.Sequence)
            .ToListAsync(cancellation);
        await output.WriteAsync("kind,reference,transaction,day,theirs,ours,detail\r\n");
        foreach (var difference in open)
        {
            await output.WriteAsync(
                CsvText.Line(
                    difference.Kind.ToString(),
                    difference.Reference,
                    difference.Transaction ?? "",
                    Shared.History.Canonical.Day(difference.Day),
                    Amount(difference.Theirs),
                    Amount(difference.Ours),
                    difference.Detail ?? ""
                )
            );
        }

        await error.WriteLineAsync(
            CliTexts.T[
                isRepeat ? "cli.reconcile.same" : "cli.reconcile.done",
                number,
                run.Lines,
                open.Count
            ]
        );
        return open.Count == 0 ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }

    private static string Amount(decimal? amount) =>
        amount?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <exception cref="FormatException">Not a day.</exception>
    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
