using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Steering;

/// <summary>Who answers: the post and whoever holds it on the day of the pack.</summary>
public sealed record PackHead(Bilingual Title, string? Person);

/// <summary>A unit that holds a figure back.</summary>
/// <param name="Missing">Records more, or fewer, with which it would meet the limit itself.</param>
public sealed record PackCause(
    Bilingual Unit,
    long Numerator,
    long Denominator,
    long Missing,
    IReadOnlyList<PackHead> Heads
);

/// <summary>A condition of a target as it stood.</summary>
public sealed record PackCondition
{
    public required string Key { get; init; }
    public required Bilingual Name { get; init; }
    public required Verdict Verdict { get; init; }
    public int? Axis { get; init; }

    /// <summary>At the end of the first year of the programme; none where it was not known.</summary>
    public decimal? Start { get; init; }
    public int? StartYear { get; init; }
    public decimal? Value { get; init; }
    public Bilingual? Group { get; init; }
    public required string Measure { get; init; }
    public required ConditionOperator Operator { get; init; }
    public decimal? Limit { get; init; }
    public Bilingual? LimitGroup { get; init; }
    public DateOnly? Deadline { get; init; }

    /// <summary>Where it is explained.</summary>
    public required string Address { get; init; }
    public Bilingual? Owner { get; init; }
    public IReadOnlyList<PackHead> Heads { get; init; } = [];

    /// <summary>Those furthest behind, where the figure has units.</summary>
    public IReadOnlyList<PackCause> Causes { get; init; } = [];
}

/// <param name="Late">Working days.</param>
public sealed record PackTask(
    int Number,
    Bilingual Name,
    Bilingual Unit,
    DateOnly DueOn,
    int Late,
    IReadOnlyList<PackHead> Heads
);

public sealed record PackObstacle(
    int Task,
    string Text,
    string Proposal,
    Bilingual Unit,
    Bilingual At,
    DateOnly Since
);

public enum DecisionKind
{
    /// <summary>An obstacle has come up to the unit itself: decide on its proposal.</summary>
    Obstacle,

    /// <summary>A task is so late that the leaders are told: give it another body, another day, or hold its head to account.</summary>
    LongLate,

    /// <summary>A target is missed and no open task serves its axis: give one.</summary>
    NoTask,
}

/// <param name="Subject">The obstacle, task or target in question.</param>
/// <param name="Unit">Whose it is.</param>
/// <param name="Proposal">What is proposed, where somebody did.</param>
public sealed record PackDecision(
    DecisionKind Kind,
    Bilingual Subject,
    Bilingual? Unit,
    string? Proposal
);

/// <summary>How many tasks stand how; each task counts once.</summary>
public sealed record TaskTally
{
    public int DoneInTime { get; init; }
    public int DoneLate { get; init; }
    public int Open { get; init; }
    public int Overdue { get; init; }
    public int Total => DoneInTime + DoneLate + Open + Overdue;
}

public sealed record PackBody(Bilingual Unit, TaskTally Tasks, IReadOnlyList<PackHead> Heads);

/// <param name="State">As the page of action plans names it.</param>
public sealed record PackPlan(Bilingual Unit, string State, DateOnly? DueOn, DateOnly? IssuedOn);

/// <summary>What a preliminary or final review looks at besides.</summary>
public sealed record PackReview(
    IReadOnlyList<PackCondition> Conditions,
    IReadOnlyList<PackBody> Bodies,
    IReadOnlyList<PackPlan> Plans
);

/// <summary>
/// What a meeting has before it, as read at one moment. Held on paper, it stays as it was: names and figures are copies. Words stay
/// keys, so that a frozen pack is read in either language.
/// </summary>
public sealed record MeetingPack
{
    /// <summary>So many of the worst targets stand on the page.</summary>
    public const int MostReds = 5;
    public const int MostTasks = 6;
    public const int MostObstacles = 5;
    public const int MostDecisions = 7;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required DateOnly AsOf { get; init; }

    /// <summary>Whose results these are.</summary>
    public required Bilingual Unit { get; init; }

    /// <summary>False where the figures of the board are those of another programme.</summary>
    public required bool HasFigures { get; init; }
    public required IReadOnlyList<PackCondition> Reds { get; init; }

    /// <summary>All that are missed or at risk, shown or not.</summary>
    public required int RedCount { get; init; }
    public required TaskTally Tally { get; init; }

    /// <summary>The longest overdue first.</summary>
    public required IReadOnlyList<PackTask> Late { get; init; }

    /// <summary>The longest waiting first.</summary>
    public required IReadOnlyList<PackObstacle> Obstacles { get; init; }
    public required int ObstacleCount { get; init; }
    public required IReadOnlyList<PackDecision> Decisions { get; init; }
    public required int DecisionCount { get; init; }
    public PackReview? Review { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">It is no pack.</exception>
    public static MeetingPack FromJson(string text) =>
        JsonSerializer.Deserialize<MeetingPack>(text, Json)
        ?? throw new JsonException("The pack is empty.");
}
