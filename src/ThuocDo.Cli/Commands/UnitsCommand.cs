using System.CommandLine;
using ThuocDo.Indicators.Carrying;
using ThuocDo.Indicators.Carrying.Reading;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo units carry</c>: counts of units as counts of the units after a rearrangement, one row for each of them.
/// Opens no database.
/// </summary>
public static class UnitsCommand
{
    public static Command Create()
    {
        var edges = Required("--edges", CliTexts.T["units-cli.help.edges"]);
        var values = Required("--values", CliTexts.T["units-cli.help.values"]);
        var carry = new Command("carry", CliTexts.T["units-cli.help.carry"]) { edges, values };
        carry.SetAction(parsed =>
            Carry(
                parsed.GetValue(edges)!,
                parsed.GetValue(values)!,
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return new Command("units", CliTexts.T["units-cli.help.command"]) { carry };
    }

    private static int Carry(string edges, string values, TextWriter output, TextWriter error)
    {
        if (
            InputFiles.Open(edges, error) is not { } edgeFile
            || InputFiles.Open(values, error) is not { } valueFile
        )
        {
            return ThuocDoCommand.WrongUse;
        }

        var (ways, warnings) = CarryFiles.Edges(edgeFile);
        var figures = CarryFiles.Values(valueFile);
        if (!InputFiles.AreSound(error, edgeFile, valueFile))
        {
            return ThuocDoCommand.WrongUse;
        }

        var change = new UnitChange(ways);
        var carried = change.Carry(figures);
        InputFiles.Tell(error, warnings);
        InputFiles.Tell(error, Absent(change, figures, carried));
        output.Write(CsvText.Line("code", "numerator", "denominator", "rate", "exact", "rule"));
        foreach (var figure in carried)
        {
            output.Write(
                CsvText.Line(
                    figure.Unit,
                    Numbers.Text(figure.Numerator),
                    Numbers.Text(figure.Denominator),
                    Numbers.Text(figure.Rate),
                    figure.IsExact ? "true" : "false",
                    RuleText(figure.Rule)
                )
            );
        }

        return ThuocDoCommand.Done;
    }

    /// <summary>Sums that are without some of the old units, because the values do not name them.</summary>
    private static List<Explanation> Absent(
        UnitChange change,
        IReadOnlyList<CarriedFigure> figures,
        IReadOnlyList<CarriedFigure> carried
    )
    {
        var known = figures.Select(f => f.Unit).ToHashSet();
        return
        [
            .. carried
                .Select(c =>
                    (
                        c.Unit,
                        Absent: change.Predecessors(c.Unit).Where(p => !known.Contains(p)).ToList()
                    )
                )
                .Where(c => c.Absent.Count > 0)
                .Select(c => new Explanation(
                    "units-cli.note.absent",
                    c.Unit,
                    string.Join(", ", c.Absent)
                )),
        ];
    }

    private static string RuleText(CarryRule rule) =>
        string.Join(
            '+',
            new (CarryRule Rule, string Name)[]
            {
                (CarryRule.Kept, "kept"),
                (CarryRule.Whole, "whole"),
                (CarryRule.WholePopulation, "whole-population"),
                (CarryRule.AreaOnly, "area-only"),
                (CarryRule.EqualShare, "equal-share"),
            }
                .Where(r => rule.HasFlag(r.Rule))
                .Select(r => r.Name)
        );

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };
}
