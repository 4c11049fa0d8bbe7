using System.CommandLine;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo draw verify FILE</c>: runs a published draw of an inspection again. One row for each part says whether it is what was
/// committed. Opens no database: the file alone is enough.
/// </summary>
public static class DrawCommand
{
    /// <summary>A frame of the largest size has fewer bytes.</summary>
    private const long MostBytes = 32L << 20;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = CliTexts.T["draw-cli.help.file"] };
        var commitment = new Option<string?>("--commitment")
        {
            Description = CliTexts.T["draw-cli.help.commitment"],
        };
        var verify = new Command("verify", CliTexts.T["draw-cli.help.verify"]) { file, commitment };
        verify.SetAction(parsed =>
            Verify(
                parsed.GetValue(file)!,
                parsed.GetValue(commitment),
                parsed.InvocationConfiguration.Output
            )
        );
        return new Command("draw", CliTexts.T["draw-cli.help.command"]) { verify };
    }

    private static int Verify(string path, string? commitment, TextWriter output)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new FormatException($"{path}: more than {MostBytes >> 20} MB.");
        }

        var checks = DrawRules.Check(DrawFile.Parse(File.ReadAllText(path)), commitment);
        output.Write(CsvText.Line("part", "state", "expected", "found"));
        foreach (var check in checks)
        {
            output.Write(
                CsvText.Line(
                    check.Part.ToString().ToLowerInvariant(),
                    check.IsEqual ? "equal" : "changed",
                    check.Expected,
                    check.Found
                )
            );
        }

        return checks.All(c => c.IsEqual) ? ThuocDoCommand.Done : ThuocDoCommand.Found;
    }
}
