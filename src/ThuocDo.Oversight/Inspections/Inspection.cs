using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Inspections;

public enum InspectionKind
{
    /// <summary>In the yearly plan, told beforehand.</summary>
    Regular,

    /// <summary>Nobody is told (đột xuất).</summary>
    Surprise,
}

public enum InspectionState
{
    Planned,

    /// <summary>There is a decision to carry it out.</summary>
    Decided,

    /// <summary>The conclusion is written; remedies may still be open.</summary>
    Concluded,
    Cancelled,
}

/// <summary>The inspections a year shall have, and the paper that says so (Decree 63/2010 art. 35a: yearly or unannounced).</summary>
public sealed class InspectionPlan : IChained
{
    public static readonly ChainedFields<InspectionPlan> Fields = new(
        "inspection-plan",
        ("year", p => p.Year.ToString(CultureInfo.InvariantCulture)),
        ("number", p => p.Number),
        ("issued", p => Canonical.Day(p.IssuedOn)),
        ("surprise", p => p.Surprise.ToString(CultureInfo.InvariantCulture)),
        ("words", p => p.Words)
    );

    public required Guid Id { get; init; }
    public required int Year { get; init; }

    /// <summary>Of the paper.</summary>
    public required string Number { get; set; }
    public required DateOnly IssuedOn { get; set; }

