using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Denunciations;

public enum DenunciationState
{
    Received,
    Accepted,
    NotAccepted,
    Concluded,
}

/// <summary>
/// The key pair with which somebody reads denunciations. Its private half opens by the passphrase of that person alone: nobody can give out
/// a new one, and what was sealed for a lost key is lost to that person.
/// </summary>
public sealed class DenunciationKey : IChained
{
    public static readonly ChainedFields<DenunciationKey> Fields = new(
        "denunciation-key",
        ("account", k => k.AccountId.ToString("D")),
        ("public", k => Hash(k.PublicKey)),
        ("private", k => Hash(k.SealedPrivate)),
        ("receives", k => k.Receives ? "yes" : null)
    );

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] PublicKey { get; init; }
    public required byte[] SealedPrivate { get; init; }

    /// <summary>New denunciations to the bodies of this person are sealed for this key.</summary>
    public bool Receives { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>
/// A denunciation (tố cáo). Who sent it, what it says and its files lie in one sealed box; beside it stands only what its clock needs. The
/// chain knows the box by its hash.
/// </summary>
public sealed class Denunciation : IChained
{
    public const string Chain = "denunciation";

    public static readonly ChainedFields<Denunciation> Fields = new(
        Chain,
        ("code", d => d.Code),
        ("secret", d => Convert.ToHexStringLower(d.SecretHash)),
        ("unit", d => d.UnitId.ToString("D")),
        ("received", d => Canonical.Day(d.ReceivedOn)),
        ("box", d => d.BoxHash),
        ("state", d => d.State.ToString()),
        ("accepted", d => d.AcceptedOn is { } day ? Canonical.Day(day) : null),
        ("ended", d => d.EndedOn is { } day ? Canonical.Day(day) : null),
        ("named", d => d.Named),
        ("seats", d => d.SeatsHash)
    );

    public required Guid Id { get; init; }

    /// <summary>Made by chance: it tells neither how many there are nor when.</summary>
    public required string Code { get; init; }
    public required byte[] SecretHash { get; init; }

    /// <summary>The body it was sent to.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Of the box, which lies apart: it may be large, and only an opening reads it.</summary>
    public required string BoxHash { get; init; }
    public DenunciationState State { get; private set; }
    public DateOnly? AcceptedOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Accounts that can open it, in order, joined by commas.</summary>
    public required string Named { get; set; }

    /// <summary>Of who sits and of the keys wrapped for them, so that no seat is taken away or spoilt unseen.</summary>
    public required string SeatsHash { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public DateOnly? DueOn(WorkCalendar calendar) =>
        State switch
        {
            DenunciationState.Received => VoiceClocks.Due(Chain, "accept", ReceivedOn, calendar),
            DenunciationState.Accepted => VoiceClocks.Due(
                Chain,
                "settle",
                AcceptedOn!.Value,
                calendar
            ),
            _ => null,
        };

    public void Move(DenunciationState state, DateOnly day)
    {
        State = state;
        if (state == DenunciationState.Accepted)
        {
            AcceptedOn = day;
        }
        else
        {
            EndedOn = day;
        }
    }

    public static string Join(IEnumerable<Guid> accounts) =>
        string.Join(
            ',',
            accounts.Select(a => a.ToString("D")).Distinct().Order(StringComparer.Ordinal)
        );
}

/// <summary>Who sent it, what it says and its files, sealed.</summary>
public sealed class DenunciationBox
{
    public required Guid DenunciationId { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>The key of a denunciation, wrapped for one person named.</summary>
public sealed class DenunciationSeat
{
    public required Guid DenunciationId { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] Wrapped { get; init; }

    public static string HashOf(IEnumerable<DenunciationSeat> seats) =>
        DenunciationKey.Hash(
            Encoding.UTF8.GetBytes(
                string.Join(
                    ',',
                    seats
                        .Select(s => $"{s.AccountId:D}:{DenunciationKey.Hash(s.Wrapped)}")
                        .Order(StringComparer.Ordinal)
                )
            )
        );
}

/// <summary>A note of somebody named, sealed with the key of its denunciation.</summary>
public sealed class DenunciationNote : IChained
{
    public static readonly ChainedFields<DenunciationNote> Fields = new(
        "denunciation-note",
        ("denunciation", n => n.DenunciationId.ToString("D")),
        ("author", n => n.AccountId.ToString("D")),
        ("box", n => DenunciationKey.Hash(n.Box))
    );

    public required Guid Id { get; init; }
    public required Guid DenunciationId { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTime At { get; init; }
    public required byte[] Box { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class DenunciationMapping
    : IEntityTypeConfiguration<DenunciationKey>,
        IEntityTypeConfiguration<Denunciation>,
        IEntityTypeConfiguration<DenunciationBox>,
        IEntityTypeConfiguration<DenunciationSeat>,
        IEntityTypeConfiguration<DenunciationNote>
{
    public void Configure(EntityTypeBuilder<DenunciationKey> builder)
    {
        builder.ToTable("voice_denunciation_keys");
        builder.HasChain();
        builder.HasIndex(k => k.AccountId).IsUnique();
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(k => k.AccountId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Denunciation> builder)
    {
        builder.ToTable("voice_denunciations");
        builder.HasChain();
        builder.Property(d => d.Code).HasMaxLength(20);
        builder.Property(d => d.State).HasMaxLength(20);
        builder.Property(d => d.BoxHash).HasMaxLength(64);
        builder.Property(d => d.SeatsHash).HasMaxLength(64);
        builder.HasIndex(d => d.Code).IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(d => d.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DenunciationBox> builder)
    {
        builder.ToTable("voice_denunciation_boxes");
        builder.HasKey(b => b.DenunciationId);
        builder.Property(b => b.DenunciationId).ValueGeneratedNever();
        builder
            .HasOne<Denunciation>()
            .WithOne()
            .HasForeignKey<DenunciationBox>(b => b.DenunciationId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DenunciationSeat> builder)
    {
        builder.ToTable("voice_denunciation_seats");
        builder.HasKey(s => new { s.DenunciationId, s.AccountId });
        builder.HasIndex(s => s.AccountId);
        builder
            .HasOne<Denunciation>()
            .WithMany()
            .HasForeignKey(s => s.DenunciationId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DenunciationNote> builder)
    {
        builder.ToTable("voice_denunciation_notes");
        builder.HasChain();
        builder.HasIndex(n => n.DenunciationId);
        builder
            .HasOne<Denunciation>()
            .WithMany()
            .HasForeignKey(n => n.DenunciationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
