using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Cycle;

/// <summary>One call for reports: of which days, for whose report, by when.</summary>
public sealed class ReportRound : IChained
{
    public static readonly ChainedFields<ReportRound> Fields = new(
        "report-round",
        ("unit", r => r.UnitId.ToString("D")),
        ("period", r => r.Period),
        ("year", r => r.Year.ToString(CultureInfo.InvariantCulture)),
        ("from", r => Canonical.Day(r.From)),
        ("to", r => Canonical.Day(r.To)),
        ("due", r => Canonical.Day(r.DueOn)),
        ("sent", r => Canonical.Day(r.SentOn))
    );

    public required Guid Id { get; init; }

    /// <summary>Whose report is made of the parts.</summary>
    public required Guid UnitId { get; init; }
    public required string Period { get; init; }
    public required int Year { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day of the figures.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The last day in time for agencies.</summary>
    public required DateOnly DueOn { get; init; }
    public required DateOnly SentOn { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum ContributionState
{
    /// <summary>Asked for; perhaps begun.</summary>
    Requested,
    Submitted,

    /// <summary>Sent back with a reason; the agency sends it again.</summary>
    Returned,
    Accepted,

    /// <summary>The agency ended, and its heir owes a part of its own already.</summary>
    Dropped,
}

/// <summary>What one agency sends to a round.</summary>
public sealed class Contribution : IChained
{
    public const int AnswerMaxLength = 4000;
    public const int ReasonMaxLength = 1000;

    /// <summary>So many days an agency has to send again what was sent back. A setting of this project.</summary>
    public const int DaysToSendAgain = 5;

    public static readonly ChainedFields<Contribution> Fields = new(
        "report-contribution",
        ("round", c => c.RoundId.ToString("D")),
        ("unit", c => c.UnitId.ToString("D")),
        ("state", c => c.State.ToString()),
        ("answers", c => c.Answers),
        ("figures", c => c.Figures is { } text ? Hash(text) : null),
        ("submitted", c => Canonical.Instant(c.SubmittedAt)),
        ("submitted-by", c => c.SubmittedBy?.ToString("D")),
        ("first-on", c => c.FirstOn is { } day ? Canonical.Day(day) : null),
        ("reason", c => c.Reason),
        ("returns", c => c.Returns.ToString(CultureInfo.InvariantCulture)),
        ("figures-to", c => c.FiguresTo is { } day ? Canonical.Day(day) : null),
        ("returned-on", c => c.ReturnedOn is { } day ? Canonical.Day(day) : null),
        ("late-again", c => c.LateAgain.ToString(CultureInfo.InvariantCulture))
    );

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }

    /// <summary>The agency; after its end its heir.</summary>
    public Guid UnitId { get; private set; }
    public ContributionState State { get; private set; }

    /// <summary>By the keys of the form, as JSON.</summary>
    public string Answers { get; private set; } = "{}";

    /// <summary>What was read when it was sent, as JSON; until then the page reads the figures of the moment.</summary>
    public string? Figures { get; private set; }

    /// <summary>The last day of these figures: what is sent before the end of the days is completed after it.</summary>
    public DateOnly? FiguresTo { get; private set; }

    /// <summary>UTC, the last time.</summary>
    public DateTime? SubmittedAt { get; private set; }
    public Guid? SubmittedBy { get; private set; }

    /// <summary>The day it was first sent: what is sent back for a better wording is not late for that.</summary>
    public DateOnly? FirstOn { get; private set; }

    /// <summary>Why it was sent back the last time.</summary>
    public string? Reason { get; private set; }
    public int Returns { get; private set; }

    /// <summary>The day it was sent back the last time.</summary>
    public DateOnly? ReturnedOn { get; private set; }

    /// <summary>How often it was sent again only after <see cref="AgainBy"/>: sending it does not undo that.</summary>
    public int LateAgain { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>The agency is still to send it.</summary>
    public bool IsOpen => State is ContributionState.Requested or ContributionState.Returned;

    /// <summary>Sent after the day, or not sent and the day is past; sent back and not sent again in time, whether it is sent by now or not.</summary>
    public bool IsLate(DateOnly due, DateOnly today) =>
        State != ContributionState.Dropped
        && (
            (FirstOn ?? today) > due || LateAgain > 0 || AgainBy(due) is { } again && today > again
        );

    /// <summary>The last day in time of what the agency is to send now.</summary>
    public DateOnly OwedBy(DateOnly due) => AgainBy(due) ?? due;

    /// <summary>The last day on which what was sent back is sent again in time; none where nothing is to be sent again.</summary>
    public DateOnly? AgainBy(DateOnly due) =>
        State == ContributionState.Returned && ReturnedOn is { } day
            ? day.AddDays(DaysToSendAgain) is var last && last > due
                ? last
                : due
            : null;

    /// <summary>It was sent before the last of its days, and its figures end before it.</summary>
    public bool IsUnfinished(DateOnly to) =>
        State is ContributionState.Submitted or ContributionState.Accepted && FiguresTo < to;

    public IReadOnlyDictionary<string, string> AnswersByKey =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Answers)!;

    public static Contribution Ask(Guid id, Guid round, Guid unit) =>
        new()
        {
            Id = id,
            RoundId = round,
            UnitId = unit,
        };

    /// <exception cref="InvalidOperationException">It is not the agency's turn.</exception>
    public void Write(IReadOnlyDictionary<string, string> answers)
    {
        Demand(IsOpen);
        Answers = JsonSerializer.Serialize(
            new SortedDictionary<string, string>(
                answers.ToDictionary(a => a.Key, a => a.Value),
                StringComparer.Ordinal
            )
        );
    }

    /// <exception cref="InvalidOperationException">It is not the agency's turn.</exception>
    /// <param name="figuresTo">The last whole day of the figures.</param>
    /// <param name="due">The last day in time of the round.</param>
    public void Submit(
        string figures,
        DateOnly figuresTo,
        DateOnly due,
        DateTime at,
        DateOnly day,
        Guid? by
    )
    {
        Demand(IsOpen);
        LateAgain += AgainBy(due) is { } again && day > again ? 1 : 0;
        FiguresTo = figuresTo;
        (State, Figures, SubmittedAt, SubmittedBy) = (ContributionState.Submitted, figures, at, by);
        FirstOn ??= day;
    }

    /// <summary>Takes the figures of all days in once these are over; the words stay as they were sent.</summary>
    /// <exception cref="InvalidOperationException">Its figures are those of all days.</exception>
    public void Complete(string figures, DateOnly to)
    {
        Demand(IsUnfinished(to));
        (Figures, FiguresTo) = (figures, to);
    }

    /// <exception cref="InvalidOperationException">It was not sent, or is settled.</exception>
    public void Return(string reason, DateOnly day)
    {
        Demand(State == ContributionState.Submitted);
        (State, Reason, Returns, ReturnedOn) = (
            ContributionState.Returned,
            reason,
            Returns + 1,
            day
        );
    }

    /// <exception cref="InvalidOperationException">It was not sent, or is settled.</exception>
    public void Accept()
    {
        Demand(State == ContributionState.Submitted);
        State = ContributionState.Accepted;
    }

    /// <exception cref="InvalidOperationException">It was sent before.</exception>
    public void PassTo(Guid heir)
    {
        Demand(IsOpen);
        UnitId = heir;
    }

    /// <exception cref="InvalidOperationException">It was sent before.</exception>
    public void Drop()
    {
        Demand(IsOpen);
        State = ContributionState.Dropped;
    }

    private void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Contribution {Id} is {State}.");
        }
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public sealed class ReportRoundMapping
    : IEntityTypeConfiguration<ReportRound>,
        IEntityTypeConfiguration<Contribution>
{
    public void Configure(EntityTypeBuilder<ReportRound> builder)
    {
        builder.ToTable("report_rounds");
        builder.HasChain();
        builder.Property(r => r.Period).HasMaxLength(ReportWindow.PeriodMaxLength);
        builder
            .HasIndex(r => new
            {
                r.UnitId,
                r.Year,
                r.Period,
            })
            .IsUnique();
        builder.PointsTo<ReportRound, Unit>(nameof(ReportRound.UnitId));
    }

    public void Configure(EntityTypeBuilder<Contribution> builder)
    {
        builder.ToTable("report_contributions");
        builder.HasChain();
        builder.Property(c => c.State).HasMaxLength(20);
        builder.Property(c => c.Reason).HasMaxLength(Contribution.ReasonMaxLength);
        builder.HasIndex(c => new { c.RoundId, c.UnitId });
        builder.HasIndex(c => new { c.State, c.UnitId });
        builder.PointsTo<Contribution, ReportRound>(nameof(Contribution.RoundId));
        builder.PointsTo<Contribution, Unit>(nameof(Contribution.UnitId));
    }
}
