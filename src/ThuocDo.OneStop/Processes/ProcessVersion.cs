using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// A process as published on a day. The row is never changed: a new version is a new row, and dossiers keep theirs.
/// Each code has a chain of events in the history, in which the hash of every version stands.
/// </summary>
public sealed class ProcessVersion
{
    public const string Chain = "process";

    private ProcessDefinition? definition;
    private readonly Dictionary<string, IReadOnlyList<ProcessStep>> steps = [];

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required int Number { get; init; }

    /// <summary>Dossiers received from this day on follow it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>In the form of <see cref="ProcessWriter"/>.</summary>
    public required string Json { get; init; }
    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedBy { get; init; }

    public ProcessDefinition Definition =>
        definition ??=
            ProcessReader.Read(Json).Process
            ?? throw new FormatException(
                $"The stored text of process {Code}, version {Number}, cannot be read."
            );

    public static Guid SubjectOf(string code) => StableId.From("process:" + code);

    public IReadOnlyList<ProcessStep> Steps(string? part, Limit whole)
    {
        lock (steps)
        {
            var key = $"{part}/{whole}";
            return steps.TryGetValue(key, out var known)
                ? known
                : steps[key] = LinearProcess.Steps(Definition.Part(part)!, whole);
        }
    }
}

public sealed class ProcessVersionMapping : IEntityTypeConfiguration<ProcessVersion>
{
    public void Configure(EntityTypeBuilder<ProcessVersion> builder)
    {
        builder.ToTable("onestop_process_versions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Code).HasMaxLength(ProcessDefinition.CodeMaxLength);
        builder.Ignore(v => v.Definition);
        builder.HasIndex(v => new { v.Code, v.Number }).IsUnique();
    }
}
