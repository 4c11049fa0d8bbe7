namespace ThuocDo.Shared.Contracts;

/// <summary>Under which heading a line stands on the page of a unit; the order is that of the page.</summary>
public enum GlanceSection
{
    Figures,
    Dossiers,
    Tasks,
    Findings,
    Remedies,
    Voices,
    Papers,
    Staff,
}

public enum GlanceTone
{
    Neutral,
    Good,
    Warn,
    Bad,
}

/// <summary>One line about a unit: a sentence, what it counts, where it is explained and until when something is due.</summary>
/// <param name="UnitId">Of the unit that was asked for, also where the record is of one it follows.</param>
/// <param name="TextKey">The sentence; its arguments follow.</param>
public sealed record GlanceLine(
    Guid UnitId,
    GlanceSection Section,
    string TextKey,
    params object?[] Arguments
)
{
    /// <summary>What is counted: 3 findings, 12 late dossiers. None: the sentence says it all.</summary>
    public long? Number { get; init; }

    /// <summary>For those who may open it.</summary>
    public string? Url { get; init; }

    /// <summary>The last day of the earliest that is open.</summary>
    public DateOnly? DueOn { get; init; }
    public GlanceTone Tone { get; init; }

    /// <summary>How much it weighs among the weak points of a unit of the same section: 0 for what is no weakness, more for what is worse. Lists count
    /// the sections with a weakness and never add weights of different ones.</summary>
    public decimal Weight { get; init; }
}

/// <summary>
/// What a module has to say about units at a glance. Registered by each module; asks for the rights of the present user by itself and leaves
/// out what he or she may not see.
/// </summary>
public interface IUnitGlance
{
    /// <param name="units">Ids of units that stand on the day.</param>
    Task<IReadOnlyList<GlanceLine>> ReadAsync(
        IReadOnlyCollection<Guid> units,
        DateOnly day,
        CancellationToken cancellation
    );
}
