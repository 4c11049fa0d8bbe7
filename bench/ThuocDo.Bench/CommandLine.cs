using System.Diagnostics;
using System.Globalization;

namespace ThuocDo.Bench;

/// <param name="PeakBytes">Most memory the process had in use, as the system counted it.</param>
public sealed record CommandRun(TimeSpan Elapsed, long PeakBytes);

/// <summary>Runs <c>thuocdo</c> as its own process.</summary>
public static class CommandLine
{
    public static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "thuocdo.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        var time = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(100)) != ended)
        {
            peak = Math.Max(peak, Peak(process.Id));
        }

        return process.ExitCode == 0
            ? new CommandRun(time.Elapsed, peak)
            : throw new InvalidOperationException(
                $"thuocdo {arguments[0]} ended with {process.ExitCode}:\n{await output}{await errors}"
            );
    }

    /// <summary>The high-water mark; 0 once the process is gone.</summary>
    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024
                    * long.Parse(
                        line.Split(':')[1].Replace("kB", "").Trim(),
                        CultureInfo.InvariantCulture
                    );
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
