using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Attribution;

/// <summary>When a dossier went from one agency to another, told by its chain.</summary>
public static class UnitMoves
{
    /// <summary>
    /// A move counts from its event. Where the agency had ended, or the move is dated back to its end, it counts from the
    /// beginning of that day, like the figures: an agency that is no more has nothing, however late its successor took over.
    /// </summary>
    /// <param name="events">Instant and payload of each event of the chain, in their order.</param>
    /// <param name="endOf">The first day on which a unit is no more; none while it lives.</param>
    public static IReadOnlyList<UnitMove> Of(
        IEnumerable<(DateTime At, EventPayload Payload)> events,
        Func<Guid, DateOnly?> endOf
    ) =>
        [
            .. events
                .Skip(1)
                .Where(e => e.Payload.Set.GetValueOrDefault("unit") is not null)
                .Select(e => new UnitMove(
                    Begin(e.At, LastOf(e.Payload), endOf),
                    Guid.ParseExact(e.Payload.Set["unit"]!, "D")
                )),
        ];

    private static DossierTransfer? LastOf(EventPayload payload) =>
        payload.Set.GetValueOrDefault("transfers") is { } transfers
            ? DossierTransfer.Parse(transfers).Last()
            : null;

    private static DateTime Begin(
        DateTime at,
        DossierTransfer? transfer,
        Func<Guid, DateOnly?> endOf
    ) =>
        transfer is { } move && (move.Day < VietnamTime.DayOf(at) || endOf(move.From) <= move.Day)
            ? DossierTime.Midnight(move.Day)
            : at;
}
