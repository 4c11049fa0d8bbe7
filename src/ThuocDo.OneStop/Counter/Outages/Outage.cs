using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Counter.Outages;

/// <summary>
/// A time in which an office could not work in the system and took dossiers in on paper. What was taken in then is entered
/// later at its true time: the applicant's promise does not suffer from the outage.
/// </summary>
public sealed class Outage : IChained
{
    public const int WhatMaxLength = 200;

    public static readonly ChainedFields<Outage> Fields = new(
        "outage",
        ("unit", o => o.UnitId.ToString("D")),
        ("from", o => Canonical.Instant(o.FromAt)),
        ("to", o => Canonical.Instant(o.ToAt)),
        ("what", o => o.What),
        ("reported_at", o => Canonical.Instant(o.ReportedAt)),
        ("reported_by", o => o.ReportedBy?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime FromAt { get; init; }

    /// <summary>UTC; none while it lasts.</summary>
    public DateTime? ToAt { get; set; }

    /// <summary>What failed, in the words of whoever reports it.</summary>
    public required string What { get; init; }
    public required DateTime ReportedAt { get; init; }
    public Guid? ReportedBy { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Whether a dossier may have been taken in on paper at this instant, its ends included.</summary>
    public bool Covers(DateTime instant, DateTime now) =>
        FromAt <= instant && instant <= (ToAt ?? now);
}

public sealed class OutageMapping : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("onestop_outages");
        builder.HasChain();
        builder.Property(o => o.What).HasMaxLength(Outage.WhatMaxLength);
        builder.HasIndex(o => new { o.UnitId, o.FromAt });
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(o => o.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
