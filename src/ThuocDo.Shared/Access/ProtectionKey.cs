using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.Shared.Access;

/// <summary>A key with which the web protects its cookies and forms; every web node reads the same ones.</summary>
public sealed class ProtectionKey
{
    public const int NameMaxLength = 100;

    public required string Name { get; init; }

    public required string Xml { get; init; }
}

public sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("protection_keys");
        builder.HasKey(k => k.Name);
        builder.Property(k => k.Name).HasMaxLength(ProtectionKey.NameMaxLength);
    }
}
