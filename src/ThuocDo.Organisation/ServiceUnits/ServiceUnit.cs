using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>
/// A public service unit as an enduring body: name and whether it counts. When it stands, where it belongs, what it was allowed and who
/// works there is told by <see cref="OrganisationAct"/>s, never kept here.
/// </summary>
public sealed class ServiceUnit : IChained
{
    public const int ReasonMaxLength = 300;

    public static readonly ChainedFields<ServiceUnit> Fields = new(
        "service-unit",
        ("name", u => u.Name),
        ("name-en", u => u.NameEn),
        ("place", u => u.PlaceId.ToString("D")),
        ("left-out", u => u.LeftOut)
    );

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The version of a unit that it is, or that it stands under, when it is entered.</summary>
    public required Guid PlaceId { get; init; }

    /// <summary>
    /// Why it is in no figure of T14 and T15, for instance because it is an administrative unit; none: it counts. Central units are never entered.
    /// </summary>
    public string? LeftOut { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool Counts => LeftOut is null;

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

public sealed class ServiceUnitMapping : IEntityTypeConfiguration<ServiceUnit>
{
    public void Configure(EntityTypeBuilder<ServiceUnit> builder)
    {
        builder.ToTable("service_units");
        builder.HasChain();
        builder.Property(u => u.Name).HasMaxLength(Unit.NameMaxLength);
        builder.Property(u => u.NameEn).HasMaxLength(Unit.NameMaxLength);
        builder.Property(u => u.LeftOut).HasMaxLength(ServiceUnit.ReasonMaxLength);
        builder.HasIndex(u => u.PlaceId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(u => u.PlaceId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
