using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Posts;

/// <summary>A post and whoever held it on the day asked for; nobody where it was vacant.</summary>
public sealed record HeldPost(
    Post Post,
    Guid? PersonId,
    string? PersonName,
    DateOnly? From,
    DateOnly? To
);

/// <summary>Who held which post on a day.</summary>
public sealed class PostsOnDay(ThuocDoDb db)
{
    public async Task<IReadOnlyList<HeldPost>> OfUnitAsync(
        Guid unitId,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var posts = await db.Set<Post>()
            .AsNoTracking()
            .Where(p => p.UnitId == unitId)
            .OrderBy(p => p.Rank)
            .ToListAsync(cancellation);
        return await WithHoldersAsync(posts, day, cancellation);
    }

    /// <summary>The heads of every unit on the day, by unit: those who answer for its results.</summary>
    public async Task<ILookup<Guid, HeldPost>> HeadsAsync(
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var posts = await db.Set<Post>()
            .AsNoTracking()
            .Where(p => p.IsHead)
            .OrderBy(p => p.Rank)
            .ToListAsync(cancellation);
        return (await WithHoldersAsync(posts, day, cancellation)).ToLookup(h => h.Post.UnitId);
    }

    private async Task<IReadOnlyList<HeldPost>> WithHoldersAsync(
        List<Post> posts,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var ids = posts.Select(p => p.Id).ToList();
        var holders = await db.Set<PostHolding>()
            .AsNoTracking()
            .Where(h => ids.Contains(h.PostId) && h.From <= day && (h.To == null || day < h.To))
            .Join(
                db.Set<Person>(),
                h => h.PersonId,
                p => p.Id,
                (h, p) => new { Holding = h, p.Name }
            )
            .ToListAsync(cancellation);
        var byPost = holders.ToLookup(h => h.Holding.PostId);
        return
        [
            .. posts.SelectMany(post =>
                byPost[post.Id]
                    .OrderBy(h => h.Holding.From)
                    .Select(h => new HeldPost(
                        post,
                        h.Holding.PersonId,
                        h.Name,
                        h.Holding.From,
                        h.Holding.To
                    ))
                    .DefaultIfEmpty(new HeldPost(post, null, null, null, null))
            ),
        ];
    }
}
