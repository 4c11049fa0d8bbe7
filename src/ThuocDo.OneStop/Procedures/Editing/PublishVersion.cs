using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <param name="SeenNumber">The last version on which the form was made; 0 for a procedure new to the province.</param>
/// <param name="New">For a procedure new to the province.</param>
public sealed record PublishRequest(
    string Key,
    string Code,
    int SeenNumber,
    ProcedureDraft? New,
    VersionDraft Draft
);

/// <summary>
/// Publishes the next version of a procedure. Versions are only added: the one before is ended on the day the new one begins,
/// nothing else of it is touched, and a dossier keeps the version under which it was received.
/// </summary>
public sealed class PublishVersion(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    CatalogueHistory history,
    CatalogueDirectory catalogues,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<Outcome<int>> RunAsync(PublishRequest request, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(request.Key, "procedure.publish", user.UserId),
            token => OnceAsync(request, tree, token),
            cancellation
        );
        catalogues.Forget();
        return outcome;
    }

    private async Task<Outcome<int>> OnceAsync(
        PublishRequest request,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.CatalogueManage))
        {
            return Outcome<int>.Refused("dossier.refused.not-allowed");
        }

        var procedureId = Procedure.IdOf(request.Code);
        var previous = await db.Set<ProcedureVersion>()
            .Where(v => v.ProcedureId == procedureId)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancellation);
        if ((previous?.Number ?? 0) != request.SeenNumber)
        {
            return Outcome<int>.From(Outcome.Stale("procedure.stale", previous?.Number ?? 0));
        }

        if (
            VersionRules.Check(request.Draft, previous, tree, clock.Today).FirstOrDefault() is
            { } fault
        )
        {
            return Outcome<int>.Refused(fault.Key, fault.Arguments);
        }

        if (previous is null)
        {
            if (request.New is not { } draft)
            {
                return Outcome<int>.Refused("procedure.unknown", request.Code);
            }

            db.Add(ProcedureOf(request.Code, draft));
        }
        else if (previous.ValidTo is null || previous.ValidTo > request.Draft.ValidFrom)
        {
            previous.ValidTo = request.Draft.ValidFrom;
        }

        var version = VersionOf(request, procedureId);
        db.Add(version);
        await history.PublishedAsync(version, user.UserId, cancellation);
        await CatalogueStamp.ChangeAsync(db, cancellation);
        return Outcome<int>.Of(version.Number);
    }

    private static Procedure ProcedureOf(string code, ProcedureDraft draft) =>
        new()
        {
            Id = Procedure.IdOf(code),
            Code = code,
            NameVi = draft.NameVi,
            NameEn = draft.NameEn,
            ShortVi = draft.ShortVi,
            FieldVi = draft.FieldVi,
            FieldEn = draft.FieldEn,
            Audience = draft.Audience,
            Kind = draft.Kind,
            LifeEvents = draft.LifeEvents,
        };

    private static ProcedureVersion VersionOf(PublishRequest request, Guid procedureId)
    {
        var draft = request.Draft;
        var number = request.SeenNumber + 1;
        return new ProcedureVersion
        {
            Id = ProcedureVersion.IdOf(request.Code, number),
            ProcedureId = procedureId,
            Number = number,
            ValidFrom = draft.ValidFrom!.Value,
            Regime = RegimeRules.For(draft.ValidFrom.Value).Regime.ToString(),
            Level = draft.Level,
            CompetentUnitId = draft.CompetentUnitId,
            StatutoryLimit = draft.StatutoryLimit!.Value,
            PromisedLimit = draft.PromisedLimit!.Value,
            Fee = draft.Fee,
            FeeBasis = draft.FeeBasis,
            FeeItems = draft.FeeItems,
            PayableOnlineFrom = draft.PayableOnlineFrom,
            OnlineLevel = draft.OnlineLevel,
            OnlineFrom = draft.OnlineLevel == OnlineLevel.None ? null : draft.OnlineFrom,
            PostEligible = draft.PostEligible,
            ElectronicResult = draft.ElectronicResult,
            ReceivingPlace = draft.ReceivingPlace,
            Process = draft.Process!,
            Steps = draft.Steps,
            Papers = draft.Papers,
            Act = draft.Act,
            DecisionNumber = draft.DecisionNumber,
            DecisionDate = draft.DecisionDate,
            IsConfirmed = true,
        };
    }
}
