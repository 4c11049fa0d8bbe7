using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <summary>Why somebody is away, in a word. Illness has no word of its own: health is nobody's business here.</summary>
public enum AbsenceReason
{
    Leave,
    Mission,
    Training,
    Other,
}

/// <summary>
/// Somebody is away for a time (vắng mặt): until then nobody gives him or her a dossier by name. Periods are not changed; one
/// that ends earlier is ended.
/// </summary>
public sealed class Absence : IChained
{
    public static readonly ChainedFields<Absence> Fields = new(
        "absence",
        ("account", a => a.AccountId.ToString("D")),
        ("from", a => Canonical.Day(a.From)),
        ("to", a => Canonical.Day(a.To)),
        ("reason", a => a.Reason.ToString())
    );

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day back.</summary>
    public required DateOnly To { get; set; }
    public required AbsenceReason Reason { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>The last day away.</summary>
    public DateOnly LastDay => To.AddDays(-1);

    /// <summary>Back today; what has not begun never will.</summary>
    public void End(DateOnly today) => To = today < From ? From : today;
}

public sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("onestop_absences");
        builder.HasChain();
        builder.Property(a => a.From).HasColumnName("valid_from");
        builder.Property(a => a.To).HasColumnName("valid_to");
        builder.Property(a => a.Reason).HasMaxLength(20);
        builder.HasIndex(a => new { a.AccountId, a.To });
        builder.Ignore(a => a.LastDay);
    }
}
