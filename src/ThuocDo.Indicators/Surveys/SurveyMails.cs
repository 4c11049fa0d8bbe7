using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys;

/// <summary>What the outbox keeps of an invitation; the token is made when it is sent.</summary>
public sealed record SurveyNote(Guid Invitation);

/// <summary>Invitations by mail: Vietnamese first, English below, with the address that answers once.</summary>
public sealed class SurveyMails(
    ThuocDoDb db,
    ISurveyFrame frame,
    IMailer mailer,
    SurveyKeys keys,
    SiteIdentity site,
    Texts texts,
    Clock clock
) : IOutboxHandler
{
    public const string KindName = "survey.invite";

    public string Kind => KindName;

    public OutboxPolicy Policy { get; } = new() { OneReceiver = true };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var note = JsonSerializer.Deserialize<SurveyNote>(message.Payload)!;
        var invitation = await db.Set<SurveyInvitation>()
            .AsNoTracking()
            .FirstOrDefaultAsync(i => i.Id == note.Invitation, cancellation);
        var round = invitation is null
            ? null
            : await db.Set<SurveyRound>()
                .AsNoTracking()
                .FirstOrDefaultAsync(r => r.Id == invitation.RoundId, cancellation);
        if (
            invitation is null
            || round is null
            || round.State != SurveyState.Drawn
            || clock.Today > round.ClosesOn
        )
        {
            return Delivery.Refused("the survey is closed");
        }

        if (clock.Today < round.OpensOn)
        {
            return Delivery.Postponed(
                DateTime.SpecifyKind(
                    round.OpensOn.ToDateTime(new TimeOnly(8, 0)).AddHours(-7),
                    DateTimeKind.Utc
                )
            );
        }

        var address = invitation.CaseId is { } dossier
            ? await frame.MailOfAsync(dossier, cancellation)
            : invitation.Mail;
        if (address is null || site.Address is not { } root)
        {
            return Delivery.Refused("no address");
        }

        var link = new Uri(root, SurveyLinks.Answer(keys.TokenOf(invitation.Id))).AbsoluteUri;
        var body = string.Join(
            "\n\n----\n\n",
            Texts.Languages.Select(l =>
                texts.In(l, "survey.mail.body", round.Name, link, round.ClosesOn)
            )
        );
        return await mailer.SendAsync(
            message.Id,
            address,
            texts.In("vi", "survey.mail.subject", round.Name),
            body,
            cancellation
        );
    }
}
