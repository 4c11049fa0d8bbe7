using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Posts;

/// <summary>A person at the head of a unit between two days: what is put down to him or her is what fell into them.</summary>
/// <param name="Id">Of the <see cref="PostHolding"/>.</param>
/// <param name="To">The first day on which the person no longer holds the post; none: holds it.</param>
public sealed record HeadTerm(
    Guid Id,
    Post Post,
    Guid PersonId,
    string PersonName,
    DateOnly From,
    DateOnly? To
)
{
    public Guid UnitId => Post.UnitId;

    public bool IsHeldOn(DateOnly day) => From <= day && (To is null || day < To);

    /// <summary>The days of a period in which the post was held, half-open; none where there is no such day.</summary>
    public (DateOnly From, DateOnly To)? Within(DateOnly from, DateOnly to)
    {
        var (begin, end) = (From > from ? From : from, To < to ? To.Value : to);
        return begin < end ? (begin, end) : null;
    }
}

/// <summary>Who was at the head of which unit and when.</summary>
public sealed class HeadTerms(ThuocDoDb db)
{
    /// <summary>Every term of heads of the units, in the order of posts and days.</summary>
    /// <param name="units">None: of all units.</param>
    public async Task<IReadOnlyList<HeadTerm>> OfAsync(
        IReadOnlyCollection<Guid>? units,
        CancellationToken cancellation
    )
    {
        Guid[] wanted = [.. units ?? []];
        return await TermsAsync(
            db.Set<Post>()
                .Where(p => p.IsHead && (units == null || EF.Parameter(wanted).Contains(p.UnitId))),
            db.Set<PostHolding>(),
            cancellation
        );
    }

    /// <summary>Every term that has a day of the period, half-open.</summary>
    public Task<IReadOnlyList<HeadTerm>> InAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        TermsAsync(
            db.Set<Post>().Where(p => p.IsHead),
            db.Set<PostHolding>()
                .Where(h => h.From < to && (h.To == null || h.To > from) && h.To != h.From),
            cancellation
        );

    /// <returns>None where there is no such holding, or not of a head.</returns>
    public async Task<HeadTerm?> FindAsync(Guid holding, CancellationToken cancellation) =>
        (
            await TermsAsync(
                db.Set<Post>().Where(p => p.IsHead),
                db.Set<PostHolding>().Where(h => h.Id == holding),
                cancellation
            )
        ).SingleOrDefault();

    /// <summary>Every term of one person, whichever post.</summary>
    public Task<IReadOnlyList<HeadTerm>> OfPersonAsync(
        Guid person,
        CancellationToken cancellation
    ) =>
        TermsAsync(
            db.Set<Post>().Where(p => p.IsHead),
            db.Set<PostHolding>().Where(h => h.PersonId == person),
            cancellation
        );

    private async Task<IReadOnlyList<HeadTerm>> TermsAsync(
        IQueryable<Post> posts,
        IQueryable<PostHolding> holdings,
        CancellationToken cancellation
    )
    {
        var found = await holdings
            .AsNoTracking()
            .Join(
                posts.AsNoTracking(),
                h => h.PostId,
                p => p.Id,
                (h, p) => new { Holding = h, Post = p }
            )
            .Join(
                db.Set<Person>(),
                x => x.Holding.PersonId,
                p => p.Id,
                (x, p) =>
                    new
                    {
                        x.Holding,
                        x.Post,
                        p.Name,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. found
                .Select(x => new HeadTerm(
                    x.Holding.Id,
                    x.Post,
                    x.Holding.PersonId,
                    x.Name,
                    x.Holding.From,
                    x.Holding.To
                ))
                .OrderBy(t => t.UnitId)
                .ThenBy(t => t.Post.Rank)
                .ThenBy(t => t.From),
        ];
    }
}
