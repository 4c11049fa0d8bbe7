using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Circulation.Registers;

public enum DocumentDirection
{
    Incoming,
    Outgoing,
}

/// <summary>On what way a document or a step of work went.</summary>
public enum Medium
{
    Electronic,
    Paper,
}

/// <summary>State secrets by the Law on their protection; of them the register holds number, day and level and nothing else.</summary>
public enum Secrecy
{
    None,
    Confidential,
    Secret,
    TopSecret,
}

/// <summary>A line of a unit's register of incoming or outgoing documents.</summary>
public sealed class RegisteredDocument : IChained
{
    public const int SubjectMaxLength = 1000;
    public const int NotationMaxLength = 80;
    public const int KindMaxLength = 80;
    public const int ReasonMaxLength = 300;

    public static readonly ChainedFields<RegisteredDocument> Fields = new(
        "circulated",
        ("unit", d => d.UnitId.ToString("D")),
        ("direction", d => d.Direction.ToString()),
        ("day", d => Canonical.Day(d.Day)),
        ("number", d => d.Number.ToString(CultureInfo.InvariantCulture)),
        ("secrecy", d => d.Secrecy.ToString()),
        ("notation", d => d.Notation),
        ("promulgated", d => d.PromulgatedOn is { } day ? Canonical.Day(day) : null),
        ("kind", d => d.Kind),
        ("subject", d => d.Subject),
        ("partners", d => d.Partners),
        ("between-agencies", d => d.IsBetweenAgencies ? "yes" : "no"),
        ("electronic", d => d.IsElectronic ? "yes" : "no"),
        ("due", d => d.DueOn is { } day ? Canonical.Day(day) : null),
        ("handled", d => d.HandledOn is { } day ? Canonical.Day(day) : null),
        ("work-file", d => d.WorkFileId?.ToString("D")),
        ("cancelled", d => d.CancelledOn is { } day ? Canonical.Day(day) : null),
        ("cancelled-for", d => d.CancelledFor)
    );

    public required Guid Id { get; init; }

    /// <summary>Whose register.</summary>
    public required Guid UnitId { get; init; }
    public required DocumentDirection Direction { get; init; }

    /// <summary>On which it came or was sent.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Of <see cref="Day"/>: numbers begin anew with each year.</summary>
    public required int Year { get; init; }

    /// <summary>From 1 within unit, direction and year.</summary>
    public required int Number { get; init; }
    public required Secrecy Secrecy { get; init; }

    /// <summary>Number and symbol of the document itself: 125/UBND-VP.</summary>
    public string? Notation { get; init; }
    public DateOnly? PromulgatedOn { get; init; }

    /// <summary>Letter, decision, report, as the document calls itself.</summary>
    public string? Kind { get; init; }
    public string? Subject { get; init; }

    /// <summary>Number, abstract and partners as they are searched; it follows from them and is no fact of its own.</summary>
    public required string Folded { get; init; }

    /// <summary>Senders or receivers, as <see cref="PartnerList"/> writes them.</summary>
    public string? Partners { get; init; }

    /// <summary>At least one receiver, or the sender, is an agency.</summary>
    public required bool IsBetweenAgencies { get; init; }

    /// <summary>To every agency it went electronically.</summary>
    public required bool IsElectronic { get; init; }

    /// <summary>The last day for the answer of an incoming document.</summary>
    public DateOnly? DueOn { get; init; }
    public DateOnly? HandledOn { get; private set; }
    public Guid? WorkFileId { get; private set; }
    public DateOnly? CancelledOn { get; private set; }
    public string? CancelledFor { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public static string Fold(string? notation, string? subject, IEnumerable<Partner> partners) =>
        Folding.Fold($"{notation} {subject} {string.Join(' ', partners.Select(p => p.Name))}");

    public bool IsOpen =>
        Direction == DocumentDirection.Incoming && CancelledOn is null && HandledOn is null;

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Finish(DateOnly day)
    {
        Demand(HandledOn is null);
        HandledOn = day;
    }

    /// <exception cref="InvalidOperationException">It is in another work file, or cancelled.</exception>
    public void PutInto(Guid workFile)
    {
        Demand(WorkFileId is null);
        WorkFileId = workFile;
    }

    /// <exception cref="InvalidOperationException">It is cancelled already.</exception>
    public void Cancel(DateOnly day, string reason)
    {
        Demand(true);
        (CancelledOn, CancelledFor) = (day, reason);
    }

    private void Demand(bool holds)
    {
        if (!holds || CancelledOn is not null)
        {
            throw new InvalidOperationException($"Document {Id} is settled.");
        }
    }
}

public sealed class RegisteredDocumentMapping : IEntityTypeConfiguration<RegisteredDocument>
{
    public void Configure(EntityTypeBuilder<RegisteredDocument> builder)
    {
        builder.ToTable("circulation_documents");
        builder.HasChain();
        builder.Property(d => d.Direction).HasMaxLength(10);
        builder.Property(d => d.Secrecy).HasMaxLength(20);
        builder.Property(d => d.Notation).HasMaxLength(RegisteredDocument.NotationMaxLength);
        builder.Property(d => d.Kind).HasMaxLength(RegisteredDocument.KindMaxLength);
        builder.Property(d => d.Subject).HasMaxLength(RegisteredDocument.SubjectMaxLength);
        builder.Property(d => d.CancelledFor).HasMaxLength(RegisteredDocument.ReasonMaxLength);
        builder
            .HasIndex(d => new
            {
                d.UnitId,
                d.Direction,
                d.Year,
                d.Number,
            })
            .IsUnique();
        builder.HasIndex(d => new { d.Direction, d.Day });
        // The figure of one unit and its year.
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.Direction,
            d.Day,
        });
        builder.HasIndex(d => d.WorkFileId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(d => d.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
