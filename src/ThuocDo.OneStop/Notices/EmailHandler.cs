using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Notices;

/// <summary>Notices by e-mail: Vietnamese first, English below, nothing about the person but what the event is.</summary>
public sealed class EmailHandler(
    ThuocDoDb db,
    NoticeDispatch dispatch,
    NoticeSettings settings,
    NoticeWriter writer,
    SmtpSender sender,
    SiteIdentity site,
    Texts texts,
    Clock clock
) : NoticeHandler(db, dispatch, NoticeChannel.Email, clock)
{
    public const string KindName = "notice.email";

    private readonly Clock now = clock;

    public override OutboxPolicy Policy { get; } =
        new()
        {
            OneReceiver = true,
            InDoubt = settings.MailInDoubt,
            SendTimeout = TimeSpan.FromSeconds(settings.MailTimeoutSeconds * 3),
        };

    protected override async Task<Delivery> SendAsync(
        Guid id,
        Notice notice,
        string address,
        CancellationToken cancellation
    )
    {
        if (!MailboxAddress.TryParse(address, out var to))
        {
            return Delivery.Refused("not an e-mail address");
        }

        var vi = await writer.InAsync("vi", notice, cancellation);
        var en = await writer.InAsync("en", notice, cancellation);
        var text = new StringBuilder();
        Append(text, "vi", vi, notice);
        text.Append("\n\n----\n\n");
        Append(text, "en", en, notice);
        using var mail = new MimeMessage
        {
            // The same for every attempt: a server or reader that knows it shows the notice once.
            MessageId = $"{id:N}@{Domain(settings.MailFrom!)}",
            Date = new DateTimeOffset(now.Now, TimeSpan.Zero),
            Subject = vi.Title,
            Body = new TextPart("plain") { Text = text.ToString() },
        };
        mail.From.Add(
            new MailboxAddress(settings.MailFromName ?? site.Province.Vi, settings.MailFrom!)
        );
        mail.To.Add(to);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return await sender.SendAsync(mail, cancellation);
    }

    private void Append(StringBuilder text, string language, NoticeWords words, Notice notice)
    {
        text.Append(texts.In(language, "notice.mail.greeting")).Append("\n\n").Append(words.Body);
        if (site.Address is { } root)
        {
            var (key, path) = Place(notice);
            text.Append("\n\n").Append(texts.In(language, key, new Uri(root, path).AbsoluteUri));
        }

        text.Append("\n\n").Append(texts.In(language, "notice.mail.footer"));
    }

    /// <summary>Where the person reads on.</summary>
    private static (string Key, string Path) Place(Notice notice) =>
        notice switch
        {
            { SubmissionId: { } submission } => (
                "notice.mail.submission",
                FilingLinks.Submission(submission)
            ),
            { DossierId: null } => ("notice.mail.worklist", OneStopLinks.WorkList),
            _ => ("notice.mail.track", OneStopLinks.TrackOf(notice.Read().Code!)),
        };

    private static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];
}

/// <summary>One SMTP conversation for each message, and what its end means for the message.</summary>
public sealed class SmtpSender(NoticeSettings settings)
{
    public async Task<Delivery> SendAsync(MimeMessage mail, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = settings.MailTimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(
                settings.MailHost!,
                settings.MailPort,
                settings.MailSecurity switch
                {
                    MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                    MailSecurity.None => SecureSocketOptions.None,
                    _ => SecureSocketOptions.StartTls,
                },
                cancellation
            );
            if (settings.MailUser is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, Password(), cancellation);
            }
        }
        catch (Exception exception) when (IsOfTheWay(exception))
        {
            return Delivery.Unreachable(Name(exception));
        }

        try
        {
            await client.SendAsync(mail, cancellation);
        }
        catch (SmtpCommandException refused)
        {
            var words = $"{(int)refused.StatusCode} {refused.Message}";
            return (int)refused.StatusCode >= 500
                ? Delivery.Refused(words)
                : Delivery.Failed(words);
        }
        catch (Exception exception)
            when (exception is SmtpProtocolException or IOException or SocketException)
        {
            // Broken off in the middle: perhaps taken, perhaps not. The Message-ID stays the same.
            return Delivery.Failed(Name(exception));
        }

        await QuitAsync(client, cancellation);
        return Delivery.Done;
    }

    /// <summary>The server has the message by now: whatever happens at the farewell changes nothing.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(true, cancellation);
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or SocketException
                        or ProtocolException
                        or CommandException
                        or OperationCanceledException
            )
        {
            // Nothing to say.
        }
    }

    /// <summary>No message can be sent at all: the server is down, does not offer TLS, or does not know us.</summary>
    private static bool IsOfTheWay(Exception exception) =>
        exception
            is SocketException
                or IOException
                or TimeoutException
                or ProtocolException
                or CommandException
                or NotSupportedException
                or SslHandshakeException
                or System.Security.Authentication.AuthenticationException
                or MailKit.Security.AuthenticationException;

    private string Password() =>
        settings.MailPasswordFile is { Length: > 0 } file
            ? File.ReadAllText(file).Trim()
            : settings.MailPassword ?? "";

    private static string Name(Exception exception) =>
        $"{exception.GetType().Name}: {exception.Message}";
}
