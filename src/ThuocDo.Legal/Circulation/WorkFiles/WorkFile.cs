using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Circulation.WorkFiles;

public enum WorkFileState
{
    Open,
    Signed,
    Closed,
    Cancelled,
}

/// <summary>
/// What an office does in one matter of its own, from the first paper to the archive. It is no dossier of a citizen. It was handled online if
/// not one step of it, opening and closing included, was done on paper.
/// </summary>
public sealed class WorkFile : IChained
{
    public const int TitleMaxLength = 500;
    public const int ReasonMaxLength = 300;

    public static readonly ChainedFields<WorkFile> Fields = new(
        "work-file",
        ("unit", f => f.UnitId.ToString("D")),
        ("number", f => f.Number.ToString(CultureInfo.InvariantCulture)),
        ("opened", f => Canonical.Day(f.OpenedOn)),
        ("secrecy", f => f.Secrecy.ToString()),
        ("title", f => f.Title),
        ("due", f => f.DueOn is { } day ? Canonical.Day(day) : null),
        ("state", f => f.State.ToString()),
        ("steps", f => f.Steps.ToString(CultureInfo.InvariantCulture)),
        ("paper-steps", f => f.PaperSteps.ToString(CultureInfo.InvariantCulture)),
        ("closed", f => f.ClosedOn is { } day ? Canonical.Day(day) : null),
        ("closed-unit", f => f.ClosedUnitId?.ToString("D")),
        ("cancelled", f => f.CancelledOn is { } day ? Canonical.Day(day) : null),
        ("cancelled-for", f => f.CancelledFor)
    );

    public required Guid Id { get; init; }

    /// <summary>Which opened it.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required int Year { get; init; }

    /// <summary>From 1 within unit and year.</summary>
    public required int Number { get; init; }
    public required Secrecy Secrecy { get; init; }

    /// <summary>None of a State secret.</summary>
    public string? Title { get; init; }

    /// <summary>The last day for it.</summary>
    public DateOnly? DueOn { get; init; }
    public WorkFileState State { get; private set; }
    public int Steps { get; private set; }
    public int PaperSteps { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The unit on the day it was closed: the opener, or who went on with its work.</summary>
    public Guid? ClosedUnitId { get; private set; }
    public DateOnly? CancelledOn { get; private set; }
    public string? CancelledFor { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsOpen => State is WorkFileState.Open or WorkFileState.Signed;

    /// <summary>So far.</summary>
    public bool IsOnline => PaperSteps == 0;

    /// <returns>The step to be kept.</returns>
    /// <exception cref="InvalidOperationException">It is closed or cancelled, or signed twice, or closed unsigned.</exception>
    public WorkFileStep Step(
        Guid id,
        WorkFileStepKind kind,
        DateOnly day,
        Guid unit,
        Medium medium,
        string? words
    )
    {
        if (
            !IsOpen
            || kind == WorkFileStepKind.Opened != (Steps == 0)
            || kind == WorkFileStepKind.Signed && State != WorkFileState.Open
            || kind == WorkFileStepKind.Closed && State != WorkFileState.Signed
        )
        {
            throw new InvalidOperationException($"Work file {Id} takes no step {kind} in {State}.");
        }

        Steps++;
        PaperSteps += medium == Medium.Paper ? 1 : 0;
        switch (kind)
        {
            case WorkFileStepKind.Signed:
                State = WorkFileState.Signed;
                break;
            case WorkFileStepKind.Closed:
                (State, ClosedOn, ClosedUnitId) = (WorkFileState.Closed, day, unit);
                break;
            default:
                break;
        }

        return new WorkFileStep
        {
            Id = id,
            WorkFileId = Id,
            Number = Steps,
            Kind = kind,
            Day = day,
            UnitId = unit,
            Medium = medium,
            Words = words,
        };
    }

    /// <exception cref="InvalidOperationException">It is cancelled already.</exception>
    public void Cancel(DateOnly day, string reason)
    {
        if (State == WorkFileState.Cancelled)
        {
            throw new InvalidOperationException($"Work file {Id} is cancelled.");
        }

        (State, CancelledOn, CancelledFor) = (WorkFileState.Cancelled, day, reason);
    }
}

public enum WorkFileStepKind
{
    Opened,
    Note,
    Document,
    Signed,
    Closed,
}

/// <summary>One step in a work file; never changed.</summary>
public sealed class WorkFileStep : IChained
{
    public const int WordsMaxLength = 1000;

    public static readonly ChainedFields<WorkFileStep> Fields = new(
        "work-file-step",
        ("work-file", s => s.WorkFileId.ToString("D")),
        ("number", s => s.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", s => s.Kind.ToString()),
        ("day", s => Canonical.Day(s.Day)),
        ("unit", s => s.UnitId.ToString("D")),
        ("medium", s => s.Medium.ToString()),
        ("words", s => s.Words)
    );

    public required Guid Id { get; init; }
    public required Guid WorkFileId { get; init; }

    /// <summary>From 1 within the file.</summary>
    public required int Number { get; init; }
    public required WorkFileStepKind Kind { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Who did it on that day.</summary>
    public required Guid UnitId { get; init; }
    public required Medium Medium { get; init; }

    /// <summary>None in a file of a State secret.</summary>
    public string? Words { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class WorkFileMapping : IEntityTypeConfiguration<WorkFile>
{
    public void Configure(EntityTypeBuilder<WorkFile> builder)
    {
        builder.ToTable("circulation_work_files");
        builder.HasChain();
        builder.Property(f => f.Secrecy).HasMaxLength(20);
        builder.Property(f => f.State).HasMaxLength(10);
        builder.Property(f => f.Title).HasMaxLength(WorkFile.TitleMaxLength);
        builder.Property(f => f.CancelledFor).HasMaxLength(WorkFile.ReasonMaxLength);
        builder
            .HasIndex(f => new
            {
                f.UnitId,
                f.Year,
                f.Number,
            })
            .IsUnique();
        builder.HasIndex(f => new { f.ClosedUnitId, f.ClosedOn });
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(f => f.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(f => f.ClosedUnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class WorkFileStepMapping : IEntityTypeConfiguration<WorkFileStep>
{
    public void Configure(EntityTypeBuilder<WorkFileStep> builder)
    {
        builder.ToTable("circulation_work_file_steps");
        builder.HasChain();
        builder.Property(s => s.Kind).HasMaxLength(10);
        builder.Property(s => s.Medium).HasMaxLength(10);
        builder.Property(s => s.Words).HasMaxLength(WorkFileStep.WordsMaxLength);
        builder.HasIndex(s => new { s.WorkFileId, s.Number }).IsUnique();
        builder
            .HasOne<WorkFile>()
            .WithMany()
            .HasForeignKey(s => s.WorkFileId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
