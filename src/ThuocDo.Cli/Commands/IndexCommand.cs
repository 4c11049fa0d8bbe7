using System.CommandLine;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo index</c>: published indices by their own methods. Opens no database.</summary>
public static class IndexCommand
{
    public static Command Create() =>
        new("index", CliTexts.T["index-cli.help.command"])
        {
            IndexComputeCommand.Create(),
            IndexStandingCommand.Create(),
        };
}
