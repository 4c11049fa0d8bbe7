using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.ApiClients;

/// <summary>What an administrator says of a new client.</summary>
public sealed record NewApiClient(
    string Name,
    Guid UnitId,
    IReadOnlyList<string> Scopes,
    DateOnly ExpiresOn
);

/// <summary>Gives out and revokes keys of other systems, within the units of the administrator.</summary>
public sealed class ApiClientAdministration(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    public const string Chain = "api-client";

    /// <summary>Longer no key lives: whoever still needs it asks again.</summary>
    public const int MostDays = 400;

    public async Task<Outcome<Guid>> CreateAsync(
        string key,
        NewApiClient wanted,
        string secret,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "api-client.create", user.UserId),
            async token =>
            {
                var today = clock.Today;
                if (
                    tree.Find(wanted.UnitId) is null
                    || !user.Can(Permissions.ApiManage, wanted.UnitId)
                )
                {
                    return Outcome<Guid>.Refused("api.refused.unit");
                }

                if (wanted.Scopes.Count == 0 || wanted.Scopes.Except(ApiScopes.All).Any())
                {
                    return Outcome<Guid>.Refused("api.refused.scopes");
                }

                if (wanted.ExpiresOn <= today || wanted.ExpiresOn > today.AddDays(MostDays))
                {
                    return Outcome<Guid>.Refused("api.refused.expiry", today.AddDays(MostDays));
                }

                var client = new ApiClient
                {
                    Id = Guid.CreateVersion7(),
                    Name = wanted.Name,
                    KeyHash = ApiKey.Hash(secret),
                    Scopes = string.Join(' ', wanted.Scopes),
                    UnitId = wanted.UnitId,
                    ExpiresOn = wanted.ExpiresOn,
                    CreatedAt = clock.Now,
                };
                db.Add(client);
                await AppendAsync(
                    client,
                    "api-client.created",
                    token,
                    new("name", client.Name),
                    new("scopes", client.Scopes),
                    new("unit", client.UnitId.ToString("D")),
                    new("expires", Canonical.Day(client.ExpiresOn))
                );
                return Outcome<Guid>.Of(client.Id);
            },
            cancellation
        );
    }

    public Task<Outcome> RevokeAsync(
        string key,
        Guid id,
        Guid seen,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "api-client.revoke", user.UserId),
            async token =>
            {
                var client = await db.Set<ApiClient>().FirstOrDefaultAsync(c => c.Id == id, token);
                if (client is null || !user.Can(Permissions.ApiManage, client.UnitId))
                {
                    return Outcome.Refused("api.refused.gone");
                }

                if (client.Version != seen || client.RevokedAt is not null)
                {
                    return Outcome.Stale("api.refused.stale");
                }

                client.RevokedAt = clock.Now;
                await AppendAsync(client, "api-client.revoked", token);
                return Outcome.Done;
            },
            cancellation
        );

    private async Task AppendAsync(
        ApiClient client,
        string type,
        CancellationToken cancellation,
        params KeyValuePair<string, string?>[] set
    ) =>
        client.Version = (
            await Chains.AppendAsync(
                db,
                Chain,
                client.Id,
                clock.Now,
                user.UserId,
                type,
                Canonical.Payload(set, []),
                cancellation
            )
        ).Id;
}

/// <summary>The secret of a new key travels sealed in the form, so that the second of two clicks shows the same key.</summary>
public sealed class ApiKeySeal(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("ThuocDo.ApiKey")
        .ToTimeLimitedDataProtector();

    public string NewSealed() => protector.Protect(ApiKey.NewSecret(), TimeSpan.FromMinutes(30));

    /// <summary>Null if the form is too old or was changed.</summary>
    public string? Open(string? text) => protector.Opened(text);
}
