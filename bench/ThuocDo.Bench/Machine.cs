using System.Globalization;
using System.Runtime.InteropServices;

namespace ThuocDo.Bench;

/// <summary>What the figures were measured on: without it they say nothing.</summary>
public static class Machine
{
    public static async Task<string> DescribeAsync(BenchServer server)
    {
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        var settings = await server.AskAsync(
            """
            select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
            where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')
            """
        );
        var version = await server.AskAsync("select current_setting('server_version')");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            machine: {processor}, {Environment.ProcessorCount} processors, {memory:0} GB, load {load} before the start
            system: {RuntimeInformation.OSDescription}, .NET {Environment.Version}, PostgreSQL {version}
            server: {settings}
            """
        );
    }
}
