using System.CommandLine;
using System.Globalization;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Cascade.Reading;
using ThuocDo.Programmes.Cascade.Words;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo cascade</c>: whether action plans together imply their programme, one row for each finding. Opens no database.
/// </summary>
public static class CascadeCommand
{
    public static Command Create()
    {
        var programme = Required("--programme", CliTexts.T["cascade-cli.help.programme"]);
        var plans = Required("--plans", CliTexts.T["cascade-cli.help.plans"]);
        var figures = new Option<string>("--figures")
        {
            Description = CliTexts.T["cascade-cli.help.figures"],
        };
        var language = new Option<string>("--lang")
        {
            Description = CliTexts.T["cascade-cli.help.lang"],
        };
        var command = new Command("cascade", CliTexts.T["cascade-cli.help.command"])
        {
            programme,
            plans,
            figures,
            language,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            );
            var speak = parsed.GetValue(language) ?? "vi";
            if (!Texts.Languages.Contains(speak))
            {
                error.WriteLine(CliTexts.T["cascade-cli.error.lang", speak]);
                return ThuocDoCommand.WrongUse;
            }

            string?[] files =
            [
                parsed.GetValue(programme),
                parsed.GetValue(plans),
                parsed.GetValue(figures),
            ];
            return Run(files, speak, output, error);
        });
        return command;
    }

    private static int Run(string?[] files, string language, TextWriter output, TextWriter error)
    {
        var sources = new CascadeSource?[files.Length];
        foreach (var (i, file) in files.Index())
        {
            try
            {
                sources[i] = file is null
                    ? null
                    : new(Path.GetFileName(file), new StringReader(File.ReadAllText(file)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(CliTexts.T.In(language, "cascade-cli.error.file", file));
                return ThuocDoCommand.WrongUse;
            }
        }

        var (input, faults) = CascadeReader.Read(sources[0]!, sources[1]!, sources[2]);
        foreach (var fault in faults)
        {
            error.WriteLine(fault.Render(CliTexts.T, language));
        }

        return input is null
            ? ThuocDoCommand.WrongUse
            : Print(CascadeCheck.Run(input), language, output);
    }

    private static int Print(CascadeReport report, string language, TextWriter output)
    {
        output.Write(
            CsvText.Line("finding", "about", "body", "item", "stated", "asked", "sentence")
        );
        foreach (var statement in CascadeWords.Of(report))
        {
            output.Write(
                CsvText.Line(
                    statement.Finding,
                    statement.About,
                    statement.Body,
                    statement.Item,
                    Number(statement.Stated),
                    Number(statement.Asked),
                    statement.Sentence.Render(CliTexts.T, language)
                )
            );
        }

        return report.IsSound ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }

    private static string Number(decimal? number) =>
        number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };
}
