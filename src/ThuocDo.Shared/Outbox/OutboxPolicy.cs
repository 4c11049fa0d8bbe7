namespace ThuocDo.Shared.Outbox;

/// <summary>What is done with a message of which nobody knows whether it arrived, because the sender died.</summary>
public enum InDoubt
{
    /// <summary>Sent again: the receiver knows it by its key, or twice is better than never.</summary>
    SendAgain,

    /// <summary>Put among the dead letters, for a person to decide: twice would do harm.</summary>
    Hold,
}

/// <summary>How patiently messages of a kind are sent.</summary>
public sealed record OutboxPolicy
{
    /// <summary>Failed attempts, answered by the receiver, after which a message is a dead letter.</summary>
    public int MostFailures { get; init; } = 12;

    /// <summary>
    /// How long an unreachable receiver is waited for. An outage is not the message's fault: it dies of age alone.
    /// </summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public InDoubt InDoubt { get; init; } = InDoubt.SendAgain;

    /// <summary>
    /// All messages of the kind go to one receiver: while it cannot be reached, the others are not tried either.
    /// </summary>
    public bool OneReceiver { get; init; }

    /// <summary>Nothing leaves the database: no mark before the wire is needed.</summary>
    public bool IsInternal { get; init; }

    /// <summary>
    /// The pause after an attempt: doubled each time up to the longest, then scattered between half and the whole of
    /// it, so that a thousand messages do not knock at once when the receiver is back.
    /// </summary>
    /// <param name="attempts">Attempts made, 1 or more.</param>
    /// <param name="scatter">0 to 1.</param>
    public TimeSpan PauseAfter(int attempts, double scatter)
    {
        var doubled = FirstPause.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return TimeSpan.FromSeconds(
            Math.Min(doubled, LongestPause.TotalSeconds) * (0.5 + 0.5 * scatter)
        );
    }
}

public enum DeliveryKind
{
    Delivered,

    /// <summary>The receiver answered: not now. Tried again, a limited number of times.</summary>
    Failed,

    /// <summary>No answer: the receiver or the way to it is down. Tried again until it is too old.</summary>
    Unreachable,

    /// <summary>The receiver answered: never. No repetition helps.</summary>
    Refused,

    /// <summary>Not tried: the time is not right, for instance quiet hours.</summary>
    Postponed,
}

/// <summary>How one attempt ended.</summary>
public sealed record Delivery(DeliveryKind Kind, string? Error = null, DateTime? Until = null)
{
    public static readonly Delivery Done = new(DeliveryKind.Delivered);

    public static Delivery Failed(string error) => new(DeliveryKind.Failed, error);

    public static Delivery Unreachable(string error) => new(DeliveryKind.Unreachable, error);

    public static Delivery Refused(string error) => new(DeliveryKind.Refused, error);

    public static Delivery Postponed(DateTime until) => new(DeliveryKind.Postponed, null, until);
}
