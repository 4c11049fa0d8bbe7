using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Tasks;

/// <summary>From where a task comes.</summary>
public enum TaskOrigin
{
    /// <summary>A task of the programme; its number is <see cref="AssignedTask.OriginNumber"/>.</summary>
    Programme,

    /// <summary>A duty of an addressee, one task for each unit of it; the number is the duty's.</summary>
    Duty,

    /// <summary>Part of a larger task.</summary>
    Part,

    /// <summary>Given by hand, for instance by the conclusions of a meeting.</summary>
    Direction,
}

/// <summary>What gave rise to a task that no text of the programme gives.</summary>
public enum TaskSource
{
    /// <summary>A conclusion of a meeting, which <see cref="AssignedTask.SourceId"/> names.</summary>
    Meeting,

    /// <summary>The remedy of a weak point of a unit, which the id names.</summary>
    Remedy,

    /// <summary>The decision to spread a pilot, which the id names.</summary>
    Pilot,

    /// <summary>What a council supervises; the id is the council's.</summary>
    Supervision,

    /// <summary>A policy that a council issues; the id is the council's.</summary>
    Policy,
}

public enum TaskState
{
    Open,

    /// <summary>Reported as done; the head of the lead body has to approve.</summary>
    Reported,
    Done,

    /// <summary>No longer to be done; kept with its reason.</summary>
    Withdrawn,
}

/// <summary>What one body is to do until a day, with what it has reported and how far it was passed up.</summary>
public sealed class AssignedTask : IChained
{
    public const int NameMaxLength = 1000;
    public const int ProductMaxLength = 1000;
    public const int ReasonMaxLength = 1000;
    public const int BasisMaxLength = 300;

