using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Complaints;

public enum ComplaintState
{
    Received,
    Accepted,
    NotAccepted,
    Settled,

    /// <summary>The complainant took it back.</summary>
    TakenBack,
}

public enum ComplaintResult
{
    Right,
    PartlyRight,
    Wrong,
}

/// <summary>The limits of a complaint by Law 02/2011/QH13, in calendar days. Pure.</summary>
public static class ComplaintClock
{
    private const string Matter = "complaint";

    /// <summary>The first day whose limits are known; nothing older can be entered.</summary>
    public static readonly DateOnly First = new(2012, 7, 1);

    /// <param name="known">When the decision was received or the act became known.</param>
    /// <param name="obstacle">Days in which the person could not complain.</param>
    public static DateOnly RightUntil(DateOnly known, int obstacle) =>
        known.AddDays(VoiceClocks.On(Matter, "right", known).Limit.Amount + obstacle);

    public static DateOnly AcceptBy(DateOnly received) => Add("accept", received);

    /// <param name="round">1 or 2.</param>
    public static DateOnly SettleBy(DateOnly accepted, int round, bool complex, bool remote) =>
        Add(
            (round == 1 ? "first" : "second")
                + (remote ? "-remote" : "")
                + (complex ? "-complex" : ""),
            accepted
        );

    /// <param name="from">The decision, or the last day for it where none came.</param>
    public static DateOnly AgainUntil(DateOnly from, bool remote) =>
        Add(remote ? "again-remote" : "again", from);

    private static DateOnly Add(string step, DateOnly day) =>
        VoiceClocks.Due(Matter, step, day, WorkCalendar.WeekendsOnly);
}

/// <summary>
/// A complaint (khiếu nại) against an administrative decision or act. It is known to those who are named for it and to the head of the
/// body that settles it; what stands in it is in the chain as a commitment only.
/// </summary>
public sealed class Complaint : IChained
{
    public const int TextMaxLength = 8000;
    public const int NameMaxLength = 120;
    public const int ContactMaxLength = 300;
    public const int NumberMaxLength = 60;
    public const string Chain = "complaint";

    public static readonly ChainedFields<Complaint> Fields = new(
        Chain,
        ("code", c => c.Code),
        ("unit", c => c.UnitId.ToString("D")),
        ("round", c => c.Round.ToString(CultureInfo.InvariantCulture)),
        ("first", c => c.FirstId?.ToString("D")),
        ("words", c => Canonical.Commitment(c.Salt, c.Name, c.Contact, c.About, c.Text)),
        ("known", c => Canonical.Day(c.KnownOn)),
        (
            "obstacle",
            c => c.ObstacleDays == 0 ? null : c.ObstacleDays.ToString(CultureInfo.InvariantCulture)
        ),
        ("received", c => Canonical.Day(c.ReceivedOn)),
        ("remote", c => c.IsRemote ? "yes" : null),
        ("complex", c => c.IsComplex ? "yes" : null),
        ("state", c => c.State.ToString()),
        ("accepted", c => c.AcceptedOn is { } day ? Canonical.Day(day) : null),
        ("ended", c => c.EndedOn is { } day ? Canonical.Day(day) : null),
        ("result", c => c.Result?.ToString()),
        (
            "decision",
            c => c.Decision is null ? null : Canonical.Commitment(c.Salt, c.Decision, c.Reason)
        ),
        ("named", c => c.Named)
    );

    public required Guid Id { get; init; }
    public required string Code { get; init; }

    /// <summary>The body that settles it; its heir once it has ended.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>1: first settlement, 2: second.</summary>
    public required int Round { get; init; }

    /// <summary>The complaint that was settled first.</summary>
    public Guid? FirstId { get; init; }
    public required byte[] Salt { get; init; }
    public required string Name { get; init; }
    public required string Contact { get; init; }

    /// <summary>The decision or act complained of.</summary>
    public required string About { get; init; }
    public required string Text { get; init; }
    public required DateOnly KnownOn { get; init; }
    public int ObstacleDays { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required bool IsRemote { get; init; }
    public bool IsComplex { get; private set; }
    public ComplaintState State { get; private set; }
    public DateOnly? AcceptedOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public ComplaintResult? Result { get; private set; }

    /// <summary>Number of the decision.</summary>
    public string? Decision { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>Accounts that handle it, in order, joined by commas.</summary>
    public required string Named { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsNamed(Guid? account) =>
        account is { } id && Named.Contains(id.ToString("D"), StringComparison.Ordinal);

    /// <summary>The last day of what has to be done next; none once it has ended.</summary>
    public DateOnly? DueOn =>
        State switch
        {
            ComplaintState.Received => ComplaintClock.AcceptBy(ReceivedOn),
            ComplaintState.Accepted => ComplaintClock.SettleBy(
                AcceptedOn!.Value,
                Round,
                IsComplex,
                IsRemote
            ),
            _ => null,
        };

    /// <summary>Made after the right had lapsed.</summary>
    public bool IsTooLate => ReceivedOn > ComplaintClock.RightUntil(KnownOn, ObstacleDays);

    public void Accept(bool isComplex, DateOnly day) =>
        (State, IsComplex, AcceptedOn) = (ComplaintState.Accepted, isComplex, day);

    public void End(ComplaintState how, string? reason, DateOnly day) =>
        (State, Reason, EndedOn) = (how, reason, day);

    public void Settle(ComplaintResult result, string decision, string reason, DateOnly day) =>
        (State, Result, Decision, Reason, EndedOn) = (
            ComplaintState.Settled,
            result,
            decision,
            reason,
            day
        );

    public void Appoint(Guid account) =>
        Named = string.Join(
            ',',
            Named
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Append(account.ToString("D"))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
}

public sealed class ComplaintMapping : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.ToTable("voice_complaints");
        builder.HasChain();
        builder.Property(c => c.Code).HasMaxLength(20);
        builder.Property(c => c.State).HasMaxLength(20);
        builder.Property(c => c.Result).HasMaxLength(20);
        builder.Property(c => c.Name).HasMaxLength(Complaint.NameMaxLength);
        builder.Property(c => c.Contact).HasMaxLength(Complaint.ContactMaxLength);
        builder.Property(c => c.Decision).HasMaxLength(Complaint.NumberMaxLength);
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => new { c.UnitId, c.State });
        builder.HasIndex(c => c.FirstId).IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(c => c.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Complaint>()
            .WithMany()
            .HasForeignKey(c => c.FirstId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
