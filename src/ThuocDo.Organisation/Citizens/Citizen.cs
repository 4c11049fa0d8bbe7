using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Citizens;

public enum CitizenKind
{
    Person,

    /// <summary>A business, cooperative or other organisation, known by its registration number.</summary>
    Business,
}

/// <summary>
/// A citizen or business that once came in through an identity provider. There is no password here: what is kept is who the
/// provider says it is, how surely, and since when. The key is issuer and subject together; an e-mail address, a telephone
/// or an identity number never opens anything.
/// </summary>
public sealed class Citizen : IVersioned
{
    public const int IssuerMaxLength = 200;

    /// <summary>OpenID Connect Core, section 2: a subject has at most 255 characters.</summary>
    public const int SubjectMaxLength = 255;
    public const int NameMaxLength = 200;
    public const int IdentityMaxLength = 20;
    public const int PhoneMaxLength = 20;
    public const int EmailMaxLength = 120;

    private Citizen() { }

    public Guid Id { get; private set; }
    public string Issuer { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public CitizenKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched: without marks, in lower case.</summary>
    public string FoldedName { get; private set; } = "";

    /// <summary>Number of the identity card, or the registration number of the business.</summary>
    public string? IdentityNumber { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }
    public IdentityLevel Level { get; private set; }

    /// <summary>When the provider last checked who this is; none if it does not say.</summary>
    public DateTime? VerifiedAt { get; private set; }
    public DateTime RegisteredAt { get; private set; }

    /// <summary>Invented; it opens nothing outside demonstration mode.</summary>
    public bool IsDemonstration { get; private set; }

    /// <summary>Hides the particulars in the chain.</summary>
    public byte[] Salt { get; private set; } = [];

    /// <summary>The last event of the chain.</summary>
    public Guid Version { get; set; }

    public bool IsBusiness => Kind == CitizenKind.Business;

    public static Citizen Register(
        Guid id,
        IdentityAssertion assertion,
        byte[] salt,
        DateTime now,
        bool isDemonstration = false
    )
    {
        var citizen = new Citizen
        {
            Id = id,
            Issuer = assertion.Issuer,
            Subject = assertion.Subject,
            Kind = assertion.Kind,
            RegisteredAt = now,
            IsDemonstration = isDemonstration,
            Salt = salt,
        };
        citizen.Take(assertion);
        return citizen;
    }

    /// <summary>Takes over what the provider says now. True if something differs from what was known.</summary>
    /// <exception cref="InvalidOperationException">The assertion is about somebody else.</exception>
    public bool Take(IdentityAssertion assertion)
    {
        if ((assertion.Issuer, assertion.Subject) != (Issuer, Subject))
        {
            throw new InvalidOperationException("An assertion about somebody else was taken.");
        }

        var before = (Name, IdentityNumber, Phone, Email, Level, VerifiedAt);
        Name = assertion.Name;
        FoldedName = Folding.Fold(assertion.Name);
        IdentityNumber = assertion.IdentityNumber;
        Phone = assertion.Phone;
        Email = assertion.Email;
        Level = assertion.Level;
        VerifiedAt = assertion.VerifiedAt;
        return before != (Name, IdentityNumber, Phone, Email, Level, VerifiedAt);
    }

    /// <summary>Salted hash over everything that names somebody.</summary>
    public string Commitment() =>
        Canonical.Commitment(Salt, Issuer, Subject, Name, IdentityNumber, Phone, Email);
}

public sealed class CitizenMapping : IEntityTypeConfiguration<Citizen>
{
    public void Configure(EntityTypeBuilder<Citizen> builder)
    {
        builder.ToTable("organisation_citizens");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Issuer).HasMaxLength(Citizen.IssuerMaxLength);
        builder.Property(c => c.Subject).HasMaxLength(Citizen.SubjectMaxLength);
        builder.Property(c => c.Kind).HasMaxLength(20);
        builder.Property(c => c.Name).HasMaxLength(Citizen.NameMaxLength);
        builder.Property(c => c.FoldedName).HasMaxLength(Citizen.NameMaxLength);
        builder.Property(c => c.IdentityNumber).HasMaxLength(Citizen.IdentityMaxLength);
        builder.Property(c => c.Phone).HasMaxLength(Citizen.PhoneMaxLength);
        builder.Property(c => c.Email).HasMaxLength(Citizen.EmailMaxLength);
        builder.Property(c => c.Level).HasMaxLength(20);
        builder.HasIndex(c => new { c.Issuer, c.Subject }).IsUnique();
        builder.HasIndex(c => c.IdentityNumber);
        builder.HasIndex(c => c.FoldedName);
        builder.HasVersion();
        builder.Ignore(c => c.IsBusiness);
    }
}
