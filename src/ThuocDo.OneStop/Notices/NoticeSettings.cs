using Microsoft.Extensions.Configuration;

namespace ThuocDo.OneStop.Notices;

public enum MailSecurity
{
    /// <summary>Plain text at first, then TLS; refused if the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Without TLS: a relay on the same machine.</summary>
    None,
}

/// <summary>How notices leave the house; section <c>Notices</c> of the configuration. A channel that is not set is not used.</summary>
public sealed record NoticeSettings
{
    public string? MailHost { get; init; }

    public int MailPort { get; init; } = 587;

    public MailSecurity MailSecurity { get; init; } = MailSecurity.StartTls;

    public string? MailUser { get; init; }

    public string? MailPassword { get; init; }

    /// <summary>Read at each connection, so that a password can be changed without a restart.</summary>
    public string? MailPasswordFile { get; init; }

    public string? MailFrom { get; init; }

    public string? MailFromName { get; init; }

    public int MailTimeoutSeconds { get; init; } = 20;

    /// <summary>Messages of which it is not known whether the server took them: sent again under the same Message-ID, or held.</summary>
    public Shared.Outbox.InDoubt MailInDoubt { get; init; } = Shared.Outbox.InDoubt.SendAgain;

    /// <summary>Folder into which SMS are written as files, for a gateway that collects them or for trials.</summary>
    public string? SmsFolder { get; init; }

    public bool HasMail => MailHost is { Length: > 0 } && MailFrom is { Length: > 0 };

    public bool HasSms => SmsFolder is { Length: > 0 };

    public static NoticeSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Notices").Get<NoticeSettings>() ?? new NoticeSettings();
}