    public static readonly ChainedFields<AssignedTask> Fields = new(
        "task",
        ("programme", t => t.ProgrammeId.ToString("D")),
        ("number", t => Text(t.Number)),
        ("parent", t => t.ParentId?.ToString("D")),
        ("origin", t => t.Origin.ToString()),
        ("origin-number", t => t.OriginNumber is { } number ? Text(number) : null),
        ("axis", t => t.Axis is { } axis ? Text(axis) : null),
        ("name", t => t.Name),
        ("name-en", t => t.NameEn),
        ("product", t => t.Product),
        ("basis", t => t.Basis),
        ("source", t => t.Source?.ToString()),
        ("source-id", t => t.SourceId?.ToString("D")),
        ("unit", t => t.UnitId.ToString("D")),
        ("due-unit", t => t.DueUnitId?.ToString("D")),
        ("co-operating", t => t.CoOperating),
        ("first-due", t => t.FirstDueOn is { } day ? Canonical.Day(day) : null),
        ("due", t => t.DueOn is { } day ? Canonical.Day(day) : null),
        ("date-changes", t => Text(t.DateChanges)),
        ("state", t => t.State.ToString()),
        ("percent", t => Text(t.Percent)),
        ("done", t => t.DoneOn is { } day ? Canonical.Day(day) : null),
        ("returns", t => Text(t.Returns)),
        ("rung", t => Text(t.Rung))
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>From 1 within the programme.</summary>
    public required int Number { get; init; }

    /// <summary>The task it is a part of.</summary>
    public Guid? ParentId { get; init; }
    public required TaskOrigin Origin { get; init; }
    public int? OriginNumber { get; init; }

    /// <summary>One of the six; none where it serves all.</summary>
    public int? Axis { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }

    /// <summary>What there is to show at the end.</summary>
    public string? Product { get; init; }

    /// <summary>The act by which it was given, where it is not the programme itself.</summary>
    public string? Basis { get; init; }
    public TaskSource? Source { get; init; }

    /// <summary>The record it comes from; what kind of record says <see cref="Source"/>.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>The lead body. It changes when the body ends and another goes on with its work.</summary>
    public required Guid UnitId { get; set; }

    /// <summary>The body that led it on its last day, where that has passed and another body has it now: its head answers for the lateness.</summary>
    public Guid? DueUnitId { get; private set; }

    /// <summary>Units that help; see <see cref="UnitList"/>.</summary>
    public string? CoOperating { get; init; }

    /// <summary>As it was first set.</summary>
    public DateOnly? FirstDueOn { get; init; }

    /// <summary>The last day on which it may be done; none where it goes on as long as the programme.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>How often the day was moved.</summary>
    public int DateChanges { get; private set; }
    public TaskState State { get; private set; }

    /// <summary>0 to 100, as last approved.</summary>
    public int Percent { get; private set; }

    /// <summary>The day on which the approved report of its end was given, not that of the approval.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>How often a report, or what was done already, was returned.</summary>
    public int Returns { get; private set; }

    /// <summary>The highest rung of the ladder it reached with its present day; 0: none.</summary>
    public int Rung { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsOpen => State is TaskState.Open or TaskState.Reported;

    /// <summary>A task without a day is never late. A report that nobody approved stops nothing: the head could leave it lying.</summary>
    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    /// <summary>Done, but after its day.</summary>
    public bool WasLate => DoneOn is { } done && DueOn is { } due && done > due;

    public static AssignedTask Create(TaskOrder order, Guid id, int number) =>
        new()
        {
            Id = id,
            ProgrammeId = order.ProgrammeId,
            Number = number,
            ParentId = order.ParentId,
            Origin = order.Origin,
            OriginNumber = order.OriginNumber,
            Axis = order.Axis,
            Name = order.Name,
            NameEn = order.NameEn,
            Product = order.Product,
            Basis = order.Basis,
            Source = order.Source,
            SourceId = order.SourceId,
            UnitId = order.UnitId,
            CoOperating = UnitList.Write(order.CoOperating),
            FirstDueOn = order.DueOn,
            DueOn = order.DueOn,
        };

    /// <summary>What was reported waits for approval; the task is no further by it.</summary>
    public void Report(int percent)
    {
        Demand(IsOpen);
        State = percent == 100 ? TaskState.Reported : TaskState.Open;
    }

    /// <param name="reportedOn">The day of the report.</param>
    public void Approve(int percent, DateOnly reportedOn)
    {
        Demand(IsOpen);
        Percent = percent;
        State = percent == 100 ? TaskState.Done : TaskState.Open;
        DoneOn = percent == 100 ? reportedOn : null;
    }

    public void Return()
    {
        Demand(IsOpen);
        (State, Returns) = (TaskState.Open, Returns + 1);
    }

    /// <summary>What was done does not do: it is open again.</summary>
    /// <param name="percent">How far it is.</param>
    public void Reopen(int percent)
    {
        Demand(State == TaskState.Done);
        (State, DoneOn, Percent, Returns) = (TaskState.Open, null, percent, Returns + 1);
    }

    /// <summary>The ladder begins anew with the new day.</summary>
    public void MoveTo(DateOnly? due)
    {
        Demand(IsOpen);
        (DueOn, DateChanges, Rung, DueUnitId) = (due, DateChanges + 1, 0, null);
    }

    /// <summary>Goes to the body that goes on with the work of the present one.</summary>
    /// <param name="whenDue">Who led it on its last day, if that has passed.</param>
    public void PassTo(Guid heir, Guid? whenDue)
    {
        DueUnitId ??= whenDue == heir ? null : whenDue;
        UnitId = heir;
    }

    public void Withdraw()
    {
        Demand(IsOpen);
        State = TaskState.Withdrawn;
    }

    public void Escalate(int rung)
    {
        Demand(IsOpen && rung > Rung);
        Rung = rung;
    }

    private void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Task {Id} is {State}.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Ids of units in one column, which the chain of the record holds as it stands.</summary>
public static class UnitList
{
    public const int MostUnits = 60;

    /// <returns>None for an empty list.</returns>
    public static string? Write(IReadOnlyCollection<Guid> units) =>
        units.Count == 0 ? null : string.Join('|', units.Select(u => u.ToString("N")));

    public static IReadOnlyList<Guid> Read(string? list) =>
        list is null
            ? []
            : [.. list.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}

/// <summary>What is to be done by whom until when.</summary>
public sealed record TaskOrder
{
    public required Guid ProgrammeId { get; init; }
    public Guid? ParentId { get; init; }
    public required TaskOrigin Origin { get; init; }
    public int? OriginNumber { get; init; }
    public int? Axis { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public string? Product { get; init; }
    public string? Basis { get; init; }
    public TaskSource? Source { get; init; }
    public Guid? SourceId { get; init; }
    public required Guid UnitId { get; init; }
    public IReadOnlyList<Guid> CoOperating { get; init; } = [];
    public DateOnly? DueOn { get; init; }

    /// <summary>A duty that comes again each year; then its day is needed.</summary>
    public bool IsYearly { get; init; }
}

public sealed class AssignedTaskMapping : IEntityTypeConfiguration<AssignedTask>
{
    public void Configure(EntityTypeBuilder<AssignedTask> builder)
    {
        builder.ToTable("assigned_tasks");
        builder.HasChain();
        builder.Property(t => t.Origin).HasMaxLength(20);
        builder.Property(t => t.State).HasMaxLength(20);
        builder.Property(t => t.Source).HasMaxLength(20);
        builder.HasIndex(t => new { t.SourceId, t.Source });
        builder.HasIndex(t => new { t.ProgrammeId, t.Number }).IsUnique();
        builder.HasIndex(t => new { t.UnitId, t.State });
        builder.HasIndex(t => new { t.State, t.DueOn });
        builder.PointsTo<AssignedTask, Programme>(nameof(AssignedTask.ProgrammeId));
        builder.PointsTo<AssignedTask, AssignedTask>(nameof(AssignedTask.ParentId));
        builder.PointsTo<AssignedTask, Unit>(nameof(AssignedTask.UnitId));
        builder.PointsTo<AssignedTask, Unit>(nameof(AssignedTask.DueUnitId));
    }
}
