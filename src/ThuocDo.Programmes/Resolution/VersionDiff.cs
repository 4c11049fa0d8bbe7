namespace ThuocDo.Programmes.Resolution;

public enum ItemChange
{
    Added,
    Changed,
    Dropped,
}

/// <summary>A condition that a version brought, changed or dropped.</summary>
/// <param name="Before">None: it is new.</param>
/// <param name="After">None: it was dropped.</param>
public sealed record ConditionChange(Condition? Before, Condition? After)
{
    public ItemChange Change =>
        Before is null ? ItemChange.Added
        : After is null ? ItemChange.Dropped
        : ItemChange.Changed;

    public Condition Any => After ?? Before!;

    public IReadOnlyList<Softening> Softenings =>
        Before is null ? [] : Resolution.Softenings.Of(Before, After);
}

/// <summary>A task or a duty that a version brought, changed or dropped.</summary>
public sealed record WorkChange(
    ItemChange Change,
    string Name,
    DateOnly? DeadlineBefore,
    DateOnly? DeadlineAfter
)
{
    public bool IsSofter =>
        Change == ItemChange.Dropped
        || Change == ItemChange.Changed
            && (DeadlineBefore is { } before && (DeadlineAfter is not { } after || after > before));
}

/// <summary>What one version has that another has not. Pure; items are the same where they bear the same key or number.</summary>
public sealed record VersionDiff(
    IReadOnlyList<ConditionChange> Conditions,
    IReadOnlyList<WorkChange> Tasks,
    IReadOnlyList<WorkChange> Duties
)
{
    public bool IsEmpty => Conditions.Count + Tasks.Count + Duties.Count == 0;

    public static VersionDiff Between(ProgrammeItems before, ProgrammeItems after) =>
        new(
            [
                .. Pairs(before.Conditions, after.Conditions, c => c.Key, c => c.Id)
                    .Select(p => new ConditionChange(p.Before, p.After)),
            ],
            [
                .. Pairs(before.Tasks, after.Tasks, t => t.Number, t => t.Id)
                    .Select(p => Work(p, t => t.NameVi, t => t.Deadline)),
            ],
            [
                .. Pairs(before.Duties, after.Duties, d => d.Number, d => d.Id)
                    .Select(p => Work(p, d => d.NameVi, d => d.DueOn)),
            ]
        );

    private static WorkChange Work<T>(
        (T? Before, T? After) pair,
        Func<T, string> name,
        Func<T, DateOnly?> deadline
    )
        where T : class =>
        new(
            pair.Before is null ? ItemChange.Added
                : pair.After is null ? ItemChange.Dropped
                : ItemChange.Changed,
            name(pair.After ?? pair.Before!),
            pair.Before is { } old ? deadline(old) : null,
            pair.After is { } now ? deadline(now) : null
        );

    /// <summary>An item that stands in both versions is one row; a changed one is two rows with the same key.</summary>
    private static IEnumerable<(T? Before, T? After)> Pairs<T, TKey>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, TKey> key,
        Func<T, Guid> id
    )
        where T : class
        where TKey : notnull
    {
        var old = before.ToDictionary(key);
        var now = after.ToDictionary(key);
        foreach (var item in before)
        {
            var next = now.GetValueOrDefault(key(item));
            if (next is null || id(next) != id(item))
            {
                yield return (item, next);
            }
        }

        foreach (var item in after.Where(i => !old.ContainsKey(key(i))))
        {
            yield return (null, item);
        }
    }
}
