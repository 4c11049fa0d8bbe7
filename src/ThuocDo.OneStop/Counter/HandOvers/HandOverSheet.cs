using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.HandOvers;

/// <summary>
/// Dossiers that the counter hands to the unit that resolves them (phiếu bàn giao hồ sơ), signed by two people: one gives,
/// another one counts and takes. What is not taken goes back to the counter with a reason.
/// </summary>
public sealed class HandOverSheet : IChained
{
    public const int CodeMaxLength = 40;

    public static readonly ChainedFields<HandOverSheet> Fields = new(
        "hand-over",
        ("code", s => s.Code),
        ("from", s => s.FromUnitId.ToString("D")),
        ("to", s => s.ToUnitId.ToString("D")),
        ("electronic", s => s.IsElectronic ? "1" : "0"),
        ("items", s => s.Items.ToString(CultureInfo.InvariantCulture)),
        ("given_by", s => s.GivenBy.ToString("D")),
        ("given_at", s => Canonical.Instant(s.GivenAt)),
        ("taken_by", s => s.TakenBy?.ToString("D")),
        ("taken_at", s => Canonical.Instant(s.TakenAt)),
        ("refused", s => s.Refused.ToString(CultureInfo.InvariantCulture))
    );

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required Guid FromUnitId { get; init; }
    public required Guid ToUnitId { get; init; }

    /// <summary>The papers are in the system; no paper goes along.</summary>
    public required bool IsElectronic { get; init; }
    public required int Items { get; init; }
    public required Guid GivenBy { get; init; }
    public required DateTime GivenAt { get; init; }
    public Guid? TakenBy { get; set; }
    public DateTime? TakenAt { get; set; }
    public int Refused { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum LineState
{
    Offered,
    Taken,
    Refused,
}

/// <summary>A dossier on a sheet.</summary>
public sealed class HandOverLine
{
    public const int ReasonMaxLength = 300;

    public required Guid SheetId { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>The dossier while the line is open: the database lets it stand on one open sheet alone.</summary>
    public Guid? OpenDossierId { get; set; }
    public required LineState State { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Until when what was received must be handed over (Decree 61/2018 Art 18).</summary>
public static class HandOverDue
{
    /// <summary>
    /// Received by the cut-off of the regime (15:00): by the close of the same working day. Later, or on a day off: at the
    /// opening of the next working day.
    /// </summary>
    /// <returns>UTC.</returns>
    public static DateTime Of(DateTime receivedAt, WorkCalendar calendar)
    {
        var local = VietnamTime.ToLocal(receivedAt);
        var day = DateOnly.FromDateTime(local);
        var cutOff = RegimeRules.For(day).HandOverCutOff.Value;
        return VietnamTime.ToUtc(
            calendar.IsWorkingDay(day) && TimeOnly.FromDateTime(local) <= cutOff
                ? calendar.CloseOf(day)
                : calendar.OpeningOf(calendar.OnOrAfter(day.AddDays(1)))
        );
    }
}

public sealed class HandOverMapping
    : IEntityTypeConfiguration<HandOverSheet>,
        IEntityTypeConfiguration<HandOverLine>
{
    public void Configure(EntityTypeBuilder<HandOverSheet> builder)
    {
        builder.ToTable("onestop_hand_over_sheets");
        builder.HasChain();
        builder.Property(s => s.Code).HasMaxLength(HandOverSheet.CodeMaxLength);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => new { s.ToUnitId, s.TakenAt });
        builder.HasIndex(s => new { s.FromUnitId, s.GivenAt });
    }

    public void Configure(EntityTypeBuilder<HandOverLine> builder)
    {
        builder.ToTable("onestop_hand_over_lines");
        builder.HasKey(l => new { l.SheetId, l.DossierId });
        builder.Property(l => l.State).HasMaxLength(10);
        builder.Property(l => l.Reason).HasMaxLength(HandOverLine.ReasonMaxLength);
        builder.HasIndex(l => l.OpenDossierId).IsUnique();
        builder.HasIndex(l => l.DossierId);
    }
}
