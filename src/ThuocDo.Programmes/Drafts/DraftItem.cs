using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Drafts;

public enum DraftItemKind
{
    /// <summary>One condition; conditions of one line make a target.</summary>
    Target,
    Task,
    Duty,
}

public enum DraftItemState
{
    Open,
    Accepted,

    /// <summary>Not to be monitored.</summary>
    LeftOut,

    /// <summary>Its words went into another item.</summary>
    Merged,
}

/// <summary>One thing that the compiler drafted or a person added: what is demanded, of whom, until when.</summary>
public sealed class DraftItem : IChained
{
    public const int TextMaxLength = 2000;
    public const int BodyMaxLength = 500;
    public const int ShortMaxLength = 120;

    public static readonly ChainedFields<DraftItem> Fields = new(
        "draft-item",
        ("kind", i => i.Kind.ToString()),
        ("state", i => i.State.ToString()),
        ("text", i => i.Text),
        ("line", i => i.Line?.ToString(CultureInfo.InvariantCulture)),
        ("operator", i => i.Operator),
        ("value", i => i.Value),
        ("unit", i => i.Unit),
        ("scope", i => i.Scope),
        ("rank-group", i => i.RankGroup),
        ("base-year", i => i.BaseYear),
        ("deadline", i => i.Deadline),
        ("deadline-text", i => i.DeadlineText),
        ("body", i => i.Body),
        ("body-unit", i => i.BodyId?.ToString("D")),
        ("coordinating", i => i.Coordinating),
        ("product", i => i.Product),
        ("indicator", i => i.Indicator),
        ("amends", i => i.Amends),
        ("asks-for-plan", i => i.AsksForPlan ? "true" : null)
    );

    public required Guid Id { get; init; }
    public required Guid DraftId { get; init; }

    /// <summary>From 1 within the draft; never used twice.</summary>
    public required int Number { get; init; }
    public required DraftItemKind Kind { get; init; }
    public DraftItemState State { get; set; }

    /// <summary>The sentence it was read from.</summary>
    public required int Sentence { get; init; }

    /// <summary>The label path of its section, II.2.a.</summary>
    public string Section { get; init; } = "";

    /// <summary>The name of a target, the words of a task or a duty.</summary>
    public required string Text { get; set; }

    /// <summary>What the text leaves open, as keys joined by a bar.</summary>
    public string Doubts { get; set; } = "";

    /// <summary>The target line of a condition: conditions with one number stand on one line.</summary>
    public int? Line { get; set; }

    /// <summary>As the compiler writes it, see docs/guide/compile.md.</summary>
    public string? Operator { get; set; }
    public string? Value { get; set; }
    public string? Unit { get; set; }
    public string? Scope { get; set; }
    public string? RankGroup { get; set; }
    public string? BaseYear { get; set; }

    /// <summary>2025, 2025-Q4, 2026-06, 2021-10-30, 2025..2030, ongoing; none where nothing is said.</summary>
    public string? Deadline { get; set; }

    /// <summary>The date in the words of the text.</summary>
    public string? DeadlineText { get; set; }

    /// <summary>The body in charge in the words of the text.</summary>
    public string? Body { get; set; }

    /// <summary>The unit that a person or the directory took it for.</summary>
    public Guid? BodyId { get; set; }
    public string? Coordinating { get; set; }
    public string? Product { get; set; }

    /// <summary>The indicator that shall measure it.</summary>
    public string? Indicator { get; set; }

    /// <summary>In an amendment the condition, task or duty of the programme that it changes.</summary>
    public string? Amends { get; set; }

    /// <summary>Of a duty: it is to issue an action plan.</summary>
    public bool AsksForPlan { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool Counts => State is DraftItemState.Open or DraftItemState.Accepted;
}

public sealed class DraftItemMapping : IEntityTypeConfiguration<DraftItem>
{
    public void Configure(EntityTypeBuilder<DraftItem> builder)
    {
        builder.ToTable("programme_draft_items");
        builder.HasChain();
        builder.Property(i => i.Kind).HasMaxLength(10);
        builder.Property(i => i.State).HasMaxLength(10);
        builder.HasIndex(i => new { i.DraftId, i.Number }).IsUnique();
        builder.PointsTo<DraftItem, ProgrammeDraft>(nameof(DraftItem.DraftId));
        builder.PointsTo<DraftItem, Unit>(nameof(DraftItem.BodyId));
    }
}
