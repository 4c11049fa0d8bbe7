using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts.Own;

public sealed record OwnPost(string Title, Unit Unit, DateOnly From, DateOnly? To);

public sealed record OwnRole(Role Role, Unit Unit, DateOnly From, DateOnly? To);

[Requires(Permissions.OwnAccount)]
public sealed class OwnAccountModel(
    ThuocDoDb db,
    HeadTerms terms,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public Account Account { get; private set; } = null!;
    public IReadOnlyList<OwnPost> Posts { get; private set; } = [];
    public IReadOnlyList<OwnRole> Roles { get; private set; } = [];

    /// <summary>Has been at the head of a unit, and so has a card of the own days, whatever role is left.</summary>
    public bool WasHead { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        Account = await db.Set<Account>()
            .AsNoTracking()
            .FirstAsync(a => a.Id == user.UserId, cancellation);
        var posts = await db.Set<PostHolding>()
            .AsNoTracking()
            .Where(h => h.PersonId == Account.PersonId)
            .Join(db.Set<Post>(), h => h.PostId, p => p.Id, (h, p) => new { Holding = h, Post = p })
            .OrderByDescending(x => x.Holding.From)
            .ToListAsync(cancellation);
        Posts =
        [
            .. posts.Select(x => new OwnPost(
                x.Post.TitleIn(Shared.Language.Texts.CurrentLanguage),
                tree[x.Post.UnitId],
                x.Holding.From,
                x.Holding.To
            )),
        ];
        WasHead =
            Account.PersonId is { } person
            && (await terms.OfPersonAsync(person, cancellation)).Count > 0;
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == Account.Id && (r.To == null || today < r.To))
            .OrderBy(r => r.From)
            .ToListAsync(cancellation);
        Roles = [.. roles.Select(r => new OwnRole(r.Role, tree[r.UnitId], r.From, r.To))];
    }
}
