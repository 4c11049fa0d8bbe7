using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Webhooks;

/// <summary>Sets up and ends webhooks, within the units of the administrator.</summary>
public sealed class WebhookAdministration(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory units,
    WebhookSeal seal,
    WebhookSettings settings,
    ICurrentUser user,
    Clock clock
)
{
    public const string Chain = "webhook";

    public static string NewSecret() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public async Task<Outcome<Guid>> CreateAsync(
        string key,
        string name,
        string url,
        Guid unitId,
        string secret,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "webhook.create", user.UserId),
            async token =>
            {
                if (tree.Find(unitId) is null || !user.Can(Permissions.ApiManage, unitId))
                {
                    return Outcome<Guid>.Refused("webhook.refused.unit");
                }

                if (WebhookAddresses.Problem(url, settings.AllowPrivate) is { } problem)
                {
                    return Outcome<Guid>.Refused(problem);
                }

                var hook = new Webhook
                {
                    Id = Guid.CreateVersion7(),
                    Name = name,
                    Url = url,
                    UnitId = unitId,
                    SealedSecret = seal.Seal(secret),
                    CreatedAt = clock.Now,
                };
                db.Add(hook);
                await AppendAsync(
                    hook,
                    "webhook.created",
                    token,
                    new("name", name),
                    new("url", url),
                    new("unit", unitId.ToString("D"))
                );
                return Outcome<Guid>.Of(hook.Id);
            },
            cancellation
        );
    }

    public Task<Outcome> EndAsync(string key, Guid id, Guid seen, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "webhook.end", user.UserId),
            async token =>
            {
                var hook = await db.Set<Webhook>().FirstOrDefaultAsync(w => w.Id == id, token);
                if (hook is null || !user.Can(Permissions.ApiManage, hook.UnitId))
                {
                    return Outcome.Refused("webhook.refused.gone");
                }

                if (hook.Version != seen || hook.EndedAt is not null)
                {
                    return Outcome.Stale("webhook.refused.stale");
                }

                hook.EndedAt = clock.Now;
                await AppendAsync(hook, "webhook.ended", token);
                return Outcome.Done;
            },
            cancellation
        );

    private async Task AppendAsync(
        Webhook hook,
        string type,
        CancellationToken cancellation,
        params KeyValuePair<string, string?>[] set
    ) =>
        hook.Version = (
            await Chains.AppendAsync(
                db,
                Chain,
                hook.Id,
                clock.Now,
                user.UserId,
                type,
                Canonical.Payload(set, []),
                cancellation
            )
        ).Id;
}
