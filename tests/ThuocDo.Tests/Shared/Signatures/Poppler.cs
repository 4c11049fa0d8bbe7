using System.Diagnostics;
using System.Text;
using Xunit;

namespace ThuocDo.Tests.Shared.Signatures;

/// <summary>The programs of poppler-utils: another's eyes on our PDF.</summary>
public static class Poppler
{
    public static async Task<string> RunAsync(string program, byte[] pdf, params string[] arguments)
    {
        if (!File.Exists("/usr/bin/" + program))
        {
            Assert.Skip($"{program} is missing; eng/test installs poppler-utils");
        }

        var folder = Directory.CreateTempSubdirectory("thuocdo-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "a.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            var start = new ProcessStartInfo("/usr/bin/" + program)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                WorkingDirectory = folder.FullName,
            };
            foreach (var argument in arguments.Select(a => a == "{}" ? file : a))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return await output + await error;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Task<string> TextAsync(byte[] pdf) =>
        RunAsync("pdftotext", pdf, "-layout", "{}", "-");

    public static Task<string> SignaturesAsync(byte[] pdf) => RunAsync("pdfsig", pdf, "{}");

    /// <summary>Name, embedded and subset of each font.</summary>
    public static async Task<IReadOnlyList<(string Name, bool Embedded, bool Subset)>> FontsAsync(
        byte[] pdf
    ) =>
        [
            .. (await RunAsync("pdffonts", pdf, "{}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(2)
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(c => (c[0], c[^5] == "yes", c[^4] == "yes")),
        ];
}
