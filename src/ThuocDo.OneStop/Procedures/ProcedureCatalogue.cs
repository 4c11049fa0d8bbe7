using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures.Editing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>The catalogue for other modules.</summary>
public sealed class ProcedureCatalogue(CatalogueDirectory catalogues) : IProcedureCatalogue
{
    public async Task<IReadOnlyList<CatalogueProcedure>> AllAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        return
        [
            .. catalogue
                .Procedures.OrderBy(p => p.Code, StringComparer.Ordinal)
                .Select(p => new CatalogueProcedure(
                    p.Id,
                    p.Code,
                    new Bilingual(p.NameVi, p.NameEn),
                    [.. catalogue.VersionsOf(p.Id).Select(VersionOf)]
                )),
        ];
    }

    internal static CatalogueVersion VersionOf(ProcedureVersion version) =>
        new()
        {
            Number = version.Number,
            From = version.ValidFrom,
            To = version.ValidTo,
            Statutory = version.StatutoryLimit,
            Promised = version.PromisedLimit,
            StatutoryHours = LimitOrder.Hours(version.StatutoryLimit),
            PromisedHours = LimitOrder.Hours(version.PromisedLimit),
            Papers = [.. version.Papers.Select(p => new Bilingual(p.NameVi, p.NameEn))],
            Fee = version.Fee,
            Steps = version.Steps.Count,
            Online = (int)version.OnlineLevel,
            Tier = version.Level switch
            {
                Organisation.Units.Level.Commune => 0,
                Organisation.Units.Level.District => 1,
                _ => 2,
            },
            CompetentUnitId = version.CompetentUnitId,
            Bases =
            [
                .. new[] { version.Act, version.FeeBasis }
                    .Concat(version.FeeItems.Select(i => i.Basis))
                    .OfType<string>()
                    .Distinct(),
            ],
        };
}

/// <summary>Changes that other modules ask for, by the same use case and rules as those of the catalogue's own pages.</summary>
public sealed class CatalogueChanges(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    CatalogueDirectory catalogues,
    CatalogueHistory history,
    PublishVersion publish,
    ICurrentUser user,
    Clock clock
) : ICatalogueChanges
{
    public async Task<CatalogueVersion?> ComingAsync(
        ProcedureChange change,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (
            catalogue.Find(change.Code) is not { } procedure
            || catalogue.VersionsOf(procedure.Id).MaxBy(v => v.Number) is not { } last
        )
        {
            return null;
        }

        var draft = DraftOf(procedure, last, change);
        var (statutory, promised) = (
            change.Statutory ?? last.StatutoryLimit,
            change.Promised ?? last.PromisedLimit
        );
        return ProcedureCatalogue.VersionOf(last) with
        {
            Number = last.Number + 1,
            From = change.From,
            To = null,
            Statutory = statutory,
            Promised = promised,
            StatutoryHours = LimitOrder.Hours(statutory),
            PromisedHours = LimitOrder.Hours(promised),
            Papers = [.. draft.Papers.Select(p => new Bilingual(p.NameVi, p.NameEn))],
            Fee = draft.Fee,
            Online = (int)draft.OnlineLevel,
        };
    }

    public async Task<Outcome<int>> PublishAsync(
        ProcedureChange change,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (
            catalogue.Find(change.Code) is not { } procedure
            || catalogue.VersionsOf(procedure.Id).MaxBy(v => v.Number) is not { } last
        )
        {
            return Outcome<int>.Refused("procedure.unknown", change.Code);
        }

        return await publish.RunAsync(
            new PublishRequest(
                change.Key,
                change.Code,
                change.SeenNumber,
                null,
                DraftOf(procedure, last, change)
            ),
            cancellation
        );
    }

    public async Task<Outcome<int>> EndAsync(ProcedureEnd end, CancellationToken cancellation)
    {
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(end.Key, "procedure.end", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.CatalogueManage))
                {
                    return Outcome<int>.Refused("dossier.refused.not-allowed");
                }

                var id = Procedure.IdOf(end.Code);
                var last = await db.Set<ProcedureVersion>()
                    .Where(v => v.ProcedureId == id)
                    .OrderByDescending(v => v.Number)
                    .FirstOrDefaultAsync(token);
                if (last is null || last.Number != end.SeenNumber)
                {
                    return Outcome<int>.From(Outcome.Stale("procedure.stale", last?.Number ?? 0));
                }

                // What was received today was received under this version.
                if (end.On <= clock.Today || end.On <= last.ValidFrom)
                {
                    return Outcome<int>.Refused(
                        "procedure.valid-from.early",
                        clock.Today.AddDays(1)
                    );
                }

                if (last.ValidTo is not null)
                {
                    return Outcome<int>.Refused("procedure.ended", last.ValidTo);
                }

                last.ValidTo = end.On;
                await history.EndedAsync(last, end, user.UserId, token);
                await CatalogueStamp.ChangeAsync(db, token);
                return Outcome<int>.Of(last.Number);
            },
            cancellation
        );
        catalogues.Forget();
        return outcome;
    }

    /// <summary>The last version with what changes; papers are numbered anew.</summary>
    private static VersionDraft DraftOf(
        Procedure procedure,
        ProcedureVersion last,
        ProcedureChange change
    )
    {
        var online = change.Online is { } level ? (OnlineLevel)level : last.OnlineLevel;
        var items = last.ItemsOf(procedure)
            .Select(i =>
                i.Amount > 0 && i.Basis is null
                    ? i with
                    {
                        Basis = last.FeeBasis ?? last.Act ?? change.DecisionNumber,
                    }
                    : i
            )
            .ToList();
        if (change.Fee is { } fee && fee != last.Fee)
        {
            items.RemoveAll(i => !i.OnRequest);
            if (fee > 0)
            {
                items.Insert(
                    0,
                    new FeeItem(
                        procedure.Code,
                        procedure.NameVi,
                        procedure.NameEn,
                        fee,
                        change.DecisionNumber,
                        []
                    )
                );
            }
        }

        return new VersionDraft
        {
            ValidFrom = change.From,
            Level = last.Level,
            CompetentUnitId = last.CompetentUnitId,
            StatutoryLimit = change.Statutory ?? last.StatutoryLimit,
            PromisedLimit = change.Promised ?? last.PromisedLimit,
            FeeItems = items,
            FeeBasis = last.FeeBasis,
            PayableOnlineFrom = items.Any(i => !i.OnRequest && i.Amount > 0)
                ? last.PayableOnlineFrom
                : null,
            OnlineLevel = online,
            OnlineFrom =
                online == OnlineLevel.None ? null
                : online == last.OnlineLevel ? last.OnlineFrom
                : change.From,
            PostEligible = last.PostEligible,
            ElectronicResult = last.ElectronicResult,
            ReceivingPlace = last.ReceivingPlace,
            Process = last.Process,
            Steps = last.Steps,
            Papers =
            [
                .. last
                    .Papers.Where(p => !change.DroppedPapers.Contains(p.Number))
                    .Select((p, i) => p with { Number = i + 1 }),
            ],
            Act = last.Act,
            DecisionNumber = change.DecisionNumber,
            DecisionDate = change.DecisionDate,
        };
    }
}
