using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Filing.Desk;

public enum InboxTab
{
    /// <summary>To be answered, the one whose time ends first at the top.</summary>
    New,

    /// <summary>Asked for a supplement before receipt.</summary>
    Waiting,

    /// <summary>Dossiers whose supplement in processing was answered in the portal and not yet taken in.</summary>
    Answered,
}

/// <summary>
/// What waits at the counter from the portal. Counters and lists are the same queries, so that they cannot differ.
/// </summary>
public sealed class Inbox(ThuocDoDb db, ICurrentUser user)
{
    public IQueryable<Submission> Submissions(InboxTab tab)
    {
        var state =
            tab == InboxTab.New ? SubmissionState.Submitted : SubmissionState.SupplementAtIntake;
        return SubmissionReader
            .ReceivedBy(db.Set<Submission>().AsNoTracking(), user)
            .Where(s => s.State == state)
            .OrderBy(s => s.AnswerBy)
            .ThenBy(s => s.OfficialAt)
            .ThenBy(s => s.Id);
    }

    public IQueryable<Dossier> Answered()
    {
        var answered = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                d.State == DossierState.SupplementInProcess
                && db.Set<DossierHolder>()
                    .Any(h =>
                        h.DossierId == d.Id
                        && h.AnsweredAt
                            >= db.Set<ClockEntry>()
                                .Where(e => e.DossierId == d.Id && e.Kind == ClockEntryKind.Stopped)
                                .Max(e => e.At)
                    )
            );
        var mine = user.UnitsFor(Permissions.DossierReceive);
        return (
            mine is null
                ? answered
                : answered.Where(d => mine.Contains(d.UnitId) || mine.Contains(d.ReceivingUnitId))
        )
            .OrderBy(d => d.ReceivedAt)
            .ThenBy(d => d.Id);
    }

    public async Task<int> CountAsync(InboxTab tab, CancellationToken cancellation) =>
        tab == InboxTab.Answered
            ? await Answered().CountAsync(cancellation)
            : await Submissions(tab).CountAsync(cancellation);
}
