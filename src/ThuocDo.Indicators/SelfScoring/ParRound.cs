using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.SelfScoring;

public enum ParRoundState
{
    /// <summary>Bodies score themselves, appraisers judge.</summary>
    Scoring,

    /// <summary>The bodies know their results and may protest until a day; nobody else does.</summary>
    Announced,
    Published,
}

/// <summary>The scoring of a year: of the province by the table of the ministry, or of its bodies by the table of the province.</summary>
public sealed class ParRound : IChained
{
    public const int NameMaxLength = 200;
    public const int ActMaxLength = 200;

    public static readonly ChainedFields<ParRound> Fields = new(
        "par-round",
        ("unit", r => r.UnitId.ToString("D")),
        ("kind", r => r.Kind.ToString()),
        ("year", r => r.Year.ToString(CultureInfo.InvariantCulture)),
        ("name", r => r.Name),
        ("act", r => r.Act),
        (
            "criteria",
            r => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(r.Criteria)))
        ),
        ("due", r => Canonical.Day(r.DueOn)),
        ("state", r => r.State.ToString()),
        ("protest-until", r => r.ProtestUntil is { } day ? Canonical.Day(day) : null),
        ("published", r => r.PublishedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }

    /// <summary>Whose standing body runs it.</summary>
    public required Guid UnitId { get; init; }
    public required ParKind Kind { get; init; }
    public required int Year { get; init; }
    public required string Name { get; init; }

    /// <summary>The decision that lays the table down.</summary>
    public string? Act { get; init; }

    /// <summary>The table, kept as it was when the round began: a later table changes no round.</summary>
    public required string Criteria { get; init; }

    /// <summary>The last day on which a self-score is in time.</summary>
    public required DateOnly DueOn { get; init; }
    public ParRoundState State { get; private set; }
    public DateOnly? ProtestUntil { get; private set; }
    public DateOnly? PublishedOn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It is announced already.</exception>
    public void Announce(DateOnly protestUntil)
    {
        Demand(State == ParRoundState.Scoring);
        (State, ProtestUntil) = (ParRoundState.Announced, protestUntil);
    }

    /// <exception cref="InvalidOperationException">It is not announced, or published already.</exception>
    public void Publish(DateOnly day)
    {
        Demand(State == ParRoundState.Announced);
        (State, PublishedOn) = (ParRoundState.Published, day);
    }

    private void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Round {Id} is {State}.");
        }
    }
}

public enum ParSheetState
{
    /// <summary>The body fills it in; perhaps it was sent back.</summary>
    Scoring,
    Submitted,

    /// <summary>First appraisal: where the appraiser sees it otherwise, the body explains.</summary>
    Proposed,

    /// <summary>The body has answered; the second appraisal is at work.</summary>
    Explained,

    /// <summary>Settled, but for a protest.</summary>
    Final,

    /// <summary>The body ended, and its heir has a sheet of its own.</summary>
    Dropped,
}

/// <summary>One body in a round.</summary>
public sealed class ParSheet : IChained
{
    public const int ReasonMaxLength = 1000;

    public static readonly ChainedFields<ParSheet> Fields = new(
        "par-sheet",
        ("round", s => s.RoundId.ToString("D")),
        ("unit", s => s.UnitId.ToString("D")),
        ("state", s => s.State.ToString()),
        ("submitted", s => Canonical.Instant(s.SubmittedAt)),
        ("submitted-by", s => s.SubmittedBy?.ToString("D")),
        ("first-on", s => s.FirstOn is { } day ? Canonical.Day(day) : null),
        ("reason", s => s.Reason)
    );

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }

    /// <summary>The body; after its end its heir.</summary>
    public Guid UnitId { get; private set; }
    public ParSheetState State { get; private set; }

    /// <summary>UTC, the last time.</summary>
    public DateTime? SubmittedAt { get; private set; }
    public Guid? SubmittedBy { get; private set; }

    /// <summary>The day it was first sent.</summary>
    public DateOnly? FirstOn { get; private set; }

    /// <summary>Why it was sent back the last time.</summary>
    public string? Reason { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsLate(DateOnly due, DateOnly today) =>
        State != ParSheetState.Dropped && (FirstOn ?? today) > due;

    public static ParSheet Open(Guid id, Guid round, Guid unit) =>
        new()
        {
            Id = id,
            RoundId = round,
            UnitId = unit,
        };

    /// <exception cref="InvalidOperationException">It is not the body's turn.</exception>
    public void Submit(DateTime at, DateOnly day, Guid? by)
    {
        Demand(ParSheetState.Scoring);
        (State, SubmittedAt, SubmittedBy, Reason) = (ParSheetState.Submitted, at, by, null);
        FirstOn ??= day;
    }

    /// <exception cref="InvalidOperationException">It was not sent, or is appraised already.</exception>
    public void Return(string reason)
    {
        Demand(ParSheetState.Submitted);
        (State, Reason) = (ParSheetState.Scoring, reason);
    }

    /// <summary>From one state of the appraisal to the next.</summary>
    /// <exception cref="InvalidOperationException">It is not in the state before.</exception>
    public void Move(ParSheetState to)
    {
        Demand(Before(to) ?? ParSheetState.Dropped);
        State = to;
    }

    /// <summary>The state from which a state of the appraisal is reached.</summary>
    public static ParSheetState? Before(ParSheetState to) =>
        to switch
        {
            ParSheetState.Proposed => ParSheetState.Submitted,
            ParSheetState.Explained => ParSheetState.Proposed,
            ParSheetState.Final => ParSheetState.Explained,
            _ => null,
        };

    public void PassTo(Guid heir) => UnitId = heir;

    public void Drop() => State = ParSheetState.Dropped;

    private void Demand(ParSheetState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Sheet {Id} is {State}.");
        }
    }
}

