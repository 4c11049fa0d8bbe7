using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Notices;

public static class NoticeLinks
{
    public const string Own = "/thong-bao";
}

/// <summary>The notices of the member of the staff who is signed in: digests of due dates, escalations.</summary>
[Requires(Permissions.OwnAccount)]
public sealed class StaffNoticesModel(
    ThuocDoDb db,
    NoticeReader reader,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private const int Shown = 50;

    public IReadOnlyList<ShownNotice> Notices { get; private set; } = [];

    public bool HasUnread => Notices.Any(n => n.Notice.ReadAt is null);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Notices = await reader.OwnAsync(Shown, cancellation);

    /// <summary>Marks all as read; doing it twice changes nothing.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (me, now) = (user.UserId, clock.Now);
        using (await db.Engine.EnterAsync(cancellation))
        {
            await db.Set<Notice>()
                .Where(n => n.AccountId == me && n.ReadAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellation);
        }

        this.Done("notice.own.done");
        return LocalRedirect(NoticeLinks.Own);
    }
}
