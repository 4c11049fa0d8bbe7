using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Posts;

namespace ThuocDo.OneStop.Attribution;

/// <summary>From <paramref name="At"/> on, UTC, the dossier was with another agency.</summary>
public sealed record UnitMove(DateTime At, Guid UnitId);

/// <summary>A stretch of a dossier's time with one agency and the clock in one state, half-open.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, the first instant after it.</param>
/// <param name="UnitId">The agency that had the dossier.</param>
/// <param name="Stop">Why the statutory clock stood; none: it ran.</param>
/// <param name="WorkingMinutes">Office time in it, by the calendar by which the dossier is judged.</param>
public sealed record TimePiece(
    DateTime From,
    DateTime To,
    Guid UnitId,
    ClockStop? Stop,
    long WorkingMinutes
)
{
    public bool Runs => Stop is null;

    public TimeSpan Elapsed => To - From;
}

/// <summary>
/// A piece with those who were at the head of its agency all the time. Each of them answers for the whole piece; with nobody
/// the posts were vacant.
/// </summary>
public sealed record HeadPiece(TimePiece Piece, IReadOnlyList<HeadTerm> Heads);

/// <summary>A dossier's time from receipt to its end, or to now.</summary>
/// <param name="WorkingMinutes">Office time of the whole, counted at once.</param>
public sealed record AttributedTime(
    DateTime From,
    DateTime To,
    long WorkingMinutes,
    IReadOnlyList<HeadPiece> Pieces
)
{
    public TimeSpan Elapsed => To - From;
}
