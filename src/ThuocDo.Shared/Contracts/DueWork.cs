namespace ThuocDo.Shared.Contracts;

/// <summary>Work whose limit is near or past, as one person is told of it in the morning.</summary>
/// <param name="Soon">Limits that end soon.</param>
/// <param name="Overdue">Limits that are past.</param>
/// <param name="WorstDays">Working days by which the latest is overdue.</param>
public sealed record DueCount(int Soon, int Overdue, int WorstDays)
{
    public static readonly DueCount None = new(0, 0, 0);

    /// <summary>Matters that wait for this person's decision, whatever their day.</summary>
    public int Waiting { get; init; }

    public DueCount And(DueCount? other) =>
        other is null
            ? this
            : new(Soon + other.Soon, Overdue + other.Overdue, Math.Max(WorstDays, other.WorstDays))
            {
                Waiting = Waiting + other.Waiting,
            };

    /// <param name="late">Working days.</param>
    public DueCount With(bool isOverdue, int late) =>
        isOverdue
            ? this with
            {
                Overdue = Overdue + 1,
                WorstDays = Math.Max(WorstDays, late),
            }
            : this with
            {
                Soon = Soon + 1,
            };
}

/// <summary>Work with limits that is no dossier, told in the same digest.</summary>
public interface IDueWork
{
    /// <summary>By account, as of this instant (UTC) of a working day.</summary>
    Task<IReadOnlyDictionary<Guid, DueCount>> CountAsync(
        DateTime now,
        CancellationToken cancellation
    );
}
