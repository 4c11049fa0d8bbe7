using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Post;

public enum ShipmentDirection
{
    /// <summary>Papers from the applicant to the office (gửi hồ sơ).</summary>
    ToOffice,

    /// <summary>The result to the applicant (nhận kết quả).</summary>
    ToCitizen,
}

public enum ShipmentState
{
    /// <summary>Made here; the carrier does not know it yet.</summary>
    Ordered,

    /// <summary>Known to the carrier, which has given it a number of its own.</summary>
    Accepted,

    /// <summary>In the postman's bag, against signature.</summary>
    Collected,
    InTransit,

    /// <summary>Could not be handed out; tried again or sent back.</summary>
    Failed,
    Delivered,
    SentBack,
    Lost,
    Cancelled,
}

/// <summary>
/// One item of the public post (Decision 45/2016/QĐ-TTg): papers of a dossier on their way to the office, or its result
/// on the way to the applicant. It names nobody: name, telephone and address are those of the dossier and are read when
/// the carrier is told.
/// </summary>
public sealed class Shipment : IChained
{
    public const int TrackingMaxLength = 40;
    public const int NoteMaxLength = 300;
    public const string Chain = "shipment";

    public static readonly ChainedFields<Shipment> Fields = new(
        Chain,
        ("code", s => s.Code),
        ("dossier", s => s.DossierId.ToString("D")),
        ("unit", s => s.UnitId.ToString("D")),
        ("direction", s => s.Direction.ToString()),
        ("state", s => s.State.ToString()),
        ("state_at", s => Canonical.Instant(s.StateAt)),
        ("tracking", s => s.Tracking),
        ("cost", s => s.Cost is { } cost ? Canonical.Number(cost) : null),
        ("bill", s => s.Bill),
        ("bag", s => s.BagId?.ToString("D"))
    );

    public required Guid Id { get; init; }

    /// <summary>What stands on the envelope: the office's number of the year.</summary>
    public required string Code { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>The office that sends or expects it.</summary>
    public required Guid UnitId { get; init; }
    public required ShipmentDirection Direction { get; init; }
    public required ShipmentState State { get; set; }

    /// <summary>When that state began, by the carrier's word where it has given it.</summary>
    public required DateTime StateAt { get; set; }
    public required DateTime OrderedAt { get; init; }

    /// <summary>The carrier's number.</summary>
    public string? Tracking { get; set; }

    /// <summary>Postal charge in đồng, borne by the applicant (Decision 45/2016 Art 12.3).</summary>
    public decimal? Cost { get; set; }

    /// <summary>Number of the bill on which the charge stands.</summary>
    public string? Bill { get; set; }
    public Guid? BagId { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Still under way, so that the same thing is not sent twice.</summary>
    public bool IsOpen => IsUnderWay(State);

    public static bool IsUnderWay(ShipmentState state) =>
        state
            is ShipmentState.Ordered
                or ShipmentState.Accepted
                or ShipmentState.Collected
                or ShipmentState.InTransit
                or ShipmentState.Failed;
}

/// <summary>
/// How far an item has come. Carriers tell late, twice and out of order: what is older than what is known changes nothing.
/// </summary>
public static class ShipmentMoves
{
    /// <summary>True if an item in one state can be in the other one next.</summary>
    public static bool Allows(ShipmentState from, ShipmentState to) =>
        (from, to) switch
        {
            _ when from == to => false,
            (ShipmentState.Lost, ShipmentState.Delivered or ShipmentState.SentBack) => true,
            _ when !Shipment.IsUnderWay(from) => false,
            (_, ShipmentState.Cancelled) => from is ShipmentState.Ordered or ShipmentState.Accepted,
            (ShipmentState.Failed, ShipmentState.InTransit) => true,
            _ => Rank(to) > Rank(from),
        };

    private static int Rank(ShipmentState state) =>
        state switch
        {
            ShipmentState.Ordered => 0,
            ShipmentState.Accepted => 1,
            ShipmentState.Collected => 2,
            ShipmentState.InTransit => 3,
            ShipmentState.Failed => 4,
            _ => 5,
        };
}

/// <summary>
/// The bag of a day (túi bưu phẩm): results that are handed to the postman together, on one sheet signed by both
/// (Decision 45/2016 Art 7.3).
/// </summary>
public sealed class PostBag : IChained
{
    public const int PostmanMaxLength = 120;

    public static readonly ChainedFields<PostBag> Fields = new(
        "post-bag",
        ("number", b => b.Number.ToString(CultureInfo.InvariantCulture)),
        ("unit", b => b.UnitId.ToString("D")),
        ("day", b => Canonical.Day(b.Day)),
        ("items", b => b.Items.ToString(CultureInfo.InvariantCulture)),
        ("postman", b => b.Postman),
        ("handed_at", b => Canonical.Instant(b.HandedAt)),
        ("handed_by", b => b.HandedBy?.ToString("D"))
    );

    public required Guid Id { get; init; }

    /// <summary>1, 2 … of the office on the day.</summary>
    public required int Number { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly Day { get; init; }
    public required int Items { get; init; }

    /// <summary>Who took it away; an official of the post, not an applicant.</summary>
    public string? Postman { get; set; }
    public DateTime? HandedAt { get; set; }
    public Guid? HandedBy { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>How far the messages of a carrier have been read.</summary>
public sealed class PostCursor
{
    public const int CarrierMaxLength = 20;
    public const int CursorMaxLength = 200;

    public required string Carrier { get; init; }
    public required string Cursor { get; set; }
}

/// <summary>What a carrier says of an item.</summary>
/// <param name="Id">The carrier's key of the message: told twice, it counts once.</param>
/// <param name="Shipment">Our code.</param>
public sealed record PostEvent(
    string Id,
    string Shipment,
    ShipmentState State,
    DateTime At,
    string? Tracking = null,
    decimal? Cost = null,
    string? Note = null
);

public sealed class ShipmentMapping
    : IEntityTypeConfiguration<Shipment>,
        IEntityTypeConfiguration<PostBag>,
        IEntityTypeConfiguration<PostCursor>
{
    public const int CodeMaxLength = 30;

    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.ToTable("onestop_shipments");
        builder.HasChain();
        builder.Property(s => s.Code).HasMaxLength(CodeMaxLength);
        builder.Property(s => s.Direction).HasMaxLength(10);
        builder.Property(s => s.State).HasMaxLength(10);
        builder.Property(s => s.Tracking).HasMaxLength(Shipment.TrackingMaxLength);
        builder.Property(s => s.Bill).HasMaxLength(Payments.Bills.Bill.NumberMaxLength);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => s.DossierId);
        builder.HasIndex(s => s.BagId);
        builder.HasIndex(s => new { s.UnitId, s.State });
    }

    public void Configure(EntityTypeBuilder<PostBag> builder)
    {
        builder.ToTable("onestop_post_bags");
        builder.HasChain();
        builder.Property(b => b.Postman).HasMaxLength(PostBag.PostmanMaxLength);
        builder
            .HasIndex(b => new
            {
                b.UnitId,
                b.Day,
                b.Number,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<PostCursor> builder)
    {
        builder.ToTable("onestop_post_cursors");
        builder.HasKey(c => c.Carrier);
        builder.Property(c => c.Carrier).HasMaxLength(PostCursor.CarrierMaxLength);
        builder.Property(c => c.Cursor).HasMaxLength(PostCursor.CursorMaxLength);
    }
}
