using System.Diagnostics;
using System.Reflection;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// The filling of a new demonstration in a process of its own. Twelve thousand dossiers leave behind compiled code, plans of
/// queries and an enlarged heap that serving pages never needs: a process that ends gives all of it back, a collection does not.
/// </summary>
internal static class Filling
{
    /// <summary>
    /// Starts this program again with the same arguments to prepare and end; its log goes where ours goes. Where this is not the
    /// program itself, as in a test host, nothing is done: the caller prepares in its own process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The other process failed; its log has said why.</exception>
    public static async Task RunApartAsync(CancellationToken cancellation)
    {
        if (
            Assembly.GetEntryAssembly() != typeof(Program).Assembly
            || Environment.ProcessPath is not { } executable
        )
        {
            return;
        }

        var start = new ProcessStartInfo(executable) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Program).Assembly.Location);
        }

        foreach (var argument in Environment.GetCommandLineArgs().Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        // Last on the command line, so that no other source of settings can say otherwise.
        start.ArgumentList.Add($"--{HostSetup.PrepareVariable}={HostSetup.PrepareAsChild}");
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException($"{executable} could not be started.");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The demonstration could not be filled (exit code {process.ExitCode}); the lines above say why."
            );
        }
    }

    /// <summary>
    /// Stops this process when the one that started it is gone and its end of the pipe with it: two must never fill one database.
    /// </summary>
    public static void EndWithParent(IHostApplicationLifetime lifetime)
    {
        var input = Console.OpenStandardInput();
        new Thread(() =>
        {
            while (input.ReadByte() >= 0) { }
            lifetime.StopApplication();
        })
        {
            IsBackground = true,
        }.Start();
    }
}
