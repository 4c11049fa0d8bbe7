using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Accountability;

/// <summary>A head with the days of a period in which the post was held, half-open.</summary>
public sealed record HeldTerm(HeadTerm Term, Unit Unit, ScorePeriod Days);

/// <summary>
/// The heads whose cards somebody may read: those of the units for which the right is held, and the own ones. Whoever was
/// replaced in July still reads and answers the card of June, without any role any more.
/// </summary>
public sealed class HeadShelf(
    ThuocDoDb db,
    HeadTerms terms,
    UnitDirectory directory,
    ICurrentUser user
)
{
    /// <summary>By unit, then by post and day. No order of results: the list ranks nobody.</summary>
    public async Task<IReadOnlyList<HeldTerm>> ListAsync(
        ScorePeriod period,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var own = await OwnPersonAsync(cancellation);
        var found = await terms.InAsync(period.From, period.To, cancellation);
        return
        [
            .. found
                .Where(t => user.Can(Permissions.AccountabilityView, t.UnitId) || t.PersonId == own)
                .Select(t => Within(t, tree[t.UnitId], period))
                .OfType<HeldTerm>()
                .OrderBy(h => h.Unit.Level)
                .ThenBy(h => h.Unit.Name, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(h => h.Unit.ValidFrom)
                .ThenBy(h => h.Term.Post.Rank)
                .ThenBy(h => h.Term.From),
        ];
    }

    /// <returns>None where there is no such head, or not for this person.</returns>
    public async Task<HeadTerm?> FindAsync(
        Guid holding,
        string permission,
        CancellationToken cancellation
    ) =>
        await terms.FindAsync(holding, cancellation) is { } term
        && (
            user.Can(permission, term.UnitId)
            || permission == Permissions.AccountabilityView && await IsOwnAsync(term, cancellation)
        )
            ? term
            : null;

    /// <summary>The card is that of the person behind the request.</summary>
    public async Task<bool> IsOwnAsync(HeadTerm term, CancellationToken cancellation) =>
        await OwnPersonAsync(cancellation) == term.PersonId;

    /// <summary>
    /// Whether the person may read what was proposed about a head and answered: the head, whoever manages proposals, and those
    /// at the head of the unit above. Figures are open to more.
    /// </summary>
    public async Task<bool> MayReadPapersAsync(HeadTerm term, CancellationToken cancellation)
    {
        if (
            user.Can(Permissions.AccountabilityManage, term.UnitId)
            || await OwnPersonAsync(cancellation) == term.PersonId
        )
        {
            return true;
        }

        var tree = await directory.GetAsync(cancellation);
        return user.Can(Permissions.TaskLead, tree[term.UnitId].ParentId ?? term.UnitId);
    }

    /// <summary>Nobody proposes or records a ruling about oneself.</summary>
    public async Task<bool> IsAboutOneselfAsync(HeadTerm term, CancellationToken cancellation) =>
        await OwnPersonAsync(cancellation) == term.PersonId;

    public async Task<HeldTerm?> WithinAsync(
        HeadTerm term,
        ScorePeriod period,
        CancellationToken cancellation
    ) => Within(term, (await directory.GetAsync(cancellation))[term.UnitId], period);

    /// <returns>None where the post was not held on any day of the period.</returns>
    private static HeldTerm? Within(HeadTerm term, Unit unit, ScorePeriod period) =>
        term.Within(period.From, period.To) is { } days
            ? new(term, unit, new ScorePeriod(days.From, days.To))
            : null;

    private async Task<Guid?> OwnPersonAsync(CancellationToken cancellation) =>
        user.UserId is { } account
            ? await db.Set<Account>()
                .Where(a => a.Id == account)
                .Select(a => a.PersonId)
                .FirstOrDefaultAsync(cancellation)
            : null;
}
