using System.Diagnostics;
using ThuocDo.Cli;
using ThuocDo.Tests.Harness;

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

    /// <summary>The command line as a process, which finds its settings in an environment of its own.</summary>
    public static async Task<(int Code, string Error)> RunAsync(
        IEnumerable<KeyValuePair<string, string>> environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(WebProcess.ProgramOf("src", "ThuocDo.Cli", "thuocdo"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
