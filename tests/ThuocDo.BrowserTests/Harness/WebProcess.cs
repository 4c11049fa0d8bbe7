using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>
/// The delivered web program as its own process on a free port, over a database of its own in a temporary folder, with
/// the demonstration province that it makes for itself.
/// </summary>
public sealed partial class WebProcess : IAsyncDisposable
{
    /// <summary>The first start migrates and seeds.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-browser-");
    private readonly List<string> output = [];
    private string Database => "sqlite:" + Path.Combine(folder.FullName, "thuocdo.db");

    private string Keys => Path.Combine(folder.FullName, "keys");

    public Scenario Scenario { get; private set; } = null!;

    private Process? process;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public int Id => process?.Id ?? throw new InvalidOperationException("The web is not started.");

    public string Log
    {
        get
        {
            lock (output)
            {
                return string.Join(Environment.NewLine, output);
            }
        }
    }

    public static async Task<WebProcess> StartAsync()
    {
        var web = new WebProcess();
        try
        {
            web.Scenario = await Scenario.PrepareAsync(web.Database, web.Keys);
            await web.RunAsync();
            return web;
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        var listening = new TaskCompletionSource<Uri>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(Program)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Program);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["THUOCDO_DB"] = Database;
        start.Environment["THUOCDO_KEYS"] = Keys;
        start.Environment["THUOCDO_DEMONSTRATION"] = "1";
        start.Environment["Limits__AttemptsPerMinute"] = "100000";
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        process.Exited += (_, _) =>
            listening.TrySetException(
                new InvalidOperationException("The web ended at start:\n" + Log)
            );
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(StartLimit);
    }

    private void Hear(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.Add(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value + "/"));
        }
    }

    /// <summary>The web's own output folder: beside ours, for the same configuration.</summary>
    private static string Program
    {
        get
        {
            var ours = new DirectoryInfo(AppContext.BaseDirectory);
            var (framework, configuration) = (ours.Name, ours.Parent!.Name);
            var root = ours;
            while (!File.Exists(Path.Combine(root.FullName, "ThuocDo.slnx")))
            {
                root =
                    root.Parent
                    ?? throw new DirectoryNotFoundException("No ThuocDo.slnx above " + ours);
            }

            return Path.Combine(
                root.FullName,
                "src",
                "ThuocDo.Web",
                "bin",
                configuration,
                framework,
                "ThuocDo.Web.dll"
            );
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
