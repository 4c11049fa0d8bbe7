using System.CommandLine;
using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.OneStop.Processes.Import;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo process check FILE…</c>: one row <c>severity,code,process,place,sentence</c> for each finding. Opens no
/// database.
/// </summary>
public static class ProcessCommand
{
    public static Command Create() => new("process", CliTexts.T["process-cli.help"]) { Check() };

    private static Command Check()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = CliTexts.T["process-cli.check.files"],
            Arity = ArgumentArity.OneOrMore,
        };
        var language = new Option<string>("--lang")
        {
            Description = CliTexts.T["process-cli.check.lang"],
        };
        var command = new Command("check", CliTexts.T["process-cli.check.help"])
        {
            files,
            language,
        };
        command.SetAction(parsed =>
        {
            var speak = parsed.GetValue(language) ?? "vi";
            var error = parsed.InvocationConfiguration.Error;
            if (!Texts.Languages.Contains(speak))
            {
                error.WriteLine(CliTexts.T["process-cli.check.lang.wrong", speak]);
                return ThuocDoCommand.WrongUse;
            }

            return Run(
                parsed.GetValue(files)!,
                speak,
                parsed.InvocationConfiguration.Output,
                error
            );
        });
        return command;
    }

    private static int Run(string[] files, string language, TextWriter output, TextWriter error)
    {
        var results = new List<ImportedProcess>();
        var steps = new List<(string, CsvRow)>();
        var ways = new List<(string, CsvRow)>();
        var decided = new List<(string, CsvRow)>();
        foreach (var file in files)
        {
            string text;
            try
            {
                text = File.ReadAllText(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(CliTexts.T.In(language, "process-cli.check.file.missing", [file]));
                return ThuocDoCommand.WrongUse;
            }

            var name = Path.GetFileName(file);
            if (text.TrimStart('\uFEFF', ' ', '\n', '\r', '\t').StartsWith('{'))
            {
                results.Add(Json(name, text));
                continue;
            }

            using var reader = new StringReader(text);
            var rows = Csv.Read(reader, name).Select(r => (name, r)).ToList();
            var kind =
                rows.Count == 0 ? null
                : InternalStepsImport.IsSteps(rows[0].r) ? decided
                : OpenCpsImport.IsTransitions(rows[0].r) ? ways
                : OpenCpsImport.IsSteps(rows[0].r) ? steps
                : null;
            if (kind is null)
            {
                error.WriteLine(CliTexts.T.In(language, "process-cli.check.file.unknown", [file]));
                return ThuocDoCommand.WrongUse;
            }

            kind.AddRange(rows);
        }

        if (steps.Count + ways.Count > 0)
        {
            results.AddRange(OpenCpsImport.Read(steps, ways));
        }

        if (decided.Count > 0)
        {
            results.AddRange(InternalStepsImport.Read(decided));
        }

        return Print(results, language, output, error);
    }

    private static ImportedProcess Json(string name, string text)
    {
        var read = ProcessReader.Read(text);
        return new ImportedProcess(
            read.Process,
            read.Process?.Code ?? name,
            read.Succeeded
                ? ProcessCheck.Run(read.Process!)
                :
                [
                    .. read.Faults.Select(f => new ProcessFinding(
                        "json",
                        FindingSeverity.Error,
                        $"{name}:{f.Place}",
                        f.What
                    )),
                ]
        );
    }

    private static int Print(
        IReadOnlyList<ImportedProcess> results,
        string language,
        TextWriter output,
        TextWriter error
    )
    {
        output.Write(CsvText.Line("severity", "code", "process", "place", "sentence"));
        foreach (var result in results)
        {
            foreach (var finding in result.Findings)
            {
                output.Write(
                    CsvText.Line(
                        finding.Severity.ToString().ToLowerInvariant(),
                        finding.Code,
                        result.Name.Length == 0 ? "–" : result.Name,
                        finding.Place,
                        finding.What.Render(CliTexts.T, language)
                    )
                );
            }
        }

        var all = results.SelectMany(r => r.Findings).ToList();
        var errors = all.Count(f => f.Severity == FindingSeverity.Error);
        error.WriteLine(
            CliTexts.T.In(
                language,
                "process-cli.check.summary",
                [results.Count(r => r.Process is not null), errors, all.Count - errors]
            )
        );
        return errors > 0 ? ThuocDoCommand.Found : ThuocDoCommand.Done;
    }
}
