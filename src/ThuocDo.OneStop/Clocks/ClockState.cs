using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

public enum ClockStatus
{
    NotStarted,
    Running,
    Stopped,
    Ended,
}

/// <summary>A time in which the limit did not run; open as long as <paramref name="To"/> is null.</summary>
public sealed record ClockStop(DateTime From, DateTime? To, string Ground, string Article);

/// <summary>What the ledger says now. All instants are UTC.</summary>
public sealed class ClockState
{
    private readonly Lazy<IReadOnlyList<Explanation>> why;

    internal ClockState(Func<IReadOnlyList<Explanation>> why) => this.why = new(why);

    public required ClockStatus Status { get; init; }

    public DateTime? StartedAt { get; init; }

    /// <summary>
    /// The date that binds: the earlier of the last promise and the derived date. Null before the start and while
    /// stopped; after the end the date by which the dossier was judged.
    /// </summary>
    public DateTime? Due { get; init; }

    /// <summary>The time-limit expiry (hạn giải quyết) as the calendar gives it today; null as <see cref="Due"/>.</summary>
    public DateTime? Derived { get; init; }

    /// <summary>The last promise (ngày hẹn trả), moved by the stops since; while stopped, as last promised.</summary>
    public DateTime? Promised { get; init; }

    /// <summary>The limit of the present run.</summary>
    public Limit? Limit { get; init; }

    public IReadOnlyList<ClockStop> Stops { get; init; } = [];

    /// <summary>New return dates set so far.</summary>
    public int Extensions { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Set once the dossier has ended; null before, and where no limit ever ran.</summary>
    public Timeliness? Timeliness { get; init; }

    /// <summary>The history of the date in sentences, made when asked for.</summary>
    public IReadOnlyList<Explanation> Why => why.Value;
}