    /// <summary>So many surprise rounds at least.</summary>
    public required int Surprise { get; set; }
    public required string Words { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>One round of inspection (cuộc kiểm tra): one decision, one team, one or more places.</summary>
public sealed class Inspection : IChained
{
    public const int NameMaxLength = 300;
    public const int TextMaxLength = 4000;
    public const int ShortMaxLength = 120;
    public const int MostPlaces = 60;

    public static readonly ChainedFields<Inspection> Fields = new(
        "inspection",
        ("year", i => i.Year.ToString(CultureInfo.InvariantCulture)),
        ("number", i => i.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", i => i.Kind.ToString()),
        ("name", i => i.Name),
        ("planned", i => Canonical.Day(i.PlannedOn)),
        ("state", i => i.State.ToString()),
        ("decision", i => i.Decision),
        ("decided", i => i.DecidedOn is { } day ? Canonical.Day(day) : null),
        ("team", i => i.Team),
        ("checklist", i => i.ChecklistId?.ToString("D")),
        ("begun", i => i.BegunOn is { } day ? Canonical.Day(day) : null),
        ("concluded", i => i.ConcludedOn is { } day ? Canonical.Day(day) : null),
        ("conclusion", i => i.Conclusion)
    );

    public required Guid Id { get; init; }
    public required int Year { get; init; }

    /// <summary>From 1 within the year.</summary>
    public required int Number { get; init; }
    public required InspectionKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>About when; of a surprise round the month is what counts, and only the office reads it.</summary>
    public required DateOnly PlannedOn { get; init; }
    public InspectionState State { get; private set; }

    /// <summary>Number of the decision.</summary>
    public string? Decision { get; private set; }
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Who goes, one a line.</summary>
    public string? Team { get; private set; }
    public Guid? ChecklistId { get; private set; }

    /// <summary>The day of the first visit. From then on the round counts (T09).</summary>
    public DateOnly? BegunOn { get; private set; }
    public DateOnly? ConcludedOn { get; private set; }
    public string? Conclusion { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>2025-03, as it stands in the name of its draw.</summary>
    public string Code => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Number:00}");

    public bool IsOpen => State is InspectionState.Planned or InspectionState.Decided;

    public void Decide(string decision, DateOnly day, string team, Guid checklist) =>
        (State, Decision, DecidedOn, Team, ChecklistId) = (
            InspectionState.Decided,
            decision,
            day,
            team,
            checklist
        );

    /// <param name="day">The earliest visit of all its places as they are known now.</param>
    public void Begin(DateOnly day) => BegunOn = day;

    public void Conclude(DateOnly day, string conclusion) =>
        (State, ConcludedOn, Conclusion) = (InspectionState.Concluded, day, conclusion);

    public void Cancel(string why) => (State, Conclusion) = (InspectionState.Cancelled, why);
}

/// <summary>A place of a round.</summary>
public sealed class InspectionPlace : IChained
{
    public static readonly ChainedFields<InspectionPlace> Fields = new(
        "inspection-place",
        ("inspection", p => p.InspectionId.ToString("D")),
        ("unit", p => p.UnitId.ToString("D")),
        ("draw", p => p.DrawId?.ToString("D")),
        ("visited", p => p.VisitedOn is { } day ? Canonical.Day(day) : null),
        ("words", p => p.Words)
    );

    public required Guid Id { get; init; }
    public required Guid InspectionId { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>The draw that chose it; none: the decision names it.</summary>
    public Guid? DrawId { get; init; }
    public DateOnly? VisitedOn { get; set; }

    /// <summary>What was seen, in general; of a place that was never visited, why not.</summary>
    public string? Words { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>A draw of places for a round, or of dossiers for a place: bound before, revealed after.</summary>
public sealed class InspectionDraw : IChained
{
    public const int MostSample = 30;

    public static readonly ChainedFields<InspectionDraw> Fields = new(
        "inspection-draw",
        ("inspection", d => d.InspectionId.ToString("D")),
        ("number", d => d.Number.ToString(CultureInfo.InvariantCulture)),
        ("place", d => d.PlaceId?.ToString("D")),
        ("sample", d => d.Sample.ToString(CultureInfo.InvariantCulture)),
        ("seed-hash", d => d.SeedHash),
        ("frame-hash", d => d.FrameHash),
        ("weights-hash", d => d.WeightsHash),
        ("commitment", d => d.Commitment),
        // The frame is bound by its hash, this day by nothing else: it says whether a night has passed.
        ("committed", d => Canonical.Day(d.CommittedOn)),
        ("revealed", d => d.RevealedOn is { } day ? Canonical.Day(day) : null),
        // Before, the chain knows the hashes alone: whoever reads histories must not know where the team goes.
        ("seed", d => d.RevealedOn is null ? null : d.Seed),
        ("list", d => d.List)
    );

    public required Guid Id { get; init; }
    public required Guid InspectionId { get; init; }

    /// <summary>From 1 within the round; a second one is seen as such.</summary>
    public required int Number { get; init; }

    /// <summary>Of dossiers of this place; none: of places.</summary>
    public Guid? PlaceId { get; init; }
    public required int Sample { get; init; }
    public required DateOnly CommittedOn { get; init; }
    public required string Seed { get; init; }
    public required string SeedHash { get; init; }
    public required string FrameHash { get; init; }
    public required string WeightsHash { get; init; }

    /// <summary>The hash over all, the line that is published.</summary>
    public required string Commitment { get; init; }

    /// <summary>The items as JSON.</summary>
    public required string Frame { get; init; }
    public DateOnly? RevealedOn { get; private set; }

    /// <summary>Drawn ids, one a line.</summary>
    public string? List { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Reveal(DateOnly day, IEnumerable<string> drawn) =>
        (RevealedOn, List) = (day, string.Join('\n', drawn));
}

/// <summary>A version of a list of questions; never changed, a new version follows.</summary>
public sealed class Checklist : IChained
{
    public const int MostItems = 60;
    public const int ItemMaxLength = 400;

    public static readonly ChainedFields<Checklist> Fields = new(
        "checklist",
        ("name", c => c.Name),
        ("number", c => c.Number.ToString(CultureInfo.InvariantCulture)),
        ("issued", c => Canonical.Day(c.IssuedOn)),
        ("items", c => c.Items)
    );

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Version, from 1 within the name.</summary>
    public required int Number { get; init; }
    public required DateOnly IssuedOn { get; init; }

    /// <summary>One question a line; the number of the line is its key.</summary>
    public required string Items { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public IReadOnlyList<string> Questions => Items.Split('\n');
}

public enum CheckAnswer
{
    Good,
    Bad,
    NotApplicable,
}

public enum EntryState
{
    /// <summary>What holds.</summary>
    Current,

    /// <summary>Another one took its place, seen and wanted so.</summary>
    Replaced,

    /// <summary>Came from a phone that had not seen what holds; somebody has to choose.</summary>
    Rival,
}

/// <summary>One answer to one question as it was entered. Entries are only added; which of them holds is their state.</summary>
public sealed class CheckEntry : IChained
{
    public const int NoteMaxLength = 1000;

    public static readonly ChainedFields<CheckEntry> Fields = new(
        "check-entry",
        ("place", e => e.PlaceId.ToString("D")),
        ("item", e => e.Item.ToString(CultureInfo.InvariantCulture)),
        ("answer", e => e.Answer.ToString()),
        ("note", e => e.Note),
        ("by", e => e.By.ToString("D")),
        ("at", e => Canonical.Instant(e.At)),
        ("state", e => e.State.ToString())
    );

    public required Guid Id { get; init; }
    public required Guid PlaceId { get; init; }

    /// <summary>Number of the question, from 1.</summary>
    public required int Item { get; init; }
    public required CheckAnswer Answer { get; init; }
    public required string Note { get; init; }
    public required Guid By { get; init; }

    /// <summary>UTC, when it was entered; when it arrived is in its history.</summary>
    public required DateTime At { get; init; }
    public required EntryState State { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>A picture taken on the spot.</summary>
public sealed class InspectionPhoto : IChained
{
    public const int MostOfPlace = 60;

    public static readonly ChainedFields<InspectionPhoto> Fields = new(
        "inspection-photo",
        ("place", p => p.PlaceId.ToString("D")),
        ("item", p => p.Item?.ToString(CultureInfo.InvariantCulture)),
        ("hash", p => p.Hash),
        ("kind", p => p.Kind.ToString()),
        ("name", p => p.Name),
        ("at", p => Canonical.Instant(p.At))
    );

    public required Guid Id { get; init; }
    public required Guid PlaceId { get; init; }

    /// <summary>Number of the question it belongs to.</summary>
    public int? Item { get; init; }
    public required string Hash { get; init; }
    public required Shared.Files.FileKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>UTC, when it was taken up; when it arrived is in its history.</summary>
    public required DateTime At { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum Severity
{
    Minor,
    Major,
    Grave,
}

public enum FindingState
{
    /// <summary>A remedy is awaited.</summary>
    Open,

    /// <summary>The unit says it is remedied; nobody has looked again yet.</summary>
    Reported,

    /// <summary>Looked at again and found in order.</summary>
    Closed,
}

/// <summary>Something found wrong at a place, what shall be done about it until when, and whether it was.</summary>
public sealed class InspectionFinding : IChained
{
    public static readonly ChainedFields<InspectionFinding> Fields = new(
        "finding",
        ("place", f => f.PlaceId.ToString("D")),
        ("unit", f => f.UnitId.ToString("D")),
        ("number", f => f.Number.ToString(CultureInfo.InvariantCulture)),
        ("severity", f => f.Severity.ToString()),
        ("words", f => f.Words),
        ("remedy", f => f.Remedy),
        ("due", f => Canonical.Day(f.DueOn)),
        ("state", f => f.State.ToString()),
        ("reported", f => f.ReportedOn is { } day ? Canonical.Day(day) : null),
        ("report", f => f.Report),
        ("checked", f => f.CheckedOn is { } day ? Canonical.Day(day) : null),
        ("check", f => f.Check)
    );

    public required Guid Id { get; init; }
    public required Guid PlaceId { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>From 1 within the place.</summary>
    public required int Number { get; init; }
    public required Severity Severity { get; init; }
    public required string Words { get; init; }

    /// <summary>What shall be done.</summary>
    public required string Remedy { get; init; }

    /// <summary>The last day in time.</summary>
    public required DateOnly DueOn { get; init; }
    public FindingState State { get; private set; }
    public DateOnly? ReportedOn { get; private set; }

    /// <summary>What the unit says it has done.</summary>
    public string? Report { get; private set; }

    /// <summary>When somebody looked again, the last time.</summary>
    public DateOnly? CheckedOn { get; private set; }

    /// <summary>What was seen then.</summary>
    public string? Check { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Nothing was reported in time.</summary>
    public bool IsOverdue(DateOnly today) => State == FindingState.Open && DueOn < today;

    public void Tell(DateOnly day, string words) =>
        (State, ReportedOn, Report) = (FindingState.Reported, day, words);

    public void CheckAgain(DateOnly day, string words, bool inOrder) =>
        (State, CheckedOn, Check) = (inOrder ? FindingState.Closed : FindingState.Open, day, words);
}

public sealed class InspectionPlanMapping : IEntityTypeConfiguration<InspectionPlan>
{
    public void Configure(EntityTypeBuilder<InspectionPlan> builder)
    {
        builder.ToTable("inspection_plans");
        builder.HasChain();
        builder.Property(p => p.Number).HasMaxLength(Inspection.ShortMaxLength);
        builder.HasIndex(p => p.Year).IsUnique();
    }
}

public sealed class InspectionMapping : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.ToTable("inspections");
        builder.HasChain();
        builder.Property(i => i.Name).HasMaxLength(Inspection.NameMaxLength);
        builder.Property(i => i.Kind).HasMaxLength(20);
        builder.Property(i => i.State).HasMaxLength(20);
        builder.Property(i => i.Decision).HasMaxLength(Inspection.ShortMaxLength);
        builder.Ignore(i => i.Code);
        builder.Ignore(i => i.IsOpen);
        builder.HasIndex(i => new { i.Year, i.Number }).IsUnique();
        builder
            .HasOne<Checklist>()
            .WithMany()
            .HasForeignKey(i => i.ChecklistId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class InspectionPlaceMapping : IEntityTypeConfiguration<InspectionPlace>
{
    public void Configure(EntityTypeBuilder<InspectionPlace> builder)
    {
        builder.ToTable("inspection_places");
        builder.HasChain();
        builder.HasIndex(p => new { p.InspectionId, p.UnitId }).IsUnique();
        builder
            .HasOne<Inspection>()
            .WithMany()
            .HasForeignKey(p => p.InspectionId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(p => p.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class InspectionDrawMapping : IEntityTypeConfiguration<InspectionDraw>
{
    public void Configure(EntityTypeBuilder<InspectionDraw> builder)
    {
        builder.ToTable("inspection_draws");
        builder.HasChain();
        builder.Property(d => d.Seed).HasMaxLength(64);
        builder.Property(d => d.SeedHash).HasMaxLength(64);
        builder.Property(d => d.FrameHash).HasMaxLength(64);
        builder.Property(d => d.WeightsHash).HasMaxLength(64);
        builder.Property(d => d.Commitment).HasMaxLength(64);
        builder.HasIndex(d => new { d.InspectionId, d.Number }).IsUnique();
        builder
            .HasOne<Inspection>()
            .WithMany()
            .HasForeignKey(d => d.InspectionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class ChecklistMapping : IEntityTypeConfiguration<Checklist>
{
    public void Configure(EntityTypeBuilder<Checklist> builder)
    {
        builder.ToTable("inspection_checklists");
        builder.HasChain();
        builder.Property(c => c.Name).HasMaxLength(Inspection.NameMaxLength);
        builder.Ignore(c => c.Questions);
        builder.HasIndex(c => new { c.Name, c.Number }).IsUnique();
    }
}

public sealed class CheckEntryMapping : IEntityTypeConfiguration<CheckEntry>
{
    public void Configure(EntityTypeBuilder<CheckEntry> builder)
    {
        builder.ToTable("inspection_entries");
        builder.HasChain();
        builder.Property(e => e.Answer).HasMaxLength(20);
        builder.Property(e => e.State).HasMaxLength(20);
        builder.Property(e => e.Note).HasMaxLength(CheckEntry.NoteMaxLength);
        builder.HasIndex(e => new { e.PlaceId, e.Item });
        builder
            .HasOne<InspectionPlace>()
            .WithMany()
            .HasForeignKey(e => e.PlaceId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class InspectionPhotoMapping : IEntityTypeConfiguration<InspectionPhoto>
{
    public void Configure(EntityTypeBuilder<InspectionPhoto> builder)
    {
        builder.ToTable("inspection_photos");
        builder.HasChain();
        builder.Property(p => p.Hash).HasMaxLength(Shared.Files.FileHash.Length);
        builder.Property(p => p.Kind).HasMaxLength(10);
        builder.HasIndex(p => p.PlaceId);
        builder
            .HasOne<InspectionPlace>()
            .WithMany()
            .HasForeignKey(p => p.PlaceId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Shared.Files.StoredFile>()
            .WithMany()
            .HasForeignKey(p => p.Hash)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class InspectionFindingMapping : IEntityTypeConfiguration<InspectionFinding>
{
    public void Configure(EntityTypeBuilder<InspectionFinding> builder)
    {
        builder.ToTable("inspection_findings");
        builder.HasChain();
        builder.Property(f => f.Severity).HasMaxLength(20);
        builder.Property(f => f.State).HasMaxLength(20);
        builder.HasIndex(f => new { f.PlaceId, f.Number }).IsUnique();
        builder.HasIndex(f => new { f.UnitId, f.State });
        builder
            .HasOne<InspectionPlace>()
            .WithMany()
            .HasForeignKey(f => f.PlaceId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(f => f.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
