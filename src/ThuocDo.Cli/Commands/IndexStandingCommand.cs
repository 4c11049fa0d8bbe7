using System.CommandLine;
using System.Globalization;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo index standing</c>: how the published result of a province stands to a target, one row for each condition.
/// The gap is what is missing; below 0 it is the margin.
/// </summary>
public static class IndexStandingCommand
{
    public static Command Create()
    {
        var index = Required("--index", CliTexts.T["index-cli.help.index"]);
        var province = Required("--province", CliTexts.T["index-cli.help.province"]);
        var year = Required("--year", CliTexts.T["index-cli.help.year"]);
        var target = Required("--target", CliTexts.T["index-cli.help.target"]);
        var command = new Command("standing", CliTexts.T["index-cli.help.standing"])
        {
            index,
            province,
            year,
            target,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(index)!,
                parsed.GetValue(province)!,
                parsed.GetValue(year)!,
                parsed.GetValue(target)!,
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Run(
        string name,
        string province,
        string yearText,
        string target,
        TextWriter output,
        TextWriter error
    )
    {
        var book = IndexBook.Shipped;
        if (IndexNames.Find(book, name) is not { } index)
        {
            var known = string.Join(", ", book.Indices.Select(i => i.Key));
            return CompileCommand.Refuse(error, new("index-cli.error.index", name, known));
        }

        if (province.Length != 2 || !province.All(char.IsAsciiDigit))
        {
            return CompileCommand.Refuse(error, new("index-cli.error.province", province));
        }

        if (
            yearText.Length != 4
            || !int.TryParse(
                yearText,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var year
            )
        )
        {
            return CompileCommand.Refuse(error, new("index-cli.error.year", yearText));
        }

        var (conditions, fault) = StandingConditions.Parse(target, book.Groups(index.Key));
        if (fault is not null)
        {
            return CompileCommand.Refuse(error, fault);
        }

        var edition = book.Find(index.Key, province, year);
        Tell(book, index, province, yearText, edition, error);
        output.Write(
            CsvText.Line(
                "index",
                "province",
                "year",
                "value",
                "rank",
                "n_ranked",
                "condition",
                "verdict",
                "gap"
            )
        );
        foreach (var condition in conditions)
        {
            var standing = Standing.Of(edition?.Main, condition);
            output.Write(
                CsvText.Line(
                    index.Key,
                    province,
                    yearText,
                    Numbers.Text(edition?.Main.Score),
                    Numbers.Text(edition?.Main.Rank),
                    Numbers.Text(edition?.Main.Ranked),
                    condition.Text,
                    Word(standing.Verdict),
                    Numbers.Text(standing.Gap)
                )
            );
        }

        return ThuocDoCommand.Done;
    }

    /// <summary>What the row cannot say: that nothing is known of the year, or that prints differ.</summary>
    private static void Tell(
        IndexBook book,
        PublishedIndex index,
        string province,
        string year,
        Edition? edition,
        TextWriter error
    )
    {
        if (edition is null)
        {
            var known = book.Of(index.Key, province).Select(e => Numbers.Text(e.Year)).ToList();
            error.WriteLine(
                CliTexts.T[
                    "index-cli.note.none",
                    index.Key,
                    year,
                    province,
                    known.Count == 0 ? "–" : string.Join(", ", known)
                ]
            );
        }

        foreach (var print in edition is { HasConflict: true } ? edition.Prints.Skip(1) : [])
        {
            error.WriteLine(
                CliTexts.T[
                    "index-cli.note.conflict",
                    index.Key,
                    year,
                    print.Publisher,
                    Numbers.Text(print.Score),
                    Numbers.Text(print.Rank)
                ]
            );
        }
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Met => "pass",
            Verdict.NotMet => "fail",
            _ => "unknown",
        };

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };
}
