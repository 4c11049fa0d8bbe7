using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ThuocDo.Tests.Harness;

/// <summary>What goes wrong in one conversation.</summary>
public enum SmtpFault
{
    None,

    /// <summary>Greets with 421: too busy.</summary>
    Busy,

    /// <summary>Answers the recipient with 451: try later.</summary>
    RecipientLater,

    /// <summary>Answers the recipient with 550: there is no such box.</summary>
    RecipientNever,

    /// <summary>Hangs up in the middle of the message.</summary>
    DropInData,

    /// <summary>Takes the message and hangs up before it says so.</summary>
    DropAfterData,
}

public sealed record ReceivedMail(string To, string MessageId, string Text)
{
    /// <summary>The words, decoded.</summary>
    public string Body
    {
        get
        {
            using var bytes = new MemoryStream(Encoding.ASCII.GetBytes(Text));
            using var message = MimeMessage.Load(bytes);
            return message.TextBody ?? "";
        }
    }
}

/// <summary>A mail server that speaks SMTP over a socket, can be switched off, and errs as told.</summary>
public sealed partial class SmtpDouble : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentQueue<SmtpFault> faults = new();
    private readonly List<Task> conversations = [];
    private CancellationTokenSource stop = new();
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private Task accepting = Task.CompletedTask;

    private SmtpDouble() { }

    public int Port { get; private set; }

    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    public int Conversations { get; private set; }

    public static SmtpDouble Start()
    {
        var server = new SmtpDouble();
        server.listener.Start();
        server.Port = ((IPEndPoint)server.listener.LocalEndpoint).Port;
        server.accepting = server.AcceptAsync(server.listener, server.stop.Token);
        return server;
    }

    /// <summary>The settings of a host that sends through this server.</summary>
    public Dictionary<string, string> Settings =>
        new()
        {
            ["Notices:MailHost"] = "127.0.0.1",
            ["Notices:MailPort"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Notices:MailSecurity"] = "None",
            ["Notices:MailFrom"] = "motcua@tinh.example",
            ["Notices:MailTimeoutSeconds"] = "5",
            ["Site:Address"] = "https://motcua.tinh.example",
        };

    public void Fail(params SmtpFault[] next)
    {
        foreach (var fault in next)
        {
            faults.Enqueue(fault);
        }
    }

    public async Task SwitchOffAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
    }

    public void SwitchOn()
    {
        stop.Dispose();
        stop = new CancellationTokenSource();
        listener.Dispose();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener, stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await SwitchOffAsync();
        await Task.WhenAll(conversations);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener from, CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var client = await from.AcceptTcpClientAsync(cancellation);
                Conversations++;
                conversations.Add(TalkAsync(client, cancellation));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException)
        {
            // Switched off.
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken cancellation)
    {
        var fault = faults.TryDequeue(out var next) ? next : SmtpFault.None;
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await SayAsync(stream, fault == SmtpFault.Busy ? "421 busy" : "220 double");
                var to = "";
                while (await reader.ReadLineAsync(cancellation) is { } line)
                {
                    var command = line.Split(' ')[0].ToUpperInvariant();
                    switch (command)
                    {
                        case "EHLO":
                            await SayAsync(stream, "250-double\r\n250 8BITMIME");
                            break;
                        case "RCPT":
                            to = Address().Match(line).Groups[1].Value;
                            await SayAsync(
                                stream,
                                fault switch
                                {
                                    SmtpFault.RecipientLater => "451 greylisted",
                                    SmtpFault.RecipientNever => "550 no such box",
                                    _ => "250 ok",
                                }
                            );
                            break;
                        case "DATA":
                            await SayAsync(stream, "354 go ahead");
                            if (!await TakeAsync(reader, to, fault, cancellation))
                            {
                                return;
                            }

                            await SayAsync(stream, "250 queued");
                            break;
                        case "QUIT":
                            await SayAsync(stream, "221 bye");
                            return;
                        default:
                            await SayAsync(stream, "250 ok");
                            break;
                    }
                }
            }
            catch (Exception exception)
                when (exception is IOException or OperationCanceledException)
            {
                // The other side hung up, or we were switched off.
            }
        }
    }

    /// <summary>False if the connection breaks off here.</summary>
    private async Task<bool> TakeAsync(
        StreamReader reader,
        string to,
        SmtpFault fault,
        CancellationToken cancellation
    )
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellation) is { } line && line != ".")
        {
            text.Append(line).Append('\n');
            if (fault == SmtpFault.DropInData)
            {
                return false;
            }
        }

        var mail = text.ToString();
        mails.Enqueue(new ReceivedMail(to, MessageId().Match(mail).Groups[1].Value, mail));
        return fault != SmtpFault.DropAfterData;
    }

    private static async Task SayAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

    [GeneratedRegex("<(.+?)>")]
    private static partial Regex Address();

    [GeneratedRegex("^Message-I[dD]: *<(.+?)>", RegexOptions.Multiline)]
    private static partial Regex MessageId();
}
