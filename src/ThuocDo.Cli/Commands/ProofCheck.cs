using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Cli.Commands;

/// <summary>Checks a file that somebody kept: the receipt of a figure, or the proof that one dossier is counted.</summary>
internal static class ProofCheck
{
    /// <summary>
    /// What no longer holds of the receipt; where a part no longer holds, also every record of its month, or of all, that is not
    /// what its history says.
    /// </summary>
    public static async Task<int> ReceiptAsync(
        string path,
        IServiceProvider services,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        if (
            await ReadAsync<ReceiptFile>(path, f => f.Format, ReceiptFile.Version1, error)
            is not { } read
        )
        {
            return ThuocDoCommand.WrongUse;
        }

        List<Finding> findings;
        try
        {
            findings =
            [
                .. await services
                    .GetRequiredService<ReceiptCheck>()
                    .FindAsync(read.File, read.Node, cancellation),
            ];
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            await error.WriteLineAsync(CliTexts.T["verify.error.file", path, broken.Message]);
            return ThuocDoCommand.WrongUse;
        }

        if (ReceiptCheck.Scope(read.File, findings) is { } scope)
        {
            foreach (var audit in services.GetServices<IAudit>())
            {
                await foreach (var finding in audit.FindAsync(scope, cancellation))
                {
                    findings.Add(finding);
                }
            }
        }

        return await WriteAsync(findings.Distinct(), output, cancellation);
    }

    public static async Task<int> InclusionAsync(
        string path,
        string? keys,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        if (
            await ReadAsync<InclusionFile>(path, f => f.Format, InclusionFile.Version1, error)
            is not { } read
        )
        {
            return ThuocDoCommand.WrongUse;
        }

        var trusted = new SealKeys(
            KeysFolder.Choose(
                keys ?? Environment.GetEnvironmentVariable(KeysFolder.Variable),
                null
            ),
            new DemonstrationMode(read.File.Demonstration)
        );
        if (trusted.Trusted().Count == 0)
        {
            await error.WriteLineAsync(CliTexts.T["verify.no-keys", KeysFolder.Variable]);
        }

        try
        {
            return await WriteAsync(read.File.Find(trusted).ToList(), output, cancellation);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            await error.WriteLineAsync(CliTexts.T["verify.error.file", path, broken.Message]);
            return ThuocDoCommand.WrongUse;
        }
    }

    /// <summary>A field that is no day, number, hash or key at all.</summary>
    private static bool IsBroken(Exception exception) =>
        exception
            is FormatException
                or ArgumentException
                or OverflowException
                or InvalidOperationException;

    private static async Task<(T File, JsonObject Node)?> ReadAsync<T>(
        string path,
        Func<T, string> format,
        string expected,
        TextWriter error
    )
    {
        try
        {
            var read = ProofJson.Read<T>(await File.ReadAllTextAsync(path));
            if (format(read.File) == expected)
            {
                return read;
            }

            await error.WriteLineAsync(CliTexts.T["verify.error.file", path, format(read.File)]);
        }
        catch (Exception broken)
            when (broken
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        // Keys that stand twice.
                        or ArgumentException
            )
        {
            await error.WriteLineAsync(CliTexts.T["verify.error.file", path, broken.Message]);
        }

        return null;
    }

    private static async Task<int> WriteAsync(
        IEnumerable<Finding> findings,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var found = 0;
        await output.WriteAsync(VerifyCommand.Header);
        foreach (var finding in findings)
        {
            found++;
            await output.WriteAsync(VerifyCommand.Line(finding));
        }

        await output.FlushAsync(cancellation);
        return found == 0 ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }
}
