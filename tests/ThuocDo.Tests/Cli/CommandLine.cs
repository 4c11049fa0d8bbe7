using ThuocDo.Cli;

namespace ThuocDo.Tests.Cli;

/// <summary>The command line in this process.</summary>
public static class CommandLine
{
    public static async Task<(int Code, string[] Lines, string Error)> RunAsync(
        params string[] arguments
    )
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await ThuocDoCommand.RunAsync(arguments, output, error);
        return (
            code,
            output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            error.ToString()
        );
    }
}
