using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.ApiClients;

/// <summary>What a key opens. Without the scope an endpoint is closed.</summary>
public static class ApiScopes
{
    /// <summary>State and dates of the dossiers of the client's units, without particulars of persons.</summary>
    public const string DossiersRead = "dossiers.read";

    /// <summary>Messages of the national portal are handed in.</summary>
    public const string PortalInbox = "portal.inbox";

    /// <summary>edXML messages between agencies are handed in.</summary>
    public const string CirculationInbox = "circulation.inbox";

    public static readonly IReadOnlyList<string> All =
    [
        DossiersRead,
        PortalInbox,
        CirculationInbox,
    ];
}

/// <summary>Another system that may ask, with a key, for the units it was given, until a day.</summary>
public sealed class ApiClient : IVersioned
{
    public const int NameMaxLength = 100;

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret half of the key: the key itself is shown once and kept nowhere.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Of <see cref="ApiScopes"/>, joined by blanks.</summary>
    public required string Scopes { get; init; }

    /// <summary>This unit and everything below it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The first day on which the key opens nothing any more.</summary>
    public required DateOnly ExpiresOn { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; set; }
    public Guid Version { get; set; }

    public bool IsValidOn(DateOnly day) => RevokedAt is null && day < ExpiresOn;

    public bool Has(string scope) => Scopes.Split(' ').Contains(scope);
}

public sealed class ApiClientMapping : IEntityTypeConfiguration<ApiClient>
{
    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("organisation_api_clients");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(ApiClient.NameMaxLength);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(c => c.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasVersion();
    }
}

/// <summary>The text a client sends as bearer token: <c>td_</c>, the client, the secret.</summary>
public static class ApiKey
{
    private const string Prefix = "td_";

    /// <summary>256 bits: nobody guesses it, so no lock-out is needed.</summary>
    public static string NewSecret() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Format(Guid client, string secret) => $"{Prefix}{client:N}_{secret}";

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static (Guid Client, string Secret)? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.Length > Prefix.Length + 33
        && text[Prefix.Length + 32] == '_'
        && Guid.TryParseExact(text.AsSpan(Prefix.Length, 32), "N", out var client)
            ? (client, text[(Prefix.Length + 33)..])
            : null;
}
