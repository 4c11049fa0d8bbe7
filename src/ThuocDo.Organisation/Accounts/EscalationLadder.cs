using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Accounts;

public enum EscalationWhen
{
    /// <summary>The limit ends within so many working days.</summary>
    DueWithin,

    /// <summary>The limit ended, by at least so many working days.</summary>
    Overdue,
}

public enum EscalationRecipient
{
    Assignee,

    /// <summary>Head of the competent unit.</summary>
    Head,

    /// <summary>Heads of the units above it.</summary>
    Above,

    /// <summary>Leaders of the province.</summary>
    Leader,
}

/// <summary>One rung of a ladder: at which distance from the limit who is told.</summary>
public sealed record EscalationRung(
    int Number,
    EscalationWhen When,
    int WorkingDays,
    EscalationRecipient Recipient,
    DateOnly ValidFrom,
    DateOnly? ValidTo
)
{
    /// <param name="late">Working days overdue; negative: working days left.</param>
    /// <param name="isOverdue">The limit is past.</param>
    public bool Applies(int late, bool isOverdue) =>
        When == EscalationWhen.Overdue
            ? isOverdue && late >= WorkingDays
            : !isOverdue && -late <= WorkingDays;
}

/// <summary>The rungs of one kind of work, as a dated table of <c>data</c>.</summary>
public sealed class EscalationLadder(string file)
{
    private readonly Lazy<IReadOnlyList<EscalationRung>> rungs = new(() =>
        [
            .. ShippedData
                .Rows(file)
                .Select(row => new EscalationRung(
                    row.Int("rung"),
                    row.Enum<EscalationWhen>("when"),
                    row.Int("working_days"),
                    row.Enum<EscalationRecipient>("recipient"),
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to")
                )),
        ]
    );

    public IReadOnlyList<EscalationRung> On(DateOnly day) =>
        [.. rungs.Value.Where(r => r.ValidFrom <= day && (r.ValidTo is null || day < r.ValidTo))];
}
