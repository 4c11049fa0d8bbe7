using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.People;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What a member of the staff signs in with. Citizens have no accounts here.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int UserNameMaxLength = 60;
    public const int DisplayNameMaxLength = Person.NameMaxLength;

    public Guid? PersonId { get; set; }

    public string DisplayName { get; set; } = "";

    /// <summary>The end of the lock-out after wrong passwords.</summary>
    public DateTime? LockedUntil { get; set; }

    /// <summary>As the framework asks for it; no engine sorts an instant with an offset alike, so none is stored.</summary>
    public override DateTimeOffset? LockoutEnd
    {
        get => LockedUntil is { } end ? new DateTimeOffset(end, TimeSpan.Zero) : null;
        set => LockedUntil = value?.UtcDateTime;
    }

    /// <summary>Its password is published: it opens nothing outside demonstration mode.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Closed by an administrator until opened again; the lock-out after wrong passwords passes by itself.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Signed in with a one-time password: nothing opens before a new one is set.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The time step of the last accepted code of the second factor; no code is accepted twice.</summary>
    public long? LastCodeStep { get; set; }

    public DateTime CreatedAt { get; set; }
}

public sealed class AccountMapping
    : IEntityTypeConfiguration<Account>,
        IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
        IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
        IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("organisation_accounts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.UserName).HasMaxLength(Account.UserNameMaxLength).IsRequired();
        builder
            .Property(a => a.NormalizedUserName)
            .HasMaxLength(Account.UserNameMaxLength)
            .IsRequired();
        builder.Property(a => a.Email).HasMaxLength(256);
        builder.Property(a => a.NormalizedEmail).HasMaxLength(256);
        builder.Property(a => a.DisplayName).HasMaxLength(Account.DisplayNameMaxLength);
        builder.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        builder.Ignore(a => a.LockoutEnd);
        builder.HasIndex(a => a.NormalizedUserName).IsUnique();
        builder.HasIndex(a => a.NormalizedEmail);
        builder
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(a => a.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("organisation_account_claims");
        builder.HasKey(c => c.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("organisation_account_logins");
        builder.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.Property(l => l.LoginProvider).HasMaxLength(128);
        builder.Property(l => l.ProviderKey).HasMaxLength(128);
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("organisation_account_tokens");
        builder.HasKey(t => new
        {
            t.UserId,
            t.LoginProvider,
            t.Name,
        });
        builder.Property(t => t.LoginProvider).HasMaxLength(128);
        builder.Property(t => t.Name).HasMaxLength(128);
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId);
    }
}
