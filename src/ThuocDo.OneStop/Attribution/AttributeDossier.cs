using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Attribution;

/// <summary>Who had a dossier, for how long, and who was at the head meanwhile.</summary>
public sealed class AttributeDossier(HeadTerms terms, UnitDirectory directory, Clock clock)
{
    /// <returns>None where the calendar does not reach.</returns>
    public async Task<AttributedTime?> OfAsync(DossierFile file, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var (dossier, state) = (file.Dossier, file.Work.Clock);
        var (from, to) = (dossier.ReceivedAt, dossier.ClosedAt ?? clock.Now);
        var calendar = state.EndedAt is { } end
            ? file.Work.Calendar.AsKnownOn(VietnamTime.DayOf(end))
            : file.Work.Calendar;
        try
        {
            var pieces = DossierTime.Pieces(
                from,
                to,
                dossier.FirstUnitId,
                UnitMoves.Of(
                    file.Events.Select(e => (e.Event.At, e.Payload)),
                    unit => tree.Find(unit)?.ValidTo
                ),
                state.Stops,
                calendar
            );
            var heads = await terms.OfAsync(pieces.Select(p => p.UnitId).ToHashSet(), cancellation);
            return new AttributedTime(
                from,
                to,
                to > from ? DossierTime.Minutes(from, to, calendar) : 0,
                DossierTime.ByHeads(pieces, heads, calendar)
            );
        }
        catch (CalendarRangeException)
        {
            return null;
        }
    }
}
