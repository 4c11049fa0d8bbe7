using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Webhooks;

/// <summary>Another system that is told of the events of dossiers of a unit and those below it.</summary>
public sealed class Webhook : IVersioned
{
    public const int NameMaxLength = 100;
    public const int UrlMaxLength = 300;

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Url { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>The key of the signatures, protected by the keys of the web nodes: it must be readable to sign.</summary>
    public required string SealedSecret { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? EndedAt { get; set; }
    public Guid Version { get; set; }
}

public sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("onestop_webhooks");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Name).HasMaxLength(Webhook.NameMaxLength);
        builder.Property(w => w.Url).HasMaxLength(Webhook.UrlMaxLength);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(w => w.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasVersion();
    }
}
