using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Steering;

public enum MeetingKind
{
    /// <summary>Giao ban: one page for the steering committee.</summary>
    Briefing,

    /// <summary>Sơ kết.</summary>
    Preliminary,

    /// <summary>Tổng kết.</summary>
    Final,
}

/// <summary>A briefing or review on a day, with what lay before it and what it concluded.</summary>
public sealed class Meeting : IChained
{
    public const int ConclusionsMaxLength = 60_000;
    public const int DocumentMaxLength = 120;
    public const int ReasonMaxLength = 500;

    public static readonly ChainedFields<Meeting> Fields = new(
        "meeting",
        ("programme", m => m.ProgrammeId.ToString("D")),
        ("kind", m => m.Kind.ToString()),
        ("unit", m => m.UnitId.ToString("D")),
        ("held-on", m => Canonical.Day(m.HeldOn)),
        ("cut", m => Canonical.Instant(m.CutAt)),
        ("pack", m => Hash(m.Pack)),
        ("document", m => m.Document),
        ("conclusions", m => m.Conclusions is { } text ? Hash(text) : null),
        ("cancelled", m => m.CancelledOn is { } day ? Canonical.Day(day) : null),
        ("reason", m => m.CancelledFor)
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required MeetingKind Kind { get; init; }

    /// <summary>Whose results it looks at.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly HeldOn { get; init; }

    /// <summary>When the pack was read, UTC.</summary>
    public required DateTime CutAt { get; init; }

    /// <summary>The <see cref="MeetingPack"/> as JSON. It never changes.</summary>
    public required string Pack { get; init; }

    /// <summary>Number and day of the notice of conclusions, as it calls itself.</summary>
    public string? Document { get; private set; }

    /// <summary>The text of the notice.</summary>
    public string? Conclusions { get; private set; }

    /// <summary>The day on which it was called off; its papers stay.</summary>
    public DateOnly? CancelledOn { get; private set; }

    /// <summary>Why it was called off.</summary>
    public string? CancelledFor { get; private set; }

    /// <summary>Numbers those of a kind for a unit on a day: what was called off leaves the day free for another.</summary>
    public int Attempt { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Conclude(string document, string conclusions) =>
        (Document, Conclusions) = (document, conclusions);

    /// <exception cref="InvalidOperationException">It was called off before, or has its notice.</exception>
    public void Cancel(string reason, DateOnly day)
    {
        if (CancelledOn is not null || Document is not null)
        {
            throw new InvalidOperationException($"Meeting {Id} cannot be called off.");
        }

        (CancelledOn, CancelledFor) = (day, reason);
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public enum ConclusionState
{
    /// <summary>Drafted from the text; a person has to look at it.</summary>
    Open,

    /// <summary>Given as a task.</summary>
    Given,

    /// <summary>No task; kept with its reason.</summary>
    Dropped,

    /// <summary>The text it was drafted from was replaced before anything was given.</summary>
    Replaced,
}

/// <summary>What a sentence of the conclusions asks of whom until when. A person accepts, corrects or drops it.</summary>
public sealed class Conclusion : IChained
{
    public const int TextMaxLength = 2000;
    public const int BodyMaxLength = 500;
    public const int ReasonMaxLength = 500;

    public static readonly ChainedFields<Conclusion> Fields = new(
        "meeting-conclusion",
        ("meeting", c => c.MeetingId.ToString("D")),
        ("number", c => c.Number.ToString(CultureInfo.InvariantCulture)),
        ("text", c => c.Text),
        ("body", c => c.Body),
        ("unit", c => c.UnitId?.ToString("D")),
        ("due", c => c.DueOn is { } day ? Canonical.Day(day) : null),
        ("product", c => c.Product),
        ("state", c => c.State.ToString()),
        ("task", c => c.TaskId?.ToString("D")),
        ("reason", c => c.Reason),
        ("by-hand", c => c.IsByHand ? "yes" : null)
    );

    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>From 1 within the meeting; those of an earlier text keep theirs.</summary>
    public required int Number { get; init; }

    /// <summary>As the notice says it.</summary>
    public required string Text { get; init; }

    /// <summary>The body as the text calls it.</summary>
    public string? Body { get; init; }

    /// <summary>The unit of that name, where one name leads to one unit.</summary>
    public Guid? UnitId { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Product { get; init; }

    /// <summary>A person wrote it beside the notice; another text of the notice leaves it as it is.</summary>
    public bool IsByHand { get; init; }
    public ConclusionState State { get; private set; }

    /// <summary>The task it became.</summary>
    public Guid? TaskId { get; private set; }

    /// <summary>Why it was dropped.</summary>
    public string? Reason { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Give(Guid task)
    {
        Demand();
        (State, TaskId) = (ConclusionState.Given, task);
    }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Drop(string reason)
    {
        Demand();
        (State, Reason) = (ConclusionState.Dropped, reason);
    }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Replace()
    {
        Demand();
        State = ConclusionState.Replaced;
    }

    private void Demand()
    {
        if (State != ConclusionState.Open)
        {
            throw new InvalidOperationException($"Conclusion {Id} is {State}.");
        }
    }
}

public sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("programme_meetings");
        builder.HasChain();
        builder.Property(m => m.Kind).HasMaxLength(20);
        builder.Property(m => m.Document).HasMaxLength(Meeting.DocumentMaxLength);
        builder.Property(m => m.CancelledFor).HasMaxLength(Meeting.ReasonMaxLength);
        // One of a kind for a unit on a day: two people who freeze at once have one pack.
        builder
            .HasIndex(m => new
            {
                m.ProgrammeId,
                m.UnitId,
                m.Kind,
                m.HeldOn,
                m.Attempt,
            })
            .IsUnique();
        builder.PointsTo<Meeting, Programme>(nameof(Meeting.ProgrammeId));
        builder.PointsTo<Meeting, Unit>(nameof(Meeting.UnitId));
    }
}

public sealed class ConclusionMapping : IEntityTypeConfiguration<Conclusion>
{
    public void Configure(EntityTypeBuilder<Conclusion> builder)
    {
        builder.ToTable("programme_conclusions");
        builder.HasChain();
        builder.Property(c => c.State).HasMaxLength(20);
        builder.Property(c => c.Body).HasMaxLength(Conclusion.BodyMaxLength);
        builder.HasIndex(c => new { c.MeetingId, c.Number }).IsUnique();
        builder.PointsTo<Conclusion, Meeting>(nameof(Conclusion.MeetingId));
        builder.PointsTo<Conclusion, Unit>(nameof(Conclusion.UnitId));
    }
}
