using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Resolution;

/// <summary>A resolution as data: what is to be reached, by whom, when.</summary>
public sealed class Programme
{
    public required Guid Id { get; init; }
    public required string Key { get; init; }

    /// <summary>Number of the act, where it is known.</summary>
    public string? Number { get; init; }
    public required string TitleVi { get; init; }
    public string? TitleEn { get; init; }
    public Guid? IssuerId { get; init; }
    public DateOnly? AdoptedOn { get; init; }

    /// <summary>As the last version sets it.</summary>
    public required DateOnly TermEnd { get; set; }
    public string? NoteVi { get; init; }
    public string? NoteEn { get; init; }
    public string? Source { get; init; }

    /// <summary>
    /// From this day on it is the programme that the board shows first; of several the one that leads last. Its changes stand in the chain of the version. None: it is opened by name.
    /// </summary>
    public DateOnly? LeadsFrom { get; set; }

    /// <summary>The programme whose action plan this is, then issued by <see cref="IssuerId"/>; none: a programme of its own.</summary>
    public Guid? CarriesOutId { get; init; }
}

/// <summary>One of the six directions of the reform.</summary>
public sealed class Axis
{
    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required int Number { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }

    /// <summary>The text names no lead: this is our proposal.</summary>
    public Guid? LeadId { get; init; }
}

/// <summary>A target line; what must hold for it is said by its conditions.</summary>
public sealed class Target : IVersionedItem
{
    public required Guid Id { get; init; }
    public required int FromVersion { get; init; }
    public int? ToVersion { get; set; }
    public required Guid ProgrammeId { get; init; }
    public required string Line { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }
    public int? Axis { get; init; }

    /// <summary>The sentence of the text that states it.</summary>
    public required int Sentence { get; init; }
    public required DateOnly Deadline { get; init; }

    public Guid? OwnerId { get; init; }

    /// <summary>The words of the text match a unit, or whoever reviewed it chose one; else the owner is a proposal.</summary>
    public bool IsOwnerNamed { get; init; }
    public string? NoteVi { get; init; }
    public string? NoteEn { get; init; }
}

/// <summary>A condition of a target, judged on its own: level, group and rank pass and fail apart.</summary>
public sealed class Condition : IVersionedItem
{
    public required Guid Id { get; init; }
    public required int FromVersion { get; init; }
    public int? ToVersion { get; set; }
    public required Guid TargetId { get; init; }
    public required string Key { get; init; }
    public required int Order { get; init; }
    public required ConditionKind Kind { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }
    public required ConditionOperator Operator { get; init; }
    public decimal? Limit { get; init; }
    public string? Group { get; init; }
    public required string Unit { get; init; }
    public int? BaseYear { get; init; }
    public required string Scope { get; init; }
    public required DateOnly Deadline { get; init; }
    public required string Indicator { get; init; }

    /// <summary>Keys of the readings, the default first, joined by a bar.</summary>
    public required string Readings { get; init; }
    public string? Index { get; init; }
    public string? InterpretationVi { get; init; }
    public string? InterpretationEn { get; init; }
    public required bool IsConfirmed { get; init; }
}

/// <summary>A group of tasks.</summary>
public sealed class ProgrammeTask : IVersionedItem
{
    public required Guid Id { get; init; }
    public required int FromVersion { get; init; }
    public int? ToVersion { get; set; }
    public required Guid ProgrammeId { get; init; }
    public required int Number { get; init; }

    /// <summary>None where the task serves all axes.</summary>
    public int? Axis { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }

    /// <summary>The lead body as the text calls it.</summary>
    public string? Lead { get; init; }
    public Guid? LeadId { get; init; }

    /// <summary>Those who help, as the text calls them.</summary>
    public string? Coordinating { get; init; }

    /// <summary>What there is to show at the end.</summary>
    public string? Product { get; init; }

    /// <summary>None where the task goes on as long as the programme.</summary>
    public DateOnly? Deadline { get; init; }
}

/// <summary>Bodies to which the resolution assigns a duty of execution.</summary>
public sealed class Addressee : IVersionedItem
{
    public required Guid Id { get; init; }
    public required int FromVersion { get; init; }
    public int? ToVersion { get; set; }
    public required Guid ProgrammeId { get; init; }
    public required int Number { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }
    public required string DutyVi { get; init; }
    public string? DutyEn { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Source { get; init; }
}

/// <summary>A unit that is part of an addressee.</summary>
public sealed class AddresseeUnit
{
    public required Guid AddresseeId { get; init; }
    public required Guid UnitId { get; init; }
}

public enum DueRule
{
    /// <summary>Before a day, so at the latest on the day before it.</summary>
    Before,

    /// <summary>On a day at the latest.</summary>
    By,

    /// <summary>Within a calendar year or a part of it.</summary>
    Within,
    Yearly,
    Undated,
}

/// <summary>What a duty is about, as far as the platform follows it up.</summary>
public enum DutyKind
{
    Other,

    /// <summary>Each body of the addressee issues an action plan of its own.</summary>
    ActionPlan,
}

/// <summary>Something an addressee owes, with its date where the text has one.</summary>
public sealed class Duty : IVersionedItem
{
    public required Guid Id { get; init; }
    public required int FromVersion { get; init; }
    public int? ToVersion { get; set; }
    public required Guid AddresseeId { get; init; }
    public required int Number { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }
    public required DueRule Rule { get; init; }
    public DateOnly? DueOn { get; init; }
    public DutyKind Kind { get; init; }
}
