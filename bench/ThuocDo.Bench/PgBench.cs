using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ThuocDo.Bench;

/// <summary>PostgreSQL's own load program, the yardstick: no application can be faster than it with the same rows.</summary>
public sealed partial class PgBench(
    string program,
    NpgsqlConnectionStringBuilder server,
    string script
)
{
    private const int Threads = 2;
    private const int ConnectionsPerSecond = 8;

    /// <param name="duration">
    /// Of the writing. pgbench counts the time of connecting into it, so that is added; its rate leaves it out again.
    /// </param>
    public async Task<(double PerSecond, int Count)> RunAsync(int clients, TimeSpan duration)
    {
        var whole = (int)duration.TotalSeconds + 1 + clients / ConnectionsPerSecond;
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-n",
            "-M",
            "prepared",
            "-c",
            Text(clients),
            "-j",
            Text(Math.Min(clients, Threads)),
            "-T",
            Text(whole),
            "-f",
            script,
            "-h",
            server.Host!,
            "-p",
            Text(server.Port),
            "-U",
            server.Username!,
            server.Database!,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && Report().Match(output) is { Success: true } match
            ? (
                double.Parse(match.Groups["rate"].Value, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)
            )
            : throw new InvalidOperationException($"pgbench failed:\n{output}{await errors}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"actually processed: (?<count>[0-9]+).*tps = (?<rate>[0-9.]+)",
        RegexOptions.Singleline
    )]
    private static partial Regex Report();
}
