using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>A role of an account for a unit and its whole subtree, between two days.</summary>
public sealed class RoleAssignment
{
    private RoleAssignment() { }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Role Role { get; private set; }
    public Guid UnitId { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>The first day on which the role is no longer held.</summary>
    public DateOnly? To { get; private set; }

    public bool IsHeldOn(DateOnly day) => From <= day && (To is null || day < To);

    public static RoleAssignment Create(
        Guid id,
        Guid accountId,
        Role role,
        Guid unitId,
        DateOnly from
    ) =>
        new()
        {
            Id = id,
            AccountId = accountId,
            Role = role,
            UnitId = unitId,
            From = from,
        };

    /// <summary>Ends the role at once: today is the first day without it.</summary>
    public void End(DateOnly today) => To = today < From ? From : today;
}

public sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("organisation_role_assignments");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Role).HasMaxLength(30);
        builder.Property(r => r.From).HasColumnName("valid_from");
        builder.Property(r => r.To).HasColumnName("valid_to");
        builder.HasIndex(r => r.AccountId);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(r => r.AccountId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(r => r.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
