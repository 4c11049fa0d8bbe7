using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ThuocDo.IdentityProvider;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.Tests.Harness;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>The development identity provider as its own process, as its one command starts it.</summary>
public sealed class ProviderProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-provider-");
    private readonly Process process;

    private ProviderProcess(Uri address)
    {
        var program = WebProcess.ProgramOf("dev", "ThuocDo.IdentityProvider");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(address.ToString());
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment[ProviderHost.FileSetting] = Path.Combine(folder.FullName, "provider.db");
        start.WorkingDirectory = Path.GetDirectoryName(program)!;
        process = Process.Start(start)!;
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public static IReadOnlyDictionary<string, string> SettingsFor(Uri address) =>
        new Dictionary<string, string>
        {
            ["Identity__Citizens__Authority"] = address.ToString(),
            ["Identity__Citizens__ClientId"] = ProviderClients.Citizens,
            ["Identity__Citizens__ClientSecret"] = ProviderClients.Secret,
        };

    public static async Task<ProviderProcess> StartAsync(Uri address)
    {
        var provider = new ProviderProcess(address);
        try
        {
            await provider.WaitAsync().WaitAsync(StartLimit);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task WaitAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Now listening on", StringComparison.Ordinal))
            {
                // What it says later is read and thrown away, so that it never waits for a reader.
                _ = process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The identity provider ended at start.");
    }
}
