using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Exchange;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Notices;

/// <summary>Tells the applicant of what happened to the dossier.</summary>
public sealed class DossierNotices(NoticeDispatch dispatch) : IDossierListener
{
    public async Task HearAsync(ThuocDoDb db, DossierMoment moment, CancellationToken cancellation)
    {
        var happened = moment.Last;
        var dossier = moment.Dossier;
        if (
            NoticeRules.For(happened.Event.Type, VietnamTime.DayOf(happened.Event.At))
            is not { } rule
        )
        {
            return;
        }

        var notice = new Notice
        {
            Id = Guid.CreateVersion7(),
            EventId = happened.Event.Id,
            Recipient = Notice.Applicant,
            DossierId = dossier.Id,
            Template = rule.Template,
            Facts = new NoticeFacts
            {
                Code = dossier.Code,
                Procedure = dossier.ProcedureId,
                Version = dossier.ProcedureVersionId,
                Unit = dossier.ReceivingUnitId,
                Due = dossier.DueAt,
                Reason = happened["reason"],
                Papers = happened["papers"],
                Number = happened["result_number"] ?? happened["number"],
            }.Write(),
            CreatedAt = happened.Event.At,
        };
        db.Add(notice);
        await dispatch.NextAsync(db, notice, rule.Channels, cancellation);
    }
}

/// <summary>Names the delivery a message of the outbox carries out.</summary>
public sealed record NoticeNote(Guid Notice, IReadOnlyList<NoticeChannel> Left);

/// <summary>Puts a notice on its way over the next channel that is open to the person.</summary>
public sealed class NoticeDispatch(NoticeSettings settings, Clock clock)
{
    public static string KindOf(NoticeChannel channel) =>
        channel == NoticeChannel.Email ? EmailHandler.KindName : SmsHandler.KindName;

    /// <summary>Adds the delivery over the first usable channel; none: the notice stands in the product alone.</summary>
    public async Task NextAsync(
        ThuocDoDb db,
        Notice notice,
        IReadOnlyList<NoticeChannel> channels,
        CancellationToken cancellation
    )
    {
        for (var i = 0; i < channels.Count; i++)
        {
            if (
                !IsSet(channels[i])
                || await AddressAsync(db, notice, channels[i], cancellation) is null
            )
            {
                continue;
            }

            var id = Guid.CreateVersion7();
            db.Add(
                new NoticeDelivery
                {
                    Id = id,
                    NoticeId = notice.Id,
                    Channel = channels[i],
                }
            );
            db.Add(
                new OutboxMessage
                {
                    Id = id,
                    Kind = KindOf(channels[i]),
                    Subject = notice.Read().Code,
                    Payload = JsonSerializer.Serialize(
                        new NoticeNote(notice.Id, [.. channels.Skip(i + 1)])
                    ),
                    DueAt = clock.Now,
                    CreatedAt = clock.Now,
                }
            );
            return;
        }
    }

    /// <summary>Where the person can be reached; read when needed, so that erased particulars are not used any more.</summary>
    public static async Task<string?> AddressAsync(
        ThuocDoDb db,
        Notice notice,
        NoticeChannel channel,
        CancellationToken cancellation
    )
    {
        string? address;
        if (notice.AccountId is { } account)
        {
            address = await db.Set<Organisation.Accounts.Account>()
                .Where(a => a.Id == account && !a.IsLocked)
                .Select(a => channel == NoticeChannel.Email ? a.Email : a.PhoneNumber)
                .FirstOrDefaultAsync(cancellation);
        }
        else if (notice.SubmissionId is { } submission)
        {
            address = await db.Set<SubmissionContent>()
                .Where(c => c.SubmissionId == submission)
                .Select(c => channel == NoticeChannel.Email ? c.Email : c.Phone)
                .FirstOrDefaultAsync(cancellation);
        }
        else
        {
            address = await db.Set<Applicant>()
                .Where(a => a.DossierId == notice.DossierId)
                .Select(a => channel == NoticeChannel.Email ? a.Email : a.Phone)
                .FirstOrDefaultAsync(cancellation);
        }

        return string.IsNullOrWhiteSpace(address) ? null : address.Trim();
    }

    private bool IsSet(NoticeChannel channel) =>
        channel == NoticeChannel.Email ? settings.HasMail : settings.HasSms;
}

/// <summary>What the handlers of all channels have in common.</summary>
public abstract class NoticeHandler(
    ThuocDoDb reading,
    NoticeDispatch dispatch,
    NoticeChannel channel,
    Clock clock
) : IOutboxHandler
{
    public string Kind => NoticeDispatch.KindOf(channel);

    public abstract OutboxPolicy Policy { get; }

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (NoticeRules.QuietUntil(channel, clock.Now) is { } until)
        {
            return Delivery.Postponed(until);
        }

        var note = JsonSerializer.Deserialize<NoticeNote>(message.Payload)!;
        var notice = await reading
            .Set<Notice>()
            .AsNoTracking()
            .FirstOrDefaultAsync(n => n.Id == note.Notice, cancellation);
        return
            notice is not null
            && await NoticeDispatch.AddressAsync(reading, notice, channel, cancellation)
                is { } address
            ? await SendAsync(message.Id, notice, address, cancellation)
            : Delivery.Refused("no address");
    }

    public async Task SettledAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        var delivery = await db.Set<NoticeDelivery>()
            .FirstOrDefaultAsync(d => d.Id == message.Id, cancellation);
        if (delivery is null)
        {
            return;
        }

        delivery.At = message.SettledAt;
        delivery.State =
            message.State == OutboxState.Sent ? DeliveryState.Delivered : DeliveryState.Failed;
        if (delivery.State == DeliveryState.Failed)
        {
            var note = JsonSerializer.Deserialize<NoticeNote>(message.Payload)!;
            var notice = await db.Set<Notice>()
                .FirstAsync(n => n.Id == delivery.NoticeId, cancellation);
            await dispatch.NextAsync(db, notice, note.Left, cancellation);
        }
    }

    public async Task ReplayedAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        if (
            await db.Set<NoticeDelivery>()
                .FirstOrDefaultAsync(d => d.Id == message.Id, cancellation) is
            { } delivery
        )
        {
            (delivery.State, delivery.At) = (DeliveryState.Waiting, null);
        }
    }

    protected abstract Task<Delivery> SendAsync(
        Guid id,
        Notice notice,
        string address,
        CancellationToken cancellation
    );
}
