using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// What the applicant does in the portal with a dossier of its own. The rules are those of the dossier
/// (<see cref="DossierWork"/>); here is only who may.
/// </summary>
public sealed class HolderActs(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    FileVault vault,
    ICurrentCitizen citizen,
    Clock clock
)
{
    /// <summary>
    /// The dossiers of the citizen behind the request: those filed in the portal, and those in which the applicant has
    /// the identity number that the provider has checked. A declared number opens nothing.
    /// </summary>
    public IQueryable<Dossier> Own()
    {
        if (citizen.CitizenId is not { } me)
        {
            return db.Set<Dossier>().Where(_ => false);
        }

        var number =
            citizen.Level >= IdentityLevel.Basic
            && citizen.IdentityNumber is { Length: > 0 } checkedNumber
                ? checkedNumber
                : null;
        return db.Set<Dossier>()
            .Where(d =>
                db.Set<DossierHolder>().Any(h => h.DossierId == d.Id && h.CitizenId == me)
                || number != null
                    && db.Set<Applicant>()
                        .Any(a => a.DossierId == d.Id && a.IdentityNumber == number)
            );
    }

    public async Task<DossierWork?> FindAsync(string code, CancellationToken cancellation)
    {
        var normal = DossierCode.Normal(code);
        return await Own().AnyAsync(d => d.Code == normal, cancellation)
            ? await store.ReadAsync(code, cancellation)
            : null;
    }

    /// <summary>Uploads what was asked for in processing.</summary>
    public async Task<Outcome> AttachAsync(
        FilingAct act,
        int? paper,
        string? sentName,
        Stream content,
        CancellationToken cancellation
    )
    {
        var kept = await vault.KeepAsync(sentName, content, cancellation);
        if (!kept.Succeeded)
        {
            return kept;
        }

        var file = kept.Value!;
        return await RunAsync(
            act,
            "holder.attach",
            async (work, context, token) =>
            {
                if (work.Dossier.State != DossierState.SupplementInProcess)
                {
                    return NotNow(work);
                }

                var lengths = await db.Set<Attachment>()
                    .Where(a => a.DossierId == act.Id && a.Role == AttachmentRole.Paper)
                    .Select(a => a.Length)
                    .ToListAsync(token);
                if (FileRoom.Refusal(vault.Policy, lengths, file.Length) is { } full)
                {
                    return full;
                }

                var outcome = work.Attach(paper, file.Hash, context);
                if (outcome.Succeeded)
                {
                    db.Add(
                        new Attachment
                        {
                            Id = context.NextId(context.At),
                            DossierId = act.Id,
                            Role = AttachmentRole.Paper,
                            PaperNumber = paper,
                            Hash = file.Hash,
                            Kind = file.Kind,
                            Name = file.Name,
                            Length = file.Length,
                            AddedAt = context.At,
                            AddedBy = context.ActorId,
                        }
                    );
                }

                return outcome;
            },
            cancellation
        );
    }

    /// <summary>Everything asked for is uploaded; the counter sees it among what was answered.</summary>
    public Task<Outcome> AnswerAsync(FilingAct act, CancellationToken cancellation) =>
        RunAsync(
            act,
            "holder.answer",
            async (work, context, token) =>
            {
                var outcome = work.AnswerSupplement(context);
                if (outcome.Succeeded)
                {
                    var holder = await db.Set<DossierHolder>()
                        .FirstOrDefaultAsync(h => h.DossierId == act.Id, token);
                    if (holder is null)
                    {
                        holder = new DossierHolder
                        {
                            DossierId = act.Id,
                            CitizenId = citizen.CitizenId!.Value,
                        };
                        db.Add(holder);
                    }

                    holder.AnsweredAt = context.At;
                }

                return outcome;
            },
            cancellation
        );

    public Task<Outcome> WithdrawAsync(
        FilingAct act,
        string? reason,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            "holder.withdraw",
            (work, context, _) => Task.FromResult(work.Withdraw(reason, context)),
            cancellation
        );

    /// <summary>
    /// Takes an electronic result: the result is returned by the portal. Where there is only paper the counter or the
    /// post returns it.
    /// </summary>
    public Task<Outcome> TakeResultAsync(FilingAct act, CancellationToken cancellation) =>
        RunAsync(
            act,
            "holder.take-result",
            (work, context, _) =>
                Task.FromResult(
                    work.Dossier is { State: DossierState.Resolved, ElectronicResult: true }
                        ? work.Return(byPost: false, context)
                        : NotNow(work)
                ),
            cancellation
        );

    private static Outcome NotNow(DossierWork work) =>
        Outcome.Refused("dossier.refused.state", DossierStates.Of(work.Dossier.State).Name);

    private Task<Outcome> RunAsync(
        FilingAct act,
        string name,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>> action,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, citizen.CitizenId),
            async token =>
            {
                if (
                    !await Own().AnyAsync(d => d.Id == act.Id, token)
                    || await store.LoadAsync(act.Id, token) is not { } work
                )
                {
                    return Outcome.Refused("dossier.refused.not-found");
                }

                if (work.Dossier.Version != act.Seen)
                {
                    return Outcome.Stale("filing.stale");
                }

                try
                {
                    var outcome = await action(
                        work,
                        ActContext.Live(citizen.CitizenId, clock.Now),
                        token
                    );
                    if (outcome.Succeeded)
                    {
                        store.Save(work);
                    }

                    return outcome;
                }
                catch (CalendarRangeException outside)
                {
                    return Outcome.Refused(outside.Why.Key, outside.Why.Arguments);
                }
            },
            cancellation
        );
}
