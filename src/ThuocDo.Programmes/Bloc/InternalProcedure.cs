using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Programmes.Bloc;

/// <summary>
/// How a body of the bloc handles a matter of its own: how long it takes and how many papers it asks for, when it was put in the register and now.
/// It is no administrative procedure: no citizen files it, the one-stop system does not know it, no figure of the board counts it.
/// </summary>
public sealed class InternalProcedure : IChained
{
    public const int NameMaxLength = 300;
    public const int DocumentMaxLength = 200;
    public const int MostDays = 1000;
    public const int MostPapers = 200;

    public static readonly ChainedFields<InternalProcedure> Fields = new(
        "internal-procedure",
        ("unit", p => p.UnitId.ToString("D")),
        ("number", p => Text(p.Number)),
        ("name", p => p.Name),
        ("first-days", p => Text(p.FirstDays)),
        ("first-papers", p => Text(p.FirstPapers)),
        ("days", p => Text(p.Days)),
        ("papers", p => Text(p.Papers)),
        ("registered", p => Canonical.Day(p.RegisteredOn)),
        ("reviewed", p => p.ReviewedOn is { } day ? Canonical.Day(day) : null),
        ("document", p => p.Document),
        ("abolished", p => p.IsAbolished ? "yes" : null)
    );

    public required Guid Id { get; init; }

    /// <summary>Whose it is; read by its heir when the body has ended.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>From 1 within the body.</summary>
    public required int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>Working days, as registered first: before any simplification.</summary>
    public required int FirstDays { get; init; }

    /// <summary>Papers of a file, as registered first.</summary>
    public required int FirstPapers { get; init; }
    public int Days { get; private set; }
    public int Papers { get; private set; }
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>The day of the last review; none: only registered.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The document by which it is as it now is.</summary>
    public string Document { get; private set; } = "";
    public bool IsAbolished { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Shorter, or with fewer papers, and in nothing harder than at first; or abolished.</summary>
    public bool IsSimplified =>
        IsAbolished
        || Days <= FirstDays && Papers <= FirstPapers && (Days < FirstDays || Papers < FirstPapers);

    /// <summary>Looked at within the year that ends on a day.</summary>
    public bool IsReviewedBy(DateOnly today) => ReviewedOn > today.AddYears(-1);

    /// <param name="since">The day from which it is so.</param>
    public static InternalProcedure Register(
        Guid id,
        Guid unit,
        int number,
        string name,
        int days,
        int papers,
        DateOnly since,
        string document
    ) =>
        new()
        {
            Id = id,
            UnitId = unit,
            Number = number,
            Name = name,
            FirstDays = days,
            FirstPapers = papers,
            Days = days,
            Papers = papers,
            RegisteredOn = since,
            Document = document,
        };

    /// <exception cref="InvalidOperationException">It was abolished.</exception>
    public void Review(int days, int papers, DateOnly day, string document, bool abolish)
    {
        if (IsAbolished)
        {
            throw new InvalidOperationException($"Procedure {Id} is abolished.");
        }

        if (!abolish)
        {
            (Days, Papers) = (days, papers);
        }

        (ReviewedOn, Document, IsAbolished) = (day, document, abolish);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is said of an internal procedure.</summary>
public static class ProcedureRules
{
    /// <param name="since">The day from which it stands in the register; none: it is new.</param>
    /// <returns>None where it can be written.</returns>
    public static Outcome? FaultOf(
        string name,
        int days,
        int papers,
        DateOnly day,
        string document,
        DateOnly? since,
        DateOnly today
    ) =>
        name.Length is 0 or > InternalProcedure.NameMaxLength
            ? Outcome.Refused("bloc.refused.name", InternalProcedure.NameMaxLength)
        : days is < 0 or > InternalProcedure.MostDays
        || papers is < 0 or > InternalProcedure.MostPapers
            ? Outcome.Refused(
                "bloc.refused.numbers",
                InternalProcedure.MostDays,
                InternalProcedure.MostPapers
            )
        : document.Length is 0 or > InternalProcedure.DocumentMaxLength
            ? Outcome.Refused("bloc.refused.document", InternalProcedure.DocumentMaxLength)
        : day > today ? Outcome.Refused("bloc.refused.future", day)
        : day < since ? Outcome.Refused("bloc.refused.before", since)
        : null;
}

public sealed class InternalProcedureMapping : IEntityTypeConfiguration<InternalProcedure>
{
    public void Configure(EntityTypeBuilder<InternalProcedure> builder)
    {
        builder.ToTable("internal_procedures");
        builder.HasChain();
        builder.Property(p => p.Name).HasMaxLength(InternalProcedure.NameMaxLength);
        builder.Property(p => p.Document).HasMaxLength(InternalProcedure.DocumentMaxLength);
        builder.HasIndex(p => new { p.UnitId, p.Number }).IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(p => p.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
