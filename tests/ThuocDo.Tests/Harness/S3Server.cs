using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using ThuocDo.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// A server that speaks S3 (the npm package s3rver), as a process of its own on a free loopback port; it can be switched
/// off and on. <c>eng/test</c> installs it and names its folder; a test that needs it fails without it.
/// </summary>
public sealed partial class S3Server : IAsyncLifetime
{
    public const string Bucket = "ho-so";

    private const string Variable = "THUOCDO_TEST_S3";
    private const string Key = "S3RVER";

    /// <summary>
    /// It says that an object is stored before its file is written; a store tells that only of what it holds. Loaded
    /// before the server, this makes it wait.
    /// </summary>
    private const string Settled = """
        const fs = require('fs');
        const path = require('path');
        const store = require(path.join(path.dirname(process.argv[1]), '../lib/stores/filesystem')).prototype;
        const put = store.putObject;
        store.putObject = async function (object) {
          const done = await put.call(this, object);
          const file = this.getResourcePath(object.bucket, object.key, 'object');
          while (!fs.existsSync(file) || fs.statSync(file).size !== done.size) {
            await new Promise(resolve => setTimeout(resolve, 2));
          }
          return done;
        };
        """;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-s3-");
    private Process? process;

    public int Port { get; private set; }

    /// <summary>Those the server knows.</summary>
    public static AWSCredentials Credentials => new BasicAWSCredentials(Key, Key);

    /// <summary>The same as the SDK finds them in the environment of a process.</summary>
    public static IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = Key,
            ["AWS_SECRET_ACCESS_KEY"] = Key,
        };

    /// <summary>As <c>THUOCDO_FILES</c> names a part of the bucket, which a test has for itself.</summary>
    public string Place(string part, string bucket = Bucket) =>
        $"s3:{bucket}/{part}?endpoint=http://127.0.0.1:{Port}";

    public S3FileStore NewStore(string part) => new(S3Place.Parse(Place(part)), Credentials);

    /// <summary>The file in which the server keeps a content, past the product.</summary>
    public string FileOf(string part, string hash) =>
        Path.Combine(folder.FullName, Bucket, part, FileHash.PathOf(hash) + "._S3rver_object");

    public async ValueTask InitializeAsync() => await SwitchOnAsync();

    /// <summary>Again at the same address, with what it held.</summary>
    public async Task SwitchOnAsync()
    {
        if (process is not null)
        {
            return;
        }

        var listening = new TaskCompletionSource<int>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var settled = Path.Combine(folder.FullName, "settled.cjs");
        await File.WriteAllTextAsync(settled, Settled);
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in new[]
            {
                // It makes its continuation tokens by a cipher that OpenSSL 3 no longer offers by itself.
                "--openssl-legacy-provider",
                "--require",
                settled,
                Program,
                "--directory",
                folder.FullName,
                "--address",
                "127.0.0.1",
                "--port",
                Port.ToString(CultureInfo.InvariantCulture),
                "--no-vhost-buckets",
                "--configure-bucket",
                Bucket,
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (Listening().Match(line.Data ?? "") is { Success: true } match)
            {
                listening.TrySetResult(
                    int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
                );
            }
        };
        var errors = new List<string?>();
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        process.Exited += (_, _) =>
            listening.TrySetException(
                new InvalidOperationException("s3rver ended at start: " + string.Join('\n', errors))
            );
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Port = await listening.Task.WaitAsync(StartLimit);
    }

    public async Task SwitchOffAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await SwitchOffAsync();
        folder.Delete(recursive: true);
    }

    private static string Program
    {
        get
        {
            var program = Path.Combine(
                System.Environment.GetEnvironmentVariable(Variable) ?? "",
                "node_modules",
                "s3rver",
                "bin",
                "s3rver.js"
            );
            return File.Exists(program)
                ? program
                : throw new InvalidOperationException(
                    $"There is no S3 server for the tests: run eng/test, or npm ci in a copy of tests/s3, and name that folder by {Variable}."
                );
        }
    }

    [GeneratedRegex(@"listening on \S+:(\d+)")]
    private static partial Regex Listening();
}
