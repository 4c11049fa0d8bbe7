using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Licences;

/// <summary>Finished dossiers and licences of the commune of the demonstration accounts.</summary>
public static class LicenceShop
{
    public const string Name = "Người Mẫu Số Bảy";
    public const string Identity = "000000900077";

    /// <summary>The day on which the tests begin.</summary>
    public static readonly DateOnly Today = VietnamTime.DayOf(TestWeb.UsualInstant);

    public static async Task<Dossier> GrantedAsync(
        this Shop shop,
        string identity = Identity,
        string resultNumber = "07/GP",
        string? file = null
    )
    {
        var received = await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<ReceiveDossier>()
                    .RunAsync(
                        new ReceiveRequest
                        {
                            Key = Key(),
                            ReceivingUnitId = Unit.IdOf(Shop.AnHai),
                            ProcedureId = Procedure.IdOf(Shop.MaritalStatus),
                            Subject = "test",
                            ApplicantName = Name,
                            IdentityNumber = identity,
                            Channel = Channel.Counter,
                            Papers = [1, 2, 3, 4],
                            Secret = TrackingSecret.New(),
                        },
                        TestContext.Current.CancellationToken
                    )
        );
        var code = received.Value!.Code;
        await DoneAsync(shop.HandOverAsync(code));
        await DoneAsync(
            shop.ActAsync(
                Role.Specialist,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            )
        );
        await DoneAsync(
            shop.ActAsync(
                Role.UnitHead,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            )
        );
        await DoneAsync(
            shop.ActAsync(
                Role.Signer,
                code,
                DossierActionKind.Finish,
                (work, act) => work.Finish(resultNumber, file is not null, act, file)
            )
        );
        return await shop.DossierAsync(code);
    }

    /// <summary>A licence of a dossier of its own.</summary>
    public static async Task<Licence> LicenceAsync(
        this Shop shop,
        string number,
        DateOnly? validFrom = null,
        DateOnly? validTo = null,
        string identity = Identity,
        Guid? follows = null,
        LicenceFollowing how = LicenceFollowing.Renewal
    )
    {
        var dossier = await shop.GrantedAsync(identity, number);
        var outcome = await shop.EnterAsync(dossier, number, validFrom, validTo, follows, how);
        return outcome.Succeeded
            ? await shop.LicenceAsync(outcome.Value)
            : throw new InvalidOperationException(outcome.Key);
    }

    public static Task<Licence> LicenceAsync(this Shop shop, Guid id) =>
        shop.CountAsync(db => db.Set<Licence>().AsNoTracking().SingleAsync(l => l.Id == id));

    public static Task<Outcome<Guid>> EnterAsync(
        this Shop shop,
        Dossier dossier,
        string number,
        DateOnly? validFrom = null,
        DateOnly? validTo = null,
        Guid? follows = null,
        LicenceFollowing how = LicenceFollowing.Renewal,
        string unit = Shop.AnHai,
        Role role = Role.Signer,
        string? key = null
    ) =>
        shop.AsAsync(
            role,
            unit,
            services =>
            {
                var today = services.GetRequiredService<Clock>().Today;
                return services
                    .GetRequiredService<LicenceWork>()
                    .EnterAsync(
                        new LicenceEntry
                        {
                            Key = key ?? Key(),
                            DossierId = dossier.Id,
                            Seen = dossier.Version,
                            Content = new LicenceContent
                            {
                                Number = number,
                                IssuedOn = today,
                                ValidFrom = validFrom ?? today,
                                ValidTo = validTo,
                                Signer = "Cán bộ Mẫu 16",
                            },
                            Follows = follows,
                            As = how,
                        },
                        TestContext.Current.CancellationToken
                    );
            }
        );

    public static Task<Outcome> RevokeAsync(
        this Shop shop,
        Licence licence,
        DateOnly? from = null,
        string unit = Shop.AnHai,
        Guid? seen = null
    ) =>
        shop.AsAsync(
            Role.UnitHead,
            unit,
            services =>
            {
                var today = services.GetRequiredService<Clock>().Today;
                return services
                    .GetRequiredService<LicenceWork>()
                    .RevokeAsync(
                        new LicenceRevocation
                        {
                            Key = Key(),
                            LicenceId = licence.Id,
                            Seen = seen ?? licence.Version,
                            Act = "12/QĐ-UBND",
                            ActOn = today,
                            From = from ?? today,
                            Reason = "Vi phạm điều kiện",
                        },
                        TestContext.Current.CancellationToken
                    );
            }
        );

    public static Task<Outcome> TieAsync(
        this Shop shop,
        Licence licence,
        Guid follows,
        string unit = Shop.AnHai
    ) =>
        shop.AsAsync(
            Role.UnitHead,
            unit,
            services =>
                services
                    .GetRequiredService<LicenceWork>()
                    .TieAsync(
                        new LicenceTie
                        {
                            Key = Key(),
                            LicenceId = licence.Id,
                            Seen = licence.Version,
                            Follows = follows,
                        },
                        TestContext.Current.CancellationToken
                    )
        );

    /// <summary>What somebody finds in the register, as number, state and holder.</summary>
    public static Task<IReadOnlyList<LicenceRow>> FoundAsync(
        this Shop shop,
        string? search = null,
        string? show = null,
        Role role = Role.Receptionist,
        string unit = Shop.AnHai
    ) =>
        shop.AsAsync(
            role,
            unit,
            async services =>
            {
                var reader = services.GetRequiredService<LicenceReader>();
                var token = TestContext.Current.CancellationToken;
                return await reader.RowsAsync(
                    await reader.FindAsync(LicenceFilter.Of(null, show, search), token),
                    token
                );
            }
        );

    private static string Key() => Guid.CreateVersion7().ToString("N");

    private static async Task DoneAsync(Task<Outcome> act)
    {
        var outcome = await act;
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(outcome.Key);
        }
    }
}
