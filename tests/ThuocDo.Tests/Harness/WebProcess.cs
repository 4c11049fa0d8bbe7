using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// The delivered web program as its own process on a free port. Unless another is named it makes itself a database in a
/// temporary folder, with the demonstration province.
/// </summary>
public sealed partial class WebProcess : IAsyncDisposable
{
    /// <summary>The first start migrates and seeds.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-web-");
    private readonly List<string> output = [];
    private Process? process;
    private string? until;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The folder of keys.</summary>
    public string Keys => Path.Combine(folder.FullName, "keys");

    /// <summary>Its own database, where no other was named.</summary>
    public string DatabaseFile => Path.Combine(folder.FullName, "thuocdo.db");

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

    /// <param name="database">As <c>THUOCDO_DB</c> names it.</param>
    /// <param name="prepare">Fills the database, named with the folder of keys, before the program starts.</param>
    /// <param name="settings">Further environment variables of the program.</param>
    /// <param name="until">A word of the log at which the start is seen as done; none: the address it listens on.</param>
    public static async Task<WebProcess> StartAsync(
        string? database = null,
        Func<string, string, Task>? prepare = null,
        IReadOnlyDictionary<string, string>? settings = null,
        string? until = null
    )
    {
        var web = new WebProcess { until = until };
        try
        {
            var name = database ?? "sqlite:" + web.DatabaseFile;
            await (prepare?.Invoke(name, web.Keys) ?? Task.CompletedTask);
            await web.RunAsync(name, web.Keys, settings);
            return web;
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    /// <summary>The processes that were started with our database, the program itself among them.</summary>
    public IReadOnlyList<int> Family =>
        [
            .. Process
                .GetProcesses()
                .Select(one => one.Id)
                .Where(id =>
                {
                    try
                    {
                        return File.ReadAllText($"/proc/{id}/environ")
                            .Contains(folder.FullName, StringComparison.Ordinal);
                    }
                    catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
                    {
                        return false;
                    }
                }),
        ];

    /// <summary>As <c>kill -9</c> of the program alone: what it started lives on.</summary>
    public void KillAlone() => process!.Kill();

    /// <summary>As <c>kill -9</c> or a power cut: the process can do nothing more.</summary>
    public void Kill() => process!.Kill(entireProcessTree: true);

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

    private async Task RunAsync(
        string database,
        string keys,
        IReadOnlyDictionary<string, string>? settings
    )
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
        start.Environment["THUOCDO_DB"] = database;
        start.Environment["THUOCDO_KEYS"] = keys;
        start.Environment["THUOCDO_DEMONSTRATION"] = "1";
        start.Environment["Limits__AttemptsPerMinute"] = "100000";
        foreach (var (setting, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[setting] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // The end of a process is told before its last words: they are waited for too.
        await Task.WhenAny(listening.Task, process.WaitForExitAsync()).WaitAsync(StartLimit);
        Address = listening.Task.IsCompleted
            ? await listening.Task
            : throw new InvalidOperationException("The web ended at start:\n" + Log);
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

        if (until is not null && line.Contains(until, StringComparison.Ordinal))
        {
            listening.TrySetResult(Address);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value + "/"));
        }
    }

    private static string Program => ProgramOf("src", "ThuocDo.Web");

    /// <summary>A program in its own output folder: beside ours, for the same configuration.</summary>
    public static string ProgramOf(string folder, string project, string? program = null)
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
            folder,
            project,
            "bin",
            configuration,
            framework,
            (program ?? project) + ".dll"
        );
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
