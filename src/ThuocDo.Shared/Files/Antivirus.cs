using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ThuocDo.Shared.Files;

public enum ScanVerdict
{
    /// <summary>No scanner is set up; the pages say so.</summary>
    NotScanned,
    Clean,
    Infected,

    /// <summary>A scanner is set up and gave no verdict: the file is not let in.</summary>
    Unreachable,
}

/// <summary>The scanner of the office, if it has one.</summary>
public interface IAntivirus
{
    bool IsConfigured { get; }

    Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation);
}

public sealed class NoAntivirus : IAntivirus
{
    public bool IsConfigured => false;

    public Task<ScanVerdict> ScanAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    ) => Task.FromResult(ScanVerdict.NotScanned);
}

/// <summary>ClamAV's daemon by its INSTREAM command: <c>unix:/run/clamav/clamd.ctl</c> or <c>tcp:HOST:3310</c>.</summary>
public sealed class ClamdAntivirus(string address) : IAntivirus
{
    public const string Variable = "THUOCDO_CLAMD";

    private const int Chunk = 1 << 16;
    private const int LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EndPoint endPoint = Parse(address);

    public bool IsConfigured => true;

    public static IAntivirus Choose(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? new NoAntivirus() : new ClamdAntivirus(setting.Trim());

    public async Task<ScanVerdict> ScanAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await AskAsync(content, limit.Token);
            return answer.EndsWith(": OK", StringComparison.Ordinal) ? ScanVerdict.Clean
                : answer.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanVerdict.Infected
                : ScanVerdict.Unreachable;
        }
        catch (Exception fault)
            when (fault is SocketException or IOException
                || fault is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return ScanVerdict.Unreachable;
        }
    }

    private async Task<string> AskAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        using var socket =
            endPoint is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, cancellation);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var size = new byte[4];
        for (var at = 0; at < content.Length; at += Chunk)
        {
            var part = content.Slice(at, Math.Min(Chunk, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(size, part.Length);
            await stream.WriteAsync(size, cancellation);
            await stream.WriteAsync(part, cancellation);
        }

        await stream.WriteAsync(new byte[4], cancellation);
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length), cancellation);
            if (read == 0)
            {
                break;
            }

            length += read;
            if (answer[length - 1] == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private static EndPoint Parse(string address)
    {
        var parts = address.Split(':');
        return parts switch
        {
            ["unix", { Length: > 0 } path] => new UnixDomainSocketEndPoint(path),
            ["tcp", { Length: > 0 } host, var port]
                when ushort.TryParse(
                    port,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                ) => new DnsEndPoint(host, number),
            _ => throw new FormatException(
                $"{Variable}={address}: write unix:PATH or tcp:HOST:PORT."
            ),
        };
    }
}
