using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>Which page showed the particulars.</summary>
public enum AccessPlace
{
    Dossier,
    Paper,
    File,

    /// <summary>An online submission; then the key is that of the submission.</summary>
    Submission,
    Licence,
}

/// <summary>Who read the particulars of which applicant, when. Kept apart from the history: reading changes nothing.</summary>
public sealed class AccessLine
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTime At { get; init; }
    public required AccessPlace Place { get; init; }
}

public sealed class AccessLineMapping : IEntityTypeConfiguration<AccessLine>
{
    public void Configure(EntityTypeBuilder<AccessLine> builder)
    {
        builder.ToTable("onestop_access_log");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Place).HasMaxLength(20);
        builder.HasIndex(l => new { l.DossierId, l.At });
        builder.HasIndex(l => new { l.AccountId, l.At });
    }
}

/// <summary>Writes the access log before the particulars are shown.</summary>
public sealed class AccessLog(ThuocDoDb db, Clock clock)
{
    public async Task WriteAsync(
        Guid dossierId,
        Guid accountId,
        AccessPlace place,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        using var turn = await db.Engine.EnterAsync(cancellation);
        db.Add(
            new AccessLine
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                DossierId = dossierId,
                AccountId = accountId,
                At = now,
                Place = place,
            }
        );
        await db.SaveChangesAsync(cancellation);
    }
}
