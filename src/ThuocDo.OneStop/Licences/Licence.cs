using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Licences;

/// <summary>How a later licence takes the place of an earlier one.</summary>
public enum LicenceFollowing
{
    /// <summary>For a further term, or with changed content (gia hạn).</summary>
    Renewal,

    /// <summary>For the same right on a new paper: lost, damaged, changed particulars (cấp lại, cấp đổi).</summary>
    Replacement,
}

/// <summary>
/// One line of a register of licences and certificates (giấy phép, chứng chỉ): a result with a validity of its own. It names
/// nobody: the holder is the applicant of the dossier that issued it, and is read there under the rules of that dossier.
/// Whether it is in force is never stored, see <see cref="LicenceStates"/>.
/// </summary>
public sealed class Licence : IChained
{
    public const int NumberMaxLength = 60;
    public const int SignerMaxLength = 120;
    public const int ActMaxLength = 120;
    public const int ReasonMaxLength = 500;
    public const string Chain = "licence";

    public static readonly ChainedFields<Licence> Fields = new(
        Chain,
        ("dossier", l => l.DossierId.ToString("D")),
        ("unit", l => l.UnitId.ToString("D")),
        ("kind", l => l.ProcedureId.ToString("D")),
        ("number", l => l.Number),
        ("number_key", l => l.NumberKey),
        ("reference", l => l.Reference),
        ("issued_on", l => Canonical.Day(l.IssuedOn)),
        ("valid_from", l => Canonical.Day(l.ValidFrom)),
        ("valid_to", l => Day(l.ValidTo)),
        ("signer", l => l.Signer),
        ("file", l => l.ResultHash),
        ("follows", l => l.FollowsId?.ToString("D")),
        ("followed_by", l => l.FollowedById?.ToString("D")),
        ("followed_as", l => l.FollowedAs?.ToString()),
        ("followed_from", l => Day(l.FollowedFrom)),
        ("revocation_act", l => l.RevocationAct),
        ("revocation_act_on", l => Day(l.RevocationActOn)),
        ("revoked_from", l => Day(l.RevokedFrom)),
        ("revocation_reason", l => l.RevocationReason),
        ("holder_told_on", l => Day(l.HolderToldOn))
    );

    public required Guid Id { get; init; }

    /// <summary>The dossier whose result it is; a result stands in a register once.</summary>
    public required Guid DossierId { get; init; }

    /// <summary>The agency that issued it and keeps the register.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The kind of licence: the procedure by which it was issued.</summary>
    public required Guid ProcedureId { get; init; }

    /// <summary>As it stands on the licence; once within unit and kind.</summary>
    public required string Number { get; set; }

    /// <summary>The number as compared and searched, see <see cref="KeyOf"/>.</summary>
    public required string NumberKey { get; set; }

    /// <summary>The check code printed beside the number: with both, anybody learns whether the licence is in force.</summary>
    public required string Reference { get; init; }
    public required DateOnly IssuedOn { get; set; }
    public required DateOnly ValidFrom { get; set; }

    /// <summary>The last day of validity; none: without term.</summary>
    public DateOnly? ValidTo { get; set; }
    public required string Signer { get; set; }

    /// <summary>Hash of the signed file, if there is one here.</summary>
    public string? ResultHash { get; init; }

    /// <summary>The earlier licence whose place it takes.</summary>
    public Guid? FollowsId { get; set; }

    /// <summary>The later licence that takes its place.</summary>
    public Guid? FollowedById { get; set; }
    public LicenceFollowing? FollowedAs { get; set; }

    /// <summary>The first day of the later one.</summary>
    public DateOnly? FollowedFrom { get; set; }

    /// <summary>Number of the legal act that revokes it.</summary>
    public string? RevocationAct { get; set; }
    public DateOnly? RevocationActOn { get; set; }

    /// <summary>The first day on which it is revoked.</summary>
    public DateOnly? RevokedFrom { get; set; }
    public string? RevocationReason { get; set; }

    /// <summary>When the holder was told that it expires soon.</summary>
    public DateOnly? HolderToldOn { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Capitals and blanks make no other number.</summary>
    public static string KeyOf(string number) =>
        string.Concat(number.Normalize().Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    private static string? Day(DateOnly? day) => day is { } known ? Canonical.Day(known) : null;
}

/// <summary>
/// The check code of a licence: sixteen characters without look-alikes, some 79 bits, in four groups. It is no secret of
/// the holder: whoever is shown the licence may know it.
/// </summary>
public static class LicenceCode
{
    public const int Length = 16;

    /// <summary>With what people put between the groups.</summary>
    public const int TypedMaxLength = 30;
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static string Normal(string typed) =>
        string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>In groups of four.</summary>
    public static string Shown(string code) =>
        string.Join('-', code.Chunk(4).Select(group => new string(group)));
}

public sealed class LicenceMapping : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("onestop_licences");
        builder.HasChain();
        builder.Property(l => l.Number).HasMaxLength(Licence.NumberMaxLength);
        builder.Property(l => l.NumberKey).HasMaxLength(Licence.NumberMaxLength);
        builder.Property(l => l.Reference).HasMaxLength(LicenceCode.Length);
        builder.Property(l => l.Signer).HasMaxLength(Licence.SignerMaxLength);
        builder.Property(l => l.ResultHash).HasMaxLength(FileHash.Length);
        builder.Property(l => l.FollowedAs).HasMaxLength(20);
        builder.Property(l => l.RevocationAct).HasMaxLength(Licence.ActMaxLength);
        builder.Property(l => l.RevocationReason).HasMaxLength(Licence.ReasonMaxLength);
        builder
            .HasIndex(l => new
            {
                l.UnitId,
                l.ProcedureId,
                l.NumberKey,
            })
            .IsUnique();
        builder.HasIndex(l => l.DossierId).IsUnique();
        builder.HasIndex(l => l.Reference).IsUnique();
        builder.HasIndex(l => l.FollowsId).IsUnique();
        builder.HasIndex(l => new { l.UnitId, l.ValidTo });
    }
}
