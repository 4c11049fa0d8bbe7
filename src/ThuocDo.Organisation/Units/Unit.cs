using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Units;

public enum UnitKind
{
    Province,
    Department,
    Office,
    District,
    Commune,
    Ward,
    Township,
    SpecialZone,

    /// <summary>A reporting area without authority of its own, such as the former Ninh Thuận.</summary>
    Area,
    Centre,
    DistrictOffice,
    PartyCommittee,
    PartyBody,
    MassOrganisation,
    PublicServiceUnit,
    VerticalAgency,
    Council,
}

public enum Level
{
    Province,
    District,
    Commune,
}

/// <summary>
/// One version of a unit: what it was called and where it belonged between two dates (half-open). A change of name,
/// parent, level or extent ends this version and begins another, joined to it by a <see cref="Succession"/>. Official
/// codes are not keys: 22750 named two different wards.
/// </summary>
public sealed class Unit
{
    public const int NameMaxLength = 200;
    public const int KeyMaxLength = 60;

    public required Guid Id { get; init; }

    /// <summary>The name of this version in the shipped facts and in addresses of pages.</summary>
    public required string Key { get; init; }

    /// <summary>Code of the General Statistics Office where there is one.</summary>
    public string? Code { get; init; }
    public required string Name { get; init; }
    public required string ShortName { get; init; }
    public required string NameEn { get; init; }
    public required UnitKind Kind { get; init; }
    public required Level Level { get; init; }
    public Guid? ParentId { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Identifier of the organisation in dossier codes (Decision 20/2020).</summary>
    public string? Identifier { get; init; }
    public int? Population { get; init; }
    public string? Act { get; init; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    public string NameIn(string language) => language == "en" ? NameEn : Name;

    public static Guid IdOf(string key) => StableId.From("unit:" + key);
}

public sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("organisation_units");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Key).HasMaxLength(Unit.KeyMaxLength);
        builder.Property(u => u.Name).HasMaxLength(Unit.NameMaxLength);
        builder.HasIndex(u => u.Key).IsUnique();
        builder.HasIndex(u => u.ParentId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(u => u.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public enum SuccessionKind
{
    Merged,
    Split,
    Renamed,
    Moved,
    TakenOver,
}

/// <summary>An edge from a unit that ended, wholly or in part, to the unit that goes on, by a legal act.</summary>
public sealed class Succession
{
    public required Guid Id { get; init; }
    public required Guid FromUnitId { get; init; }
    public required Guid ToUnitId { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required SuccessionKind Kind { get; init; }

    /// <summary>Part of the old unit that went this way, where known.</summary>
    public decimal? Share { get; init; }
    public string? Act { get; init; }
    public string? Note { get; init; }
}

public sealed class SuccessionMapping : IEntityTypeConfiguration<Succession>
{
    public void Configure(EntityTypeBuilder<Succession> builder)
    {
        builder.ToTable("organisation_successions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(s => s.FromUnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(s => s.ToUnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.FromUnitId, s.ToUnitId }).IsUnique();
    }
}
