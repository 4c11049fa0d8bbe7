using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace ThuocDo.IdentityProvider.Store;

/// <summary>A person with an electronic identity.</summary>
public sealed class ProviderAccount
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What relying parties know the person by; never given to anybody else.</summary>
    public string Subject { get; init; } = RandomNumberGenerator.GetHexString(32, lowercase: true);
    public required string Name { get; set; }
    public required string IdentityNumber { get; init; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    /// <summary>1 or 2, as Decree 69/2024 counts them; 0 is only declared.</summary>
    public int Level { get; set; }
    public DateTime? VerifiedAt { get; set; }
    public string PasswordHash { get; set; } = "";

    /// <summary>The name of an account of the staff, for a province whose staff sign in here too.</summary>
    public string? StaffUserName { get; init; }
}

/// <summary>A business or other organisation, for which its owner and delegates sign in.</summary>
public sealed class ProviderBusiness
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Subject { get; init; } = RandomNumberGenerator.GetHexString(32, lowercase: true);
    public required string Name { get; init; }
    public required string RegistrationNumber { get; init; }
    public required Guid OwnerId { get; init; }
    public required DateTime VerifiedAt { get; init; }
}

/// <summary>Somebody who may sign in for the business beside its owner.</summary>
public sealed class ProviderDelegate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid BusinessId { get; init; }
    public required Guid AccountId { get; init; }
    public required DateOnly Until { get; init; }
}

public sealed class ProviderDb(DbContextOptions<ProviderDb> options) : DbContext(options)
{
    public DbSet<ProviderAccount> Accounts => Set<ProviderAccount>();
    public DbSet<ProviderBusiness> Businesses => Set<ProviderBusiness>();
    public DbSet<ProviderDelegate> Delegates => Set<ProviderDelegate>();

    /// <summary>The businesses for which somebody may sign in on a day.</summary>
    public async Task<List<ProviderBusiness>> BusinessesOfAsync(Guid account, DateOnly today) =>
        await Businesses
            .Where(b =>
                b.OwnerId == account
                || Delegates.Any(d =>
                    d.BusinessId == b.Id && d.AccountId == account && d.Until >= today
                )
            )
            .OrderBy(b => b.Name)
            .ToListAsync();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ProviderAccount>().HasIndex(a => a.IdentityNumber).IsUnique();
        modelBuilder.Entity<ProviderAccount>().HasIndex(a => a.Subject).IsUnique();
        modelBuilder.Entity<ProviderBusiness>().HasIndex(b => b.RegistrationNumber).IsUnique();
        modelBuilder.Entity<ProviderBusiness>().HasIndex(b => b.Subject).IsUnique();
    }
}
