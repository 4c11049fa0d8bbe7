using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Pilots;

public enum PilotOrigin
{
    /// <summary>Tried in units of the province.</summary>
    Own,

    /// <summary>A good model of another province, known from a source.</summary>
    Elsewhere,
}

/// <summary>What a person decides about a pilot.</summary>
public enum PilotVerdict
{
    /// <summary>Goes on as it is.</summary>
    GoOn,

    /// <summary>Is tried longer, until another day.</summary>
    Extend,
    Stop,

    /// <summary>Other bodies shall adopt it.</summary>
    Replicate,
}

/// <summary>Something tried in a few places before it is spread, or a model of another province worth to be known.</summary>
public sealed class Pilot : IChained
{
    public const int NameMaxLength = 300;
    public const int TextMaxLength = 4000;
    public const int ShortMaxLength = 300;
    public const int KeyMaxLength = 60;

    public static readonly ChainedFields<Pilot> Fields = new(
        "pilot",
        ("programme", p => p.ProgrammeId.ToString("D")),
        ("number", p => p.Number.ToString(CultureInfo.InvariantCulture)),
        ("origin", p => p.Origin.ToString()),
        ("name", p => p.Name),
        ("what", p => p.What),
        ("place", p => p.Place),
        ("source", p => p.Source),
        ("source-on", p => p.SourceOn is { } day ? Canonical.Day(day) : null),
        ("units", p => p.Units),
        ("lead", p => p.LeadUnitId?.ToString("D")),
        ("from", p => p.From is { } day ? Canonical.Day(day) : null),
        ("to", p => p.To is { } day ? Canonical.Day(day) : null),
        ("task", p => p.TaskId?.ToString("D")),
        ("condition", p => p.Condition),
        ("indicator", p => p.Indicator)
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>From 1 within the programme.</summary>
    public required int Number { get; init; }
    public required PilotOrigin Origin { get; init; }
    public string Name { get; private set; } = "";
    public string What { get; private set; } = "";

    /// <summary>The province it is from; of others only.</summary>
    public string? Place { get; private set; }

    /// <summary>The document or page by which it is known; of others only.</summary>
    public string? Source { get; private set; }

    /// <summary>The day of the source.</summary>
    public DateOnly? SourceOn { get; private set; }

    /// <summary>Where it is tried; see <see cref="UnitList"/>. Own pilots only.</summary>
    public string? Units { get; private set; }

    /// <summary>Who leads it; of a model of others who studies it.</summary>
    public Guid? LeadUnitId { get; private set; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>The last day; none while it is open.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>The task it serves.</summary>
    public Guid? TaskId { get; private set; }

    /// <summary>Key of the condition of a target it serves.</summary>
    public string? Condition { get; private set; }

    /// <summary>Key of the figure of the board by which it is measured; none: by free measures only.</summary>
    public string? Indicator { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public static Pilot Register(Guid id, Guid programme, int number, PilotFacts facts)
    {
        var pilot = new Pilot
        {
            Id = id,
            ProgrammeId = programme,
            Number = number,
            Origin = facts.Origin,
        };
        pilot.Write(facts);
        return pilot;
    }

    public void Write(PilotFacts facts)
    {
        (Name, What, LeadUnitId) = (facts.Name, facts.What, facts.LeadUnitId);
        (TaskId, Condition) = (facts.TaskId, facts.Condition);
        var isOwn = Origin == PilotOrigin.Own;
        (Place, Source, SourceOn) = isOwn
            ? (null, null, null)
            : (facts.Place, facts.Source, facts.SourceOn);
        (Units, Indicator) = isOwn ? (UnitList.Write(facts.Units), facts.Indicator) : (null, null);
        (From, To) = isOwn ? (facts.From, facts.To) : (null, null);
    }

    /// <summary>Its last day is another one: it was extended, or stopped.</summary>
    public void EndOn(DateOnly last) => To = last;
}

/// <summary>What is said of a pilot when it is registered or mended; texts are trimmed, an empty one is none.</summary>
public sealed record PilotFacts
{
    public required PilotOrigin Origin { get; init; }
    public required string Name { get; init; }
    public required string What { get; init; }
    public string? Place { get; init; }
    public string? Source { get; init; }
    public DateOnly? SourceOn { get; init; }
    public IReadOnlyList<Guid> Units { get; init; } = [];
    public Guid? LeadUnitId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public Guid? TaskId { get; init; }
    public string? Condition { get; init; }
    public string? Indicator { get; init; }
}

/// <summary>
/// A value that the board does not count, taken on a day from a named source. Before the pilot or during it: the day says. A second value of the
/// same name and day takes the place of the first, which stays in the record.
/// </summary>
public sealed class PilotMeasure : IChained
{
    public static readonly ChainedFields<PilotMeasure> Fields = new(
        "pilot-measure",
        ("pilot", m => m.PilotId.ToString("D")),
        ("number", m => m.Number.ToString(CultureInfo.InvariantCulture)),
        ("name", m => m.Name),
        ("unit", m => m.Unit),
        ("day", m => Canonical.Day(m.Day)),
        ("value", m => PilotText.Value(m.Value)),
        ("source", m => m.Source)
    );

    public required Guid Id { get; init; }
    public required Guid PilotId { get; init; }

    /// <summary>From 1 within the pilot.</summary>
    public required int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>In what it is measured, as people write it.</summary>
    public required string Unit { get; init; }
    public required DateOnly Day { get; init; }
    public required decimal Value { get; init; }
    public required string Source { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>What a person decided about a pilot on a day, on what grounds, and which figures the product showed then. It is never changed.</summary>
public sealed class PilotEvaluation : IChained
{
    public static readonly ChainedFields<PilotEvaluation> Fields = new(
        "pilot-evaluation",
        ("pilot", e => e.PilotId.ToString("D")),
        ("number", e => e.Number.ToString(CultureInfo.InvariantCulture)),
        ("day", e => Canonical.Day(e.Day)),
        ("verdict", e => e.Verdict.ToString()),
        ("grounds", e => e.Grounds),
        ("until", e => e.Until is { } day ? Canonical.Day(day) : null),
        ("figures", e => e.Figures)
    );

    public required Guid Id { get; init; }
    public required Guid PilotId { get; init; }

    /// <summary>From 1 within the pilot; the last one holds.</summary>
    public required int Number { get; init; }
    public required DateOnly Day { get; init; }
    public required PilotVerdict Verdict { get; init; }
    public required string Grounds { get; init; }

    /// <summary>The new last day of what is extended.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>As <see cref="PilotComparison.ToText"/> writes them; none where nothing was counted.</summary>
    public string? Figures { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>A body that shall adopt a model until a day. Where a task was made of it, the task says when it was done.</summary>
public sealed class PilotAdoption : IChained
{
    public static readonly ChainedFields<PilotAdoption> Fields = new(
        "pilot-adoption",
        ("pilot", a => a.PilotId.ToString("D")),
        ("unit", a => a.UnitId.ToString("D")),
        ("due", a => Canonical.Day(a.DueOn)),
        ("task", a => a.TaskId?.ToString("D")),
        ("done", a => a.DoneOn is { } day ? Canonical.Day(day) : null),
        ("evidence", a => a.Evidence),
        ("dropped", a => a.DroppedFor)
    );

    public required Guid Id { get; init; }
    public required Guid PilotId { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>The last day in time.</summary>
    public required DateOnly DueOn { get; init; }
    public Guid? TaskId { get; init; }

    /// <summary>Marked by a person; never where there is a task.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Where it can be seen.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Why the body shall not adopt it after all.</summary>
    public string? DroppedFor { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsOpen => DoneOn is null && DroppedFor is null;

    /// <exception cref="InvalidOperationException">It is settled, or a task settles it.</exception>
    public void Finish(DateOnly day, string evidence)
    {
        Demand(IsOpen && TaskId is null);
        (DoneOn, Evidence) = (day, evidence);
    }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Drop(string reason)
    {
        Demand(IsOpen);
        DroppedFor = reason;
    }

    private void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Adoption {Id} is settled.");
        }
    }
}

public sealed class PilotMapping : IEntityTypeConfiguration<Pilot>
{
    public void Configure(EntityTypeBuilder<Pilot> builder)
    {
        builder.ToTable("pilots");
        builder.HasChain();
        builder.Property(p => p.Origin).HasMaxLength(20);
        builder.Property(p => p.Name).HasMaxLength(Pilot.NameMaxLength);
        builder.Property(p => p.Place).HasMaxLength(Pilot.ShortMaxLength);
        builder.Property(p => p.Source).HasMaxLength(Pilot.ShortMaxLength);
        builder.Property(p => p.Condition).HasMaxLength(Pilot.KeyMaxLength);
        builder.Property(p => p.Indicator).HasMaxLength(Pilot.KeyMaxLength);
        builder.HasIndex(p => new { p.ProgrammeId, p.Number }).IsUnique();
        builder.PointsTo<Pilot, Programme>(nameof(Pilot.ProgrammeId));
        builder.PointsTo<Pilot, Unit>(nameof(Pilot.LeadUnitId));
        builder.PointsTo<Pilot, AssignedTask>(nameof(Pilot.TaskId));
    }
}

public sealed class PilotMeasureMapping : IEntityTypeConfiguration<PilotMeasure>
{
    public void Configure(EntityTypeBuilder<PilotMeasure> builder)
    {
        builder.ToTable("pilot_measures");
        builder.HasChain();
        builder.Property(m => m.Name).HasMaxLength(Pilot.ShortMaxLength);
        builder.Property(m => m.Unit).HasMaxLength(Pilot.KeyMaxLength);
        builder.Property(m => m.Source).HasMaxLength(Pilot.ShortMaxLength);
        builder.HasIndex(m => new { m.PilotId, m.Number }).IsUnique();
        builder.PointsTo<PilotMeasure, Pilot>(nameof(PilotMeasure.PilotId));
    }
}

public sealed class PilotEvaluationMapping : IEntityTypeConfiguration<PilotEvaluation>
{
    public void Configure(EntityTypeBuilder<PilotEvaluation> builder)
    {
        builder.ToTable("pilot_evaluations");
        builder.HasChain();
        builder.Property(e => e.Verdict).HasMaxLength(20);
        builder.HasIndex(e => new { e.PilotId, e.Number }).IsUnique();
        builder.PointsTo<PilotEvaluation, Pilot>(nameof(PilotEvaluation.PilotId));
    }
}

public sealed class PilotAdoptionMapping : IEntityTypeConfiguration<PilotAdoption>
{
    public void Configure(EntityTypeBuilder<PilotAdoption> builder)
    {
        builder.ToTable("pilot_adoptions");
        builder.HasChain();
        builder.Property(a => a.Evidence).HasMaxLength(Pilot.ShortMaxLength);
        builder.Property(a => a.DroppedFor).HasMaxLength(Pilot.ShortMaxLength);
        builder.HasIndex(a => new { a.PilotId, a.UnitId });
        builder.PointsTo<PilotAdoption, Pilot>(nameof(PilotAdoption.PilotId));
        builder.PointsTo<PilotAdoption, Unit>(nameof(PilotAdoption.UnitId));
        builder.PointsTo<PilotAdoption, AssignedTask>(nameof(PilotAdoption.TaskId));
    }
}
