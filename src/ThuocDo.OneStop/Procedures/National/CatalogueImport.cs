using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>What became of a line of an imported file.</summary>
public enum LineOutcome
{
    Taken,
    Changed,
    Unchanged,
    Refused,

    /// <summary>Known from an earlier import, not named by this file: it stays as it was.</summary>
    Absent,
}

/// <summary>
/// Something about a line that somebody should look at: the reason and what to do are the texts <c>import.why.…</c> and
/// <c>import.do.…</c> of its kind.
/// </summary>
/// <param name="Column">The column of the file.</param>
/// <param name="Value">The value as it stands there.</param>
public sealed record ImportRemark(
    string Column,
    string? Value,
    string Kind,
    IReadOnlyList<string> Arguments
)
{
    public static ImportRemark Of(
        string column,
        string? value,
        string kind,
        params string[] arguments
    ) => new(column, value, kind, arguments);
}

/// <summary>One import of the national catalogue, with its figures.</summary>
public sealed class CatalogueImport
{
    public const int FileMaxLength = 200;

    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }
    public required DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string File { get; init; }

    /// <summary>SHA-256 of the file of procedures.</summary>
    public required string FileHash { get; init; }
    public string? PapersFile { get; init; }
    public required int Lines { get; init; }
    public required int Taken { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Refused { get; init; }
    public required int Absent { get; init; }

    /// <summary>Lines of the file of papers that belong to no procedure taken.</summary>
    public required int PapersRefused { get; init; }

    public int Of(LineOutcome outcome) =>
        outcome switch
        {
            LineOutcome.Taken => Taken,
            LineOutcome.Changed => Changed,
            LineOutcome.Unchanged => Unchanged,
            LineOutcome.Refused => Refused,
            _ => Absent,
        };
}

/// <summary>One line of the report of an import.</summary>
public sealed class CatalogueImportLine
{
    public required Guid ImportId { get; init; }

    /// <summary>Its place in the report.</summary>
    public required int Position { get; init; }

    /// <summary>The line of the file; 0 for what the file does not name.</summary>
    public required int Line { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required LineOutcome Outcome { get; init; }

    /// <summary>Whether somebody should look at it.</summary>
    public required bool HasRemarks { get; init; }
    public required IReadOnlyList<ImportRemark> Remarks { get; init; }
}

public sealed class CatalogueImportMapping : IEntityTypeConfiguration<CatalogueImport>
{
    public void Configure(EntityTypeBuilder<CatalogueImport> builder)
    {
        builder.ToTable("onestop_catalogue_imports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.File).HasMaxLength(CatalogueImport.FileMaxLength);
        builder.Property(i => i.PapersFile).HasMaxLength(CatalogueImport.FileMaxLength);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.HasIndex(i => i.Number).IsUnique();
    }
}

public sealed class CatalogueImportLineMapping : IEntityTypeConfiguration<CatalogueImportLine>
{
    public void Configure(EntityTypeBuilder<CatalogueImportLine> builder)
    {
        builder.ToTable("onestop_catalogue_import_lines");
        builder.HasKey(l => new { l.ImportId, l.Position });
        builder.Property(l => l.Code).HasMaxLength(60);
        builder.Property(l => l.Name).HasMaxLength(NationalProcedure.NameMaxLength);
        builder.Property(l => l.Outcome).HasMaxLength(20);
        builder
            .Property(l => l.Remarks)
            .HasConversion(l => CatalogueJson.Write(l), t => CatalogueJson.Read<ImportRemark>(t));
        builder
            .HasOne<CatalogueImport>()
            .WithMany()
            .HasForeignKey(l => l.ImportId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
