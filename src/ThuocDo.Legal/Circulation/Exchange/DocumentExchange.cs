using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>How a message gets to its partner.</summary>
public enum Transport
{
    /// <summary>The partner is a unit of this very system.</summary>
    Inside,

    /// <summary>To the address of the partner, or of the gateway.</summary>
    Http,

    /// <summary>Into a folder that somebody else's program empties.</summary>
    Folder,

    /// <summary>A person saves the file and hands it over.</summary>
    ByHand,
}

/// <summary>One document between one unit of ours and one partner, as our side knows it.</summary>
public sealed class DocumentExchange : IChained
{
    public const int IdentifierMaxLength = 200;

    public static readonly ChainedFields<DocumentExchange> Fields = new(
        "exchange",
        ("side", e => e.Side.ToString()),
        ("unit", e => e.UnitId.ToString("D")),
        ("own", e => e.Own),
        ("partner", e => e.Partner),
        ("partner-name", e => e.PartnerName),
        ("edxml", e => e.EdxmlId),
        ("notation", e => e.Notation),
        ("subject", e => e.Subject),
        ("transport", e => e.Transport.ToString()),
        ("message", e => e.EnvelopeId.ToString("D")),
        ("document", e => e.DocumentId?.ToString("D")),
        ("progress", e => e.Progress is { } code ? EdxmlText.Of(code) : null),
        ("recall", e => e.Recall is { } code ? EdxmlText.Of(code) : null)
    );

    public required Guid Id { get; init; }

    /// <summary>What we are in it.</summary>
    public required ExchangeSide Side { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>The identifier under which we are in it: it stays, also where an heir goes on.</summary>
    public required string Own { get; init; }

    /// <summary>Identifier of the other organisation.</summary>
    public required string Partner { get; init; }
    public required string PartnerName { get; init; }

    /// <summary>The id of the document in the messages, unique at its sender.</summary>
    public required string EdxmlId { get; init; }
    public required string Notation { get; init; }
    public required string Subject { get; init; }
    public required Transport Transport { get; init; }

    /// <summary>The message that brought the document, or was sent with it.</summary>
    public required Guid EnvelopeId { get; init; }

    /// <summary>The line of our register; none while what came is not registered.</summary>
    public Guid? DocumentId { get; private set; }
    public DocumentStatus? Progress { get; private set; }
    public DocumentStatus? Recall { get; private set; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public ExchangeState State => new(Progress, Recall);

    public void Become(ExchangeState state) => (Progress, Recall) = (state.Progress, state.Recall);

    public void RegisterAs(Guid document) => DocumentId = document;
}

/// <summary>A message as it came or went: never changed, packed, and known by the key of its content.</summary>
public sealed class EdxmlEnvelope
{
    public const int SourceMaxLength = 60;
    public const int KeyMaxLength = 64;

    public required Guid Id { get; init; }
    public required bool IsOutgoing { get; init; }

    /// <summary>Who handed it in: a client, the folder, a person.</summary>
    public required string Source { get; init; }

    /// <summary>The same key is the same message.</summary>
    public required string MessageKey { get; init; }

    /// <summary>The bytes by gzip.</summary>
    public required byte[] Packed { get; init; }

    /// <summary>SHA-256 of the bytes in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }
    public required DateTime At { get; init; }
    public DateTime? HandledAt { get; set; }

    public static EdxmlEnvelope Of(
        Guid id,
        bool isOutgoing,
        string source,
        string key,
        byte[] message,
        DateTime at
    ) => Of(id, isOutgoing, source, key, stream => stream.Write(message), at);

    /// <summary>Packed while it is written: the message never stands in memory as a whole.</summary>
    public static EdxmlEnvelope Of(
        Guid id,
        bool isOutgoing,
        string source,
        string key,
        Action<Stream> message,
        DateTime at
    )
    {
        using var packed = new MemoryStream();
        using var sum = SHA256.Create();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var counted = new CryptoStream(gzip, sum, CryptoStreamMode.Write, leaveOpen: true))
        {
            message(counted);
            counted.FlushFinalBlock();
        }

        return new()
        {
            Id = id,
            IsOutgoing = isOutgoing,
            Source = source,
            MessageKey = key,
            Packed = packed.ToArray(),
            Hash = Convert.ToHexStringLower(sum.Hash!),
            At = at,
        };
    }

    /// <exception cref="InvalidDataException">The row was damaged, or holds more than a message may.</exception>
    public byte[] Unpack()
    {
        using var packed = new GZipStream(
            new MemoryStream(Packed, writable: false),
            CompressionMode.Decompress
        );
        using var message = new MemoryStream();
        var chunk = new byte[32 * 1024];
        for (int read; (read = packed.Read(chunk)) > 0; )
        {
            if (message.Length + read > EdxmlLimits.Usual.Bytes)
            {
                throw new InvalidDataException($"Message {Id} is longer than a message may be.");
            }

            message.Write(chunk, 0, read);
        }

        return message.ToArray();
    }
}

public sealed class DocumentExchangeMapping : IEntityTypeConfiguration<DocumentExchange>
{
    public void Configure(EntityTypeBuilder<DocumentExchange> builder)
    {
        builder.ToTable("circulation_exchanges");
        builder.HasChain();
        builder.Property(e => e.Side).HasMaxLength(10);
        builder.Property(e => e.Transport).HasMaxLength(10);
        builder.Property(e => e.Progress).HasMaxLength(20);
        builder.Property(e => e.Recall).HasMaxLength(20);
        builder.Property(e => e.Own).HasMaxLength(DocumentExchange.IdentifierMaxLength);
        builder.Property(e => e.Partner).HasMaxLength(DocumentExchange.IdentifierMaxLength);
        builder.Property(e => e.PartnerName).HasMaxLength(DocumentExchange.IdentifierMaxLength);
        builder.Property(e => e.EdxmlId).HasMaxLength(DocumentExchange.IdentifierMaxLength);
        builder
            .HasIndex(e => new
            {
                e.EdxmlId,
                e.Side,
                e.UnitId,
                e.Partner,
            })
            .IsUnique();
        builder.HasIndex(e => new { e.UnitId, e.StartedAt });
        builder.HasIndex(e => e.DocumentId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(e => e.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<RegisteredDocument>()
            .WithMany()
            .HasForeignKey(e => e.DocumentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<EdxmlEnvelope>()
            .WithMany()
            .HasForeignKey(e => e.EnvelopeId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class EdxmlEnvelopeMapping : IEntityTypeConfiguration<EdxmlEnvelope>
{
    public void Configure(EntityTypeBuilder<EdxmlEnvelope> builder)
    {
        builder.ToTable("circulation_envelopes");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Source).HasMaxLength(EdxmlEnvelope.SourceMaxLength);
        builder.Property(e => e.MessageKey).HasMaxLength(EdxmlEnvelope.KeyMaxLength);
        builder.Property(e => e.Hash).HasMaxLength(EdxmlEnvelope.KeyMaxLength);
        builder.HasIndex(e => new { e.IsOutgoing, e.MessageKey }).IsUnique();
    }
}
