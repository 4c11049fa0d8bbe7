using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo import procedures</c>: takes the national catalogue in. The report goes to the output as CSV, progress and totals
/// to the error stream; exit code 1 if lines were refused.
/// </summary>
public static class ImportCommand
{
    private sealed record Files(string Procedures, string? Papers, string Language);

    public static Command Create() =>
        new("import", CliTexts.T["cli.help.import"])
        {
            CreateProcedures(),
            ImportDossiersCommand.Create(),
        };

    private static Command CreateProcedures()
    {
        var file = new Argument<string>("FILE")
        {
            Description = CliTexts.T["cli.help.import.file"],
        };
        var documents = new Option<string?>("--documents")
        {
            Description = CliTexts.T["cli.help.import.documents"],
        };
        var language = new Option<string>("--lang")
        {
            Description = CliTexts.T["cli.help.import.lang"],
            DefaultValueFactory = _ => Texts.Languages[0],
        };
        var database = CliDatabase.Option();
        var command = new Command("procedures", CliTexts.T["cli.help.import.procedures"])
        {
            file,
            documents,
            language,
            database,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    new Files(
                        parsed.GetValue(file)!,
                        parsed.GetValue(documents),
                        parsed.GetValue(language)!
                    ),
                    CliDatabase.Services(CliDatabase.Target(parsed, database)),
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Files files,
        ServiceProvider services,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        await using var all = services;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var problem =
            !Texts.Languages.Contains(files.Language)
                ? CliTexts.T["cli.import.lang", files.Language]
            : new[] { files.Procedures, files.Papers }.FirstOrDefault(f =>
                f is not null && !File.Exists(f)
            )
                is { } missing
                ? CliTexts.T["cli.import.no-file", missing]
            : await CliDatabase.ProblemAsync(db, cancellation) is { } key ? CliTexts.T[key]
            : null;
        if (problem is not null)
        {
            await error.WriteLineAsync(problem);
            return ThuocDoCommand.WrongUse;
        }

        var watch = Stopwatch.StartNew();
        var (read, hash) = await ReadAsync(files, cancellation);
        if (!read.Succeeded)
        {
            await error.WriteLineAsync(read.InWords(CliTexts.T));
            return ThuocDoCommand.WrongUse;
        }

        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportCatalogue>()
            .RunAsync(
                new ImportRequest(
                    Guid.CreateVersion7().ToString("N"),
                    null,
                    Path.GetFileName(files.Procedures),
                    hash,
                    files.Papers is { } papers ? Path.GetFileName(papers) : null,
                    read.Value!
                ),
                new Progress(error),
                cancellation
            );
        if (!outcome.Succeeded)
        {
            await error.WriteLineAsync(outcome.InWords(CliTexts.T));
            return ThuocDoCommand.WrongUse;
        }

        return await ReportAsync(db, outcome.Value, files.Language, watch, output, error);
    }

    private static async Task<(Shared.Outcomes.Outcome<NationalFile>, string Hash)> ReadAsync(
        Files files,
        CancellationToken cancellation
    )
    {
        await using var stream = File.OpenRead(files.Procedures);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        stream.Position = 0;
        using var procedures = NationalFile.Open(stream);
        await using var other = files.Papers is { } path ? File.OpenRead(path) : null;
        using var papers = other is null ? null : NationalFile.Open(other);
        return (NationalFile.Read(procedures, papers), hash);
    }

    private static async Task<int> ReportAsync(
        ThuocDoDb db,
        int number,
        string language,
        Stopwatch watch,
        TextWriter output,
        TextWriter error
    )
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var import = await db.Set<CatalogueImport>()
                .AsNoTracking()
                .SingleAsync(i => i.Number == number);
            var lines = await db.Set<CatalogueImportLine>()
                .AsNoTracking()
                .Where(l => l.ImportId == import.Id)
                .OrderBy(l => l.Position)
                .ToListAsync();
            await output.WriteAsync(ReportCsv.Header);
            foreach (var line in lines)
            {
                await output.WriteAsync(ReportCsv.Of(line, CliTexts.T));
            }

            await error.WriteLineAsync(
                CliTexts.T[
                    "cli.import.done",
                    import.Number,
                    import.Lines,
                    (decimal)Math.Round(watch.Elapsed.TotalSeconds, 1),
                    import.Taken,
                    import.Changed,
                    import.Unchanged,
                    import.Refused + import.PapersRefused,
                    import.Absent,
                    lines.Count(l => l.HasRemarks)
                ]
            );
            return import.Refused + import.PapersRefused == 0
                ? ThuocDoCommand.Done
                : ThuocDoCommand.Found;
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    /// <summary>Says how far it is, ten times at most, on the caller's thread.</summary>
    private sealed class Progress(TextWriter error) : IProgress<ImportProgress>
    {
        private int next;

        public void Report(ImportProgress value)
        {
            if (value.Done >= next)
            {
                error.WriteLine(CliTexts.T["cli.import.progress", value.Done, value.Total]);
                next = value.Done + Math.Max(1, value.Total / 10);
            }
        }
    }
}
