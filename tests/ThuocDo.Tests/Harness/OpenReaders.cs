using System.Diagnostics;
using Shouldly;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// Programs of others that read open data: the npm packages of <c>tests/readers</c> and Debian's rapper. <c>eng/test</c> installs them and
/// names the folder of the packages; a test that needs them fails without them.
/// </summary>
public static class OpenReaders
{
    private const string Variable = "THUOCDO_TEST_READERS";

    /// <summary>What a library of npm reads in a file: <c>stat</c>, <c>sdmx</c>, <c>table</c> (by DuckDB) or <c>jsonld</c> (as N-Quads).</summary>
    public static Task<string> ReadAsync(string format, string file)
    {
        var packages =
            Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException(
                $"{Variable} names no folder: run the tests by eng/test, which installs the readers."
            );
        return RunAsync(
            "node",
            [Path.Combine(Root, "tests/readers/read.mjs"), packages, format, file]
        );
    }

    /// <summary>The statements of a Turtle file as rapper prints them, one N-Triples line each.</summary>
    public static Task<string> RapperAsync(string file) =>
        RunAsync("rapper", ["-q", "-i", "turtle", "-o", "ntriples", file]);

    private static string Root => Architecture.Repository.Root;

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }
}
