using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Attribution;

/// <summary>
/// Takes a dossier's time apart: by the agency that had it, by whether its clock ran or stood, and by who was at the head of
/// the agency. Nothing is lost and nothing counted twice: the pieces follow each other without a gap, and their elapsed time
/// and their office time add up to those of the whole. That holds because all of them are counted by one calendar, that by
/// which the dossier itself is judged.
/// </summary>
public static class DossierTime
{
    /// <param name="from">UTC: receipt.</param>
    /// <param name="to">UTC: the end, or now.</param>
    /// <param name="firstUnit">The competent agency on receipt.</param>
    /// <param name="moves">In their order. One dated before receipt counts from receipt.</param>
    /// <param name="stops">Of the folded clock; one that is still open lasts to the end.</param>
    /// <param name="calendar">By which the dossier is judged.</param>
    /// <returns>In their order; none for a dossier without any time.</returns>
    /// <exception cref="CalendarRangeException">A day lies outside the calendar.</exception>
    public static IReadOnlyList<TimePiece> Pieces(
        DateTime from,
        DateTime to,
        Guid firstUnit,
        IReadOnlyList<UnitMove> moves,
        IReadOnlyList<ClockStop> stops,
        WorkCalendar calendar
    )
    {
        var cuts = moves
            .Select(m => m.At)
            .Concat(stops.SelectMany(s => new[] { s.From, s.To ?? to }));
        return
        [
            .. Between(from, to, cuts)
                .Select(span => new TimePiece(
                    span.From,
                    span.To,
                    moves.LastOrDefault(m => m.At <= span.From)?.UnitId ?? firstUnit,
                    stops.FirstOrDefault(s => s.From <= span.From && span.From < (s.To ?? to)),
                    Minutes(span.From, span.To, calendar)
                )),
        ];
    }

    /// <summary>Cuts each piece where a head of its agency comes or goes; posts change at midnight in Viet Nam.</summary>
    /// <param name="pieces">Of one dossier.</param>
    /// <param name="terms">Of heads of its agencies.</param>
    /// <param name="calendar">By which the pieces were counted.</param>
    public static IReadOnlyList<HeadPiece> ByHeads(
        IReadOnlyList<TimePiece> pieces,
        IEnumerable<HeadTerm> terms,
        WorkCalendar calendar
    )
    {
        var byUnit = terms.ToLookup(t => t.UnitId);
        return [.. pieces.SelectMany(piece => Split(piece, [.. byUnit[piece.UnitId]], calendar))];
    }

    public static long Minutes(DateTime fromUtc, DateTime toUtc, WorkCalendar calendar) =>
        calendar.WorkingMinutesBetween(VietnamTime.ToLocal(fromUtc), VietnamTime.ToLocal(toUtc));

    private static IEnumerable<HeadPiece> Split(
        TimePiece piece,
        IReadOnlyList<HeadTerm> terms,
        WorkCalendar calendar
    ) =>
        Between(
                piece.From,
                piece.To,
                terms.SelectMany(t =>
                    t.To is { } end ? new[] { Midnight(t.From), Midnight(end) } : [Midnight(t.From)]
                )
            )
            .Select(span => new HeadPiece(
                piece with
                {
                    From = span.From,
                    To = span.To,
                    WorkingMinutes = Minutes(span.From, span.To, calendar),
                },
                [.. terms.Where(t => t.IsHeldOn(VietnamTime.DayOf(span.From)))]
            ));

    /// <summary>The instant at which a day begins in Viet Nam.</summary>
    internal static DateTime Midnight(DateOnly day) =>
        VietnamTime.ToUtc(day.ToDateTime(TimeOnly.MinValue));

    private static IEnumerable<(DateTime From, DateTime To)> Between(
        DateTime from,
        DateTime to,
        IEnumerable<DateTime> cuts
    )
    {
        if (to <= from)
        {
            return [];
        }

        List<DateTime> all =
        [
            .. cuts.Where(c => from < c && c < to).Append(from).Append(to).Distinct().Order(),
        ];
        return all.Zip(all.Skip(1));
    }
}
