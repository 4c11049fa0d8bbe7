using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Notices;

/// <summary>A notice as it is shown, with the ways it went.</summary>
public sealed record ShownNotice(
    Notice Notice,
    NoticeWords Words,
    IReadOnlyList<NoticeDelivery> Deliveries
)
{
    public bool IsDelivered => Deliveries.Any(d => d.State == DeliveryState.Delivered);

    public bool IsWaiting => Deliveries.Any(d => d.State == DeliveryState.Waiting);

    /// <summary>Every way was tried in vain: the office has to reach the person otherwise.</summary>
    public bool IsUndelivered => Deliveries.Count > 0 && !IsDelivered && !IsWaiting;
}

/// <summary>Reads notices. Whoever calls has already made sure that the person may see the dossier.</summary>
public sealed class NoticeReader(ThuocDoDb db, NoticeWriter writer, ICurrentUser user)
{
    /// <summary>What the applicants of these dossiers were told, newest first.</summary>
    public Task<IReadOnlyList<ShownNotice>> OfDossiersAsync(
        IReadOnlyCollection<Guid> dossiers,
        CancellationToken cancellation
    ) =>
        ShowAsync(
            db.Set<Notice>()
                .Where(n =>
                    n.DossierId != null
                    && dossiers.Contains(n.DossierId.Value)
                    && n.Recipient == Notice.Applicant
                ),
            cancellation
        );

    /// <summary>What the applicant of a submission was told, newest first.</summary>
    public Task<IReadOnlyList<ShownNotice>> OfSubmissionAsync(
        Guid submission,
        CancellationToken cancellation
    ) =>
        ShowAsync(
            db.Set<Notice>()
                .Where(n => n.SubmissionId == submission && n.Recipient == Notice.Applicant),
            cancellation
        );

    /// <summary>The latest notices of the member of the staff behind the request, newest first.</summary>
    public Task<IReadOnlyList<ShownNotice>> OwnAsync(int most, CancellationToken cancellation)
    {
        var me = user.UserId;
        return ShowAsync(
            db.Set<Notice>()
                .Where(n => n.AccountId == me && me != null)
                .OrderByDescending(n => n.CreatedAt)
                .ThenByDescending(n => n.Id)
                .Take(most),
            cancellation
        );
    }

    public async Task<int> UnreadAsync(CancellationToken cancellation)
    {
        var me = user.UserId;
        return me is null
            ? 0
            : await db.Set<Notice>()
                .CountAsync(n => n.AccountId == me && n.ReadAt == null, cancellation);
    }

    private async Task<IReadOnlyList<ShownNotice>> ShowAsync(
        IQueryable<Notice> chosen,
        CancellationToken cancellation
    )
    {
        var notices = await chosen.AsNoTracking().ToListAsync(cancellation);
        var ids = notices.Select(n => n.Id).ToList();
        var deliveries = (
            await db.Set<NoticeDelivery>()
                .AsNoTracking()
                .Where(d => ids.Contains(d.NoticeId))
                .ToListAsync(cancellation)
        ).ToLookup(d => d.NoticeId);
        var shown = new List<ShownNotice>();
        foreach (
            var notice in notices.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id)
        )
        {
            shown.Add(
                new ShownNotice(
                    notice,
                    await writer.InAsync(Texts.CurrentLanguage, notice, cancellation),
                    [.. deliveries[notice.Id].OrderBy(d => d.Id)]
                )
            );
        }

        return shown;
    }
}
