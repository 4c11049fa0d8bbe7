using MimeKit;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Notices;

/// <summary>Mails of other parts of the product, by the mail server of the notices.</summary>
public sealed class Mailer(
    NoticeSettings settings,
    SmtpSender sender,
    SiteIdentity site,
    Clock clock
) : IMailer
{
    public bool IsOn => settings.HasMail;

    public async Task<Delivery> SendAsync(
        Guid id,
        string address,
        string subject,
        string body,
        CancellationToken cancellation
    )
    {
        if (!MailboxAddress.TryParse(address, out var to))
        {
            return Delivery.Refused("not an e-mail address");
        }

        using var mail = new MimeMessage
        {
            MessageId = $"{id:N}@{settings.MailFrom![(settings.MailFrom!.LastIndexOf('@') + 1)..]}",
            Date = new DateTimeOffset(clock.Now, TimeSpan.Zero),
            Subject = subject,
            Body = new TextPart("plain") { Text = body },
        };
        mail.From.Add(
            new MailboxAddress(settings.MailFromName ?? site.Province.Vi, settings.MailFrom!)
        );
        mail.To.Add(to);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return await sender.SendAsync(mail, cancellation);
    }
}
