using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using Held = ThuocDo.Shared.Access.Permissions;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <summary>A dossier that is chosen, and the version in which it was seen.</summary>
/// <param name="Number">Of the result, where the act gives one.</param>
public sealed record ChosenDossier(Guid Id, string Code, Guid Seen, string? Number);

/// <summary>What became of one dossier.</summary>
public sealed record ManyResult(string Code, Outcome Outcome);

/// <summary>
/// One act on many dossiers at once, for acts that need no word of their own for each: fifty certified copies are handed over,
/// passed on, signed and returned as fifty dossiers, each by the same rules, in a transaction of its own and with its own
/// answer. What one is refused for does not hold up the others.
/// </summary>
public sealed class ActOnMany(
    ThuocDoDb db,
    DossierStore store,
    ActOnDossier acts,
    Authorities authorities,
    ICurrentUser user
)
{
    /// <summary>The most dossiers of one request.</summary>
    public const int Most = 50;

    public static readonly IReadOnlyList<DossierActionKind> Kinds =
    [
        DossierActionKind.Assign,
        DossierActionKind.Forward,
        DossierActionKind.Finish,
        DossierActionKind.Return,
    ];

    /// <summary>Pages of dossiers that are looked through for those on which the act can be done.</summary>
    private const int MostPages = 20;

    /// <summary>Whoever holds one of these may be able to do it on some dossier; <see cref="DossierActions"/> says on which.</summary>
    public static IReadOnlyList<string> Permissions(DossierActionKind kind) =>
        kind switch
        {
            DossierActionKind.Assign => [Held.DossierReceive, Held.DossierAssign],
            DossierActionKind.Finish => [Held.DossierSign],
            DossierActionKind.Return => [Held.DossierReturn],
            _ => [Held.DossierReceive, Held.DossierProcess, Held.DossierAssign, Held.DossierSign],
        };

    /// <summary>The dossiers on which this person can do it now, the most urgent first, and whether there may be more.</summary>
    public async Task<(IReadOnlyList<DossierWork> Dossiers, bool More)> OpenAsync(
        DossierActionKind kind,
        CancellationToken cancellation
    )
    {
        var action = DossierActions.Of(kind);
        var authority = await authorities.OfUserAsync(cancellation);
        var found = new List<DossierWork>();
        for (var page = 0; page < MostPages; page++)
        {
            var rows = await db.Set<Dossier>()
                .AsNoTracking()
                .AllowedTo(user, Permissions(kind))
                .Where(InState(kind))
                .OrderBy(d => d.DueAt == null ? 1 : 0)
                .ThenBy(d => d.DueAt)
                .ThenBy(d => d.Id)
                .Skip(page * Most)
                .Take(Most)
                .ToListAsync(cancellation);
            foreach (var work in await store.ReadAsync(rows, cancellation))
            {
                if (
                    authority.For(action, work) is null
                    || !IsPlain(kind, work)
                    || !IsFree(kind, work, authority)
                )
                {
                    continue;
                }

                if (found.Count == Most)
                {
                    return (found, true);
                }

                found.Add(work);
            }

            if (rows.Count < Most)
            {
                return (found, false);
            }
        }

        return (found, true);
    }

    /// <param name="key">Idempotency key of the form; with each dossier it makes one action.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="chosen">At most <see cref="Most"/>.</param>
    /// <param name="cancellation">Ends the waiting; what was done stays done.</param>
    public async Task<IReadOnlyList<ManyResult>> RunAsync(
        string key,
        DossierActionKind kind,
        IReadOnlyCollection<ChosenDossier> chosen,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chosen.Count, Most);
        var authority = await authorities.OfUserAsync(cancellation);
        var results = new List<ManyResult>();
        foreach (var one in chosen)
        {
            db.ChangeTracker.Clear();
            var outcome = await acts.RunAsync(
                new DossierAct($"{key}-{one.Id:N}", kind, one.Id, one.Seen),
                (work, context) =>
                    IsPlain(kind, work) && IsFree(kind, work, authority)
                        ? Perform(kind, work, one.Number, context)
                        : Outcome.Refused("many.act.refused.not-plain"),
                cancellation
            );
            results.Add(new ManyResult(one.Code, outcome));
        }

        return results;
    }

    private static Outcome Perform(
        DossierActionKind kind,
        DossierWork work,
        string? number,
        ActContext act
    ) =>
        kind switch
        {
            DossierActionKind.Assign => work.Assign(null, electronically: true, act),
            DossierActionKind.Forward => work.Forward(null, null, act),
            DossierActionKind.Finish => work.Finish(number, electronicResult: false, act),
            DossierActionKind.Return => work.Return(byPost: false, act),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>
    /// What asks for more than yes is done on its own page: a way to choose, a result as a signed file, a result that goes by
    /// post. Finished here is finished on paper, as the page says. Assigning means the hand-over of what was received.
    /// </summary>
    private static bool IsPlain(DossierActionKind kind, DossierWork work) =>
        kind switch
        {
            DossierActionKind.Assign => work.Dossier.State == DossierState.Received,
            DossierActionKind.Forward => work.IsLinear,
            DossierActionKind.Finish => true,
            DossierActionKind.Return => !work.Dossier.ReturnByPost,
            _ => false,
        };

    /// <summary>What a colleague holds by name is not taken out of his or her hands by a tick at "all".</summary>
    private bool IsFree(DossierActionKind kind, DossierWork work, Authority authority) =>
        kind is DossierActionKind.Assign or DossierActionKind.Return
        || work.Dossier.AssigneeId is not { } holder
        || holder == user.UserId
        || authority.Principals.Any(p => p.AccountId == holder);

    private static Expression<Func<Dossier, bool>> InState(DossierActionKind kind) =>
        kind switch
        {
            DossierActionKind.Assign => d => d.State == DossierState.Received,
            DossierActionKind.Return => d => d.State == DossierState.Resolved,
            _ => d => d.State == DossierState.InProgress,
        };
}