public sealed class ParRoundMapping
    : IEntityTypeConfiguration<ParRound>,
        IEntityTypeConfiguration<ParSheet>,
        IEntityTypeConfiguration<ParScore>,
        IEntityTypeConfiguration<ParEvidence>,
        IEntityTypeConfiguration<ParImprovement>
{
    public void Configure(EntityTypeBuilder<ParRound> builder)
    {
        builder.ToTable("par_rounds");
        builder.HasChain();
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.State).HasMaxLength(20);
        builder.Property(r => r.Name).HasMaxLength(ParRound.NameMaxLength);
        builder.Property(r => r.Act).HasMaxLength(ParRound.ActMaxLength);
        builder
            .HasIndex(r => new
            {
                r.UnitId,
                r.Kind,
                r.Year,
            })
            .IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(nameof(ParRound.UnitId))
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ParSheet> builder)
    {
        builder.ToTable("par_sheets");
        builder.HasChain();
        builder.Property(s => s.State).HasMaxLength(20);
        builder.Property(s => s.Reason).HasMaxLength(ParSheet.ReasonMaxLength);
        builder.HasIndex(s => new { s.RoundId, s.UnitId });
        builder
            .HasOne<ParRound>()
            .WithMany()
            .HasForeignKey(nameof(ParSheet.RoundId))
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(nameof(ParSheet.UnitId))
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ParScore> builder)
    {
        builder.ToTable("par_scores");
        builder.HasChain();
        builder.Property(s => s.Code).HasMaxLength(Criterion.CodeMaxLength);
        foreach (
            var points in new[]
            {
                nameof(ParScore.Self),
                nameof(ParScore.Proposed),
                nameof(ParScore.Decided),
                nameof(ParScore.Rechecked),
            }
        )
        {
            builder.Property<decimal?>(points).HasPrecision(18, ParScore.Decimals);
        }

        foreach (
            var words in new[]
            {
                nameof(ParScore.Note),
                nameof(ParScore.ProposedReason),
                nameof(ParScore.Explanation),
                nameof(ParScore.DecidedReason),
                nameof(ParScore.Protest),
                nameof(ParScore.Recheck),
            }
        )
        {
            builder.Property<string?>(words).HasMaxLength(ParScore.WordsMaxLength);
        }

        builder.HasIndex(s => new { s.SheetId, s.Code }).IsUnique();
        builder
            .HasOne<ParSheet>()
            .WithMany()
            .HasForeignKey(nameof(ParScore.SheetId))
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ParEvidence> builder)
    {
        builder.ToTable("par_evidence");
        builder.HasChain();
        builder.Property(e => e.Code).HasMaxLength(Criterion.CodeMaxLength);
        builder.Property(e => e.Number).HasMaxLength(ParEvidence.NumberMaxLength);
        builder.Property(e => e.Issuer).HasMaxLength(ParEvidence.TextMaxLength);
        builder.Property(e => e.Title).HasMaxLength(ParEvidence.TextMaxLength);
        builder.Property(e => e.Address).HasMaxLength(ParEvidence.AddressMaxLength);
        builder.Property(e => e.Withdrawn).HasMaxLength(ParEvidence.TextMaxLength);
        builder.Property(e => e.Hash).HasMaxLength(FileHash.Length);
        builder.Property(e => e.FileKind).HasMaxLength(10);
        builder.Property(e => e.FileName).HasMaxLength(ParEvidence.TextMaxLength);
        builder.HasIndex(e => e.SheetId);
        builder
            .HasOne<ParSheet>()
            .WithMany()
            .HasForeignKey(nameof(ParEvidence.SheetId))
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(nameof(ParEvidence.Hash))
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ParImprovement> builder)
    {
        builder.ToTable("par_improvements");
        builder.HasChain();
        builder.Property(m => m.Code).HasMaxLength(Criterion.CodeMaxLength);
        builder.Property(m => m.Text).HasMaxLength(ParImprovement.TextMaxLength);
        builder.Property(m => m.Task).HasMaxLength(ParImprovement.TaskMaxLength);
        builder.Property(m => m.Result).HasMaxLength(ParImprovement.TextMaxLength);
        builder.HasIndex(m => m.SheetId);
        builder
            .HasOne<ParSheet>()
            .WithMany()
            .HasForeignKey(nameof(ParImprovement.SheetId))
            .OnDelete(DeleteBehavior.Restrict);
    }
}
