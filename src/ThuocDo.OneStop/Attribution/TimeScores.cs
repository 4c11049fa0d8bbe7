using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Attribution;

/// <summary>
/// Working days used on the dossiers that were resolved, against those allowed: from receipt, or from the day on which the
/// dossier came, to its end and to the last appointment. Days on which the clock stood count in neither. The database
/// groups by days, so that what is read does not grow with the number of dossiers; only stops come one by one.
/// </summary>
public sealed class TimeScores(ThuocDoDb db, Calendars calendars, UnitDirectory directory)
    : IScoreSource
{
    public const string Kind = "working-days";

    public int Order => 20;

    public async Task<IReadOnlyList<IReadOnlyList<ScoreLine>>> ReadAsync(
        IReadOnlyList<ScoreQuestion> questions,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var lines = new List<IReadOnlyList<ScoreLine>>(questions.Count);
        foreach (var question in questions)
        {
            lines.Add(await LinesAsync(question, tree, cancellation));
        }

        return lines;
    }

    private async Task<IReadOnlyList<ScoreLine>> LinesAsync(
        ScoreQuestion question,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var units = tree.Subtree(question.UnitId);
        var calendar = await calendars.ForAsync(question.UnitId, cancellation);
        var resolved = Resolved(question, units);
        var spans = await resolved
            .Select(d => new
            {
                d.ReceivedOn,
                d.ClosedOn,
                d.Transfers,
                Promised = db.Set<ClockEntry>()
                    .Where(e => e.DossierId == d.Id && e.Promised != null)
                    .Max(e => e.Promised),
            })
            .GroupBy(d => new
            {
                d.ReceivedOn,
                d.ClosedOn,
                d.Transfers,
                d.Promised,
            })
            .Select(g => new { g.Key, Count = g.LongCount() })
            .ToListAsync(cancellation);
        var stops = await (
            from dossier in resolved
            join stop in db.Set<ClockEntry>() on dossier.Id equals stop.DossierId
            join next in db.Set<ClockEntry>()
                on new { stop.DossierId, Sequence = stop.Sequence + 1 } equals new
                {
                    next.DossierId,
                    next.Sequence,
                }
            where stop.Kind == ClockEntryKind.Stopped
            select new
            {
                dossier.ReceivedOn,
                dossier.Transfers,
                From = stop.At,
                To = next.At,
                next.Kind,
            }
        ).ToListAsync(cancellation);
        try
        {
            var (used, allowed) = (0L, 0L);
            foreach (var span in spans)
            {
                var from = CameOn(span.Key.ReceivedOn, span.Key.Transfers, units);
                used += span.Count * Days(from, span.Key.ClosedOn!.Value);
                allowed +=
                    span.Key.Promised is { } promised && VietnamTime.DayOf(promised) is var last
                        ? span.Count * (from < last ? Days(from, last) : 0)
                        : 0;
            }

            foreach (var stop in stops)
            {
                var from = CameOn(stop.ReceivedOn, stop.Transfers, units);
                var (begin, end) = (VietnamTime.DayOf(stop.From), VietnamTime.DayOf(stop.To));
                var stood = end <= from ? 0 : Days(begin > from ? begin : from, end);
                used -= stood;
                // A resumption promises the moved date; the end of the clock moves it without a new promise.
                allowed -= stop.Kind == ClockEntryKind.Ended ? 0 : stood;
            }

            var records = ScoreLinks.RecordsOf(
                Measures.Resolved.Code,
                tree[question.UnitId].Key,
                question.From,
                question.To
            );
            return
            [
                new ScoreLine
                {
                    Kind = Kind,
                    NameKey = "held.score.working-days",
                    UnitKey = "held.score.unit",
                    Numerator = used,
                    Denominator = allowed,
                    NumeratorRecords = records,
                    DenominatorRecords = records,
                },
            ];
        }
        catch (CalendarRangeException)
        {
            return [];
        }

        int Days(DateOnly after, DateOnly upTo) => calendar.WorkingDaysBetween(after, upTo);
    }

    /// <summary>As the measure of resolved dossiers counts them: granted or refused, the applicant's own, closed in these days.</summary>
    private IQueryable<Dossier> Resolved(ScoreQuestion question, IReadOnlySet<Guid> units)
    {
        Guid[] mine = [.. units];
        return db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                EF.Parameter(mine).Contains(d.UnitId)
                && d.ClosedOn >= question.From
                && d.ClosedOn < question.To
                && d.ParentId == null
                && (d.Result == DossierResult.Granted || d.Result == DossierResult.Refused)
            );
    }

    /// <summary>The day on which the dossier came to the units: its receipt, or the last move from outside.</summary>
    private static DateOnly CameOn(
        DateOnly receivedOn,
        string transfers,
        IReadOnlySet<Guid> units
    ) =>
        DossierTransfer
            .Parse(transfers)
            .Where(t => !units.Contains(t.From) && units.Contains(t.To))
            .Select(t => t.Day)
            .Append(receivedOn)
            .Max();
}
