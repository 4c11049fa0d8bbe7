using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Documents;

public enum DocumentKind
{
    Law,
    Ordinance,
    Decree,
    Circular,

    /// <summary>Of a People's Council.</summary>
    Resolution,

    /// <summary>Of a People's Committee.</summary>
    Decision,
    Other,
}

/// <summary>The level of whoever issues it.</summary>
public enum IssuerLevel
{
    /// <summary>Kept as a base of others; never in a figure of the province.</summary>
    Centre,
    Province,
    District,
    Commune,
}

public enum DocumentState
{
    Draft,
    Issued,

    /// <summary>The draft was given up.</summary>
    Dropped,
}

/// <summary>What is said of a document when it is entered or mended; texts are trimmed, an empty one is none.</summary>
public sealed record DocumentFacts
{
    public required DocumentKind Kind { get; init; }
    public required IssuerLevel Level { get; init; }

    /// <summary>The unit whose council or committee issues it; none of a central one.</summary>
    public Guid? IssuerId { get; init; }

    /// <summary>Who drafts it.</summary>
    public Guid? DrafterId { get; init; }
    public required string Title { get; init; }

    /// <summary>As other acts call it, for instance the name of a law with its year.</summary>
    public string? ShortName { get; init; }

    /// <summary>Number of the line of the drafting programme it comes from.</summary>
    public Guid? PlanId { get; init; }
}

/// <summary>Number and days of an issued document.</summary>
/// <param name="Effective">The first day it holds.</param>
/// <param name="Expires">The first day it holds no more, where it says so itself.</param>
public sealed record IssueFacts(
    string Symbol,
    DateOnly IssuedOn,
    DateOnly Effective,
    DateOnly? Expires
);

/// <summary>A legal document (văn bản quy phạm pháp luật), from its first draft to the day it holds no more.</summary>
public sealed class LegalDocument : IChained
{
    public const int TitleMaxLength = 600;
    public const int ShortMaxLength = 300;
    public const int SymbolMaxLength = 60;

    public static readonly ChainedFields<LegalDocument> Fields = new(
        "legal-document",
        ("number", d => d.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", d => d.Kind.ToString()),
        ("level", d => d.Level.ToString()),
        ("issuer", d => d.IssuerId?.ToString("D")),
        ("drafter", d => d.DrafterId?.ToString("D")),
        ("title", d => d.Title),
        ("short", d => d.ShortName),
        ("plan", d => d.PlanId?.ToString("D")),
        ("state", d => d.State.ToString()),
        ("symbol", d => d.Symbol),
        ("issued", d => Day(d.IssuedOn)),
        ("effective", d => Day(d.EffectiveOn)),
        ("expires", d => Day(d.ExpiresOn)),
        ("published", d => Day(d.PublishedOn)),
        ("published-in", d => d.PublishedIn)
    );

    public required Guid Id { get; init; }

    /// <summary>From 1, in the register.</summary>
    public required int Number { get; init; }
    public DocumentKind Kind { get; private set; }
    public IssuerLevel Level { get; private set; }
    public Guid? IssuerId { get; private set; }
    public Guid? DrafterId { get; private set; }
    public string Title { get; private set; } = "";
    public string? ShortName { get; private set; }
    public Guid? PlanId { get; private set; }
    public DocumentState State { get; private set; }
    public string? Symbol { get; private set; }
    public DateOnly? IssuedOn { get; private set; }
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The first day it holds no more: its own, or that of an act that replaces or repeals it whole.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>Gazette or notice board.</summary>
    public string? PublishedIn { get; private set; }

    /// <summary>Title and symbol without marks, for the search.</summary>
    public string Folded { get; private set; } = "";
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsOfProvince => Level != IssuerLevel.Centre;

    /// <summary>How it is called where others name it.</summary>
    public string Name => Symbol ?? ShortName ?? Title;

    public bool HoldsOn(DateOnly day) =>
        State == DocumentState.Issued
        && EffectiveOn <= day
        && (ExpiresOn is null || day < ExpiresOn);

    public bool HasEndedOn(DateOnly day) => State == DocumentState.Issued && ExpiresOn <= day;

    public static LegalDocument Enter(Guid id, int number, DocumentFacts facts)
    {
        var document = new LegalDocument { Id = id, Number = number };
        document.Write(facts);
        return document;
    }

    public void Write(DocumentFacts facts)
    {
        (Kind, Level, IssuerId, DrafterId) = (
            facts.Kind,
            facts.Level,
            facts.IssuerId,
            facts.DrafterId
        );
        (Title, ShortName, PlanId) = (facts.Title, facts.ShortName, facts.PlanId);
        Fold();
    }

    public void Issue(IssueFacts facts)
    {
        (State, Symbol, IssuedOn) = (DocumentState.Issued, facts.Symbol, facts.IssuedOn);
        (EffectiveOn, ExpiresOn) = (facts.Effective, facts.Expires);
        Fold();
    }

    public void Publish(DateOnly day, string place) => (PublishedOn, PublishedIn) = (day, place);

    /// <summary>The earlier of two ends holds.</summary>
    public void End(DateOnly day) =>
        ExpiresOn = ExpiresOn is { } known && known < day ? known : day;

    public void Drop() => State = DocumentState.Dropped;

    private void Fold() => Folded = Folding.Fold($"{Symbol} {ShortName} {Title}");

    private static string? Day(DateOnly? day) => day is { } known ? Canonical.Day(known) : null;
}

/// <summary>A text of a document: drafts one after the other, the last one is what was issued. It is never changed.</summary>
public sealed class DocumentText : IChained
{
    /// <summary>Characters; a law of the land has some hundred thousand.</summary>
    public const int MostLength = 1_000_000;

    public static readonly ChainedFields<DocumentText> Fields = new(
        "legal-text",
        ("document", t => t.DocumentId.ToString("D")),
        ("number", t => t.Number.ToString(CultureInfo.InvariantCulture)),
        ("day", t => Canonical.Day(t.Day)),
        ("note", t => t.Note),
        ("words", t => t.Words)
    );

    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }

    /// <summary>From 1 within the document.</summary>
    public required int Number { get; init; }
    public required DateOnly Day { get; init; }
    public string? Note { get; init; }
    public required string Words { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum OpinionKind
{
    Opinion,

    /// <summary>Of the body of justice, before it is submitted.</summary>
    Appraisal,

    /// <summary>Of the Front, on a draft.</summary>
    Criticism,
}

/// <summary>What was said of a draft, and what the drafter answered.</summary>
public sealed class DocumentOpinion : IChained
{
    public static readonly ChainedFields<DocumentOpinion> Fields = new(
        "legal-opinion",
        ("document", o => o.DocumentId.ToString("D")),
        ("number", o => o.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", o => o.Kind.ToString()),
        ("text", o => o.TextNumber.ToString(CultureInfo.InvariantCulture)),
        ("from", o => o.From),
        ("day", o => Canonical.Day(o.Day)),
        ("passes", o => o.Passes ? "1" : "0"),
        ("words", o => o.Words),
        ("reply", o => o.Reply)
    );

    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required int Number { get; init; }
    public required OpinionKind Kind { get; init; }

    /// <summary>The draft it speaks of.</summary>
    public required int TextNumber { get; init; }
    public required string From { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Of an appraisal: fit to be submitted.</summary>
    public required bool Passes { get; init; }
    public required string Words { get; init; }

    /// <summary>What was taken over, or why not.</summary>
    public string? Reply { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Answer(string words) => Reply = words;
}

public enum RelationKind
{
    BasedOn,
    Amends,
    Replaces,
    Repeals,
    Guides,
}

/// <summary>What one document does to another, or takes from it.</summary>
public sealed class DocumentRelation : IChained
{
    public static readonly ChainedFields<DocumentRelation> Fields = new(
        "legal-relation",
        ("from", r => r.FromId.ToString("D")),
        ("to", r => r.ToId.ToString("D")),
        ("kind", r => r.Kind.ToString()),
        ("provision", r => r.Provision),
        ("on", r => r.On is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }
    public required Guid FromId { get; init; }
    public required Guid ToId { get; init; }
    public required RelationKind Kind { get; init; }

    /// <summary>The part of the other that is meant, as an identifier of its articles; none: all of it.</summary>
    public string? Provision { get; init; }

    /// <summary>The first day of the effect on the other.</summary>
    public DateOnly? On { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum CheckConclusion
{
    Lawful,

    /// <summary>Found against the law in content, competence, form or procedure.</summary>
    Unlawful,
}

public enum CheckHandling
{
    Suspended,
    Corrected,
    Amended,
    Replaced,
    Annulled,
}

/// <summary>A check of an issued document, its conclusion and what was done about it.</summary>
public sealed class DocumentCheck : IChained
{
    public static readonly ChainedFields<DocumentCheck> Fields = new(
        "legal-check",
        ("document", c => c.DocumentId.ToString("D")),
        ("number", c => c.Number.ToString(CultureInfo.InvariantCulture)),
        ("by", c => c.By),
        ("paper", c => c.Paper),
        ("concluded", c => Canonical.Day(c.ConcludedOn)),
        ("conclusion", c => c.Conclusion.ToString()),
        ("provision", c => c.Provision),
        ("words", c => c.Words),
        ("lifted", c => c.LiftedOn is { } day ? Canonical.Day(day) : null),
        ("lifted-for", c => c.LiftedFor),
        ("handling", c => c.Handling?.ToString()),
        ("handled", c => c.HandledOn is { } day ? Canonical.Day(day) : null),
        ("handled-by", c => c.HandledBy)
    );

    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required int Number { get; init; }

    /// <summary>The authority that checked.</summary>
    public required string By { get; init; }

    /// <summary>Number of the conclusion.</summary>
    public required string Paper { get; init; }
    public required DateOnly ConcludedOn { get; init; }
    public required CheckConclusion Conclusion { get; init; }

    /// <summary>The article found against the law.</summary>
    public string? Provision { get; init; }
    public required string Words { get; init; }

    /// <summary>The first day on which the conclusion holds no more: it was withdrawn or set aside.</summary>
    public DateOnly? LiftedOn { get; private set; }
    public string? LiftedFor { get; private set; }
    public CheckHandling? Handling { get; private set; }
    public DateOnly? HandledOn { get; private set; }

    /// <summary>The document by which it was handled.</summary>
    public string? HandledBy { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool HoldsOn(DateOnly day) => ConcludedOn <= day && (LiftedOn is null || day < LiftedOn);

    public void Lift(DateOnly day, string reason) => (LiftedOn, LiftedFor) = (day, reason);

    public void Handle(CheckHandling handling, DateOnly day, string by) =>
        (Handling, HandledOn, HandledBy) = (handling, day, by);
}

/// <summary>A line of the yearly programme of drafting.</summary>
public sealed class DraftingPlan : IChained
{
    public static readonly ChainedFields<DraftingPlan> Fields = new(
        "legal-plan",
        ("year", p => p.Year.ToString(CultureInfo.InvariantCulture)),
        ("number", p => p.Number.ToString(CultureInfo.InvariantCulture)),
        ("title", p => p.Title),
        ("kind", p => p.Kind.ToString()),
        ("issuer", p => p.IssuerId.ToString("D")),
        ("drafter", p => p.DrafterId.ToString("D")),
        ("due", p => Canonical.Day(p.DueOn)),
        ("reason", p => p.Reason),
        ("dropped", p => p.DroppedFor)
    );

    public required Guid Id { get; init; }
    public required int Year { get; init; }

    /// <summary>From 1 within the year.</summary>
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required DocumentKind Kind { get; init; }
    public required Guid IssuerId { get; init; }
    public required Guid DrafterId { get; init; }

    /// <summary>The last day to submit it.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Why it is needed.</summary>
    public required string Reason { get; init; }
    public string? DroppedFor { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Drop(string reason) => DroppedFor = reason;
}

public enum ReviewKind
{
    /// <summary>Rà soát, on a ground that has come up.</summary>
    Review,

    /// <summary>Hệ thống hóa, every five years.</summary>
    Systematisation,
}

public enum ReviewResult
{
    InForce,
    PartlyEnded,
    Ended,
    ToAmend,
    ToReplace,
    ToRepeal,

    /// <summary>A higher body is asked to change what it rests on.</summary>
    ToPropose,
}

/// <summary>A round that looks through the documents of a unit on a day, and publishes its lists.</summary>
public sealed class ReviewRound : IChained
{
    public static readonly ChainedFields<ReviewRound> Fields = new(
        "legal-review",
        ("kind", r => r.Kind.ToString()),
        ("name", r => r.Name),
        ("unit", r => r.UnitId.ToString("D")),
        ("from", r => Canonical.Day(r.From)),
        ("cut", r => Canonical.Day(r.Cut)),
        ("closed", r => r.ClosedOn is { } day ? Canonical.Day(day) : null),
        ("paper", r => r.Paper)
    );

    public required Guid Id { get; init; }
    public required ReviewKind Kind { get; init; }
    public required string Name { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Documents issued up to this day are looked through, as they stand at its end.</summary>
    public required DateOnly Cut { get; init; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The decision that publishes the lists.</summary>
    public string? Paper { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Close(DateOnly day, string paper) => (ClosedOn, Paper) = (day, paper);
}

/// <summary>What a round found of one document; a second finding takes the place of the first, which stays in the record.</summary>
public sealed class ReviewFinding : IChained
{
    public static readonly ChainedFields<ReviewFinding> Fields = new(
        "legal-review-finding",
        ("round", f => f.RoundId.ToString("D")),
        ("document", f => f.DocumentId.ToString("D")),
        ("result", f => f.Result.ToString()),
        ("words", f => f.Words)
    );

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required Guid DocumentId { get; init; }
    public ReviewResult Result { get; private set; }
    public string? Words { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Find(ReviewResult result, string? words) => (Result, Words) = (result, words);
}

public sealed class LegalDocumentMapping : IEntityTypeConfiguration<LegalDocument>
{
    public void Configure(EntityTypeBuilder<LegalDocument> builder)
    {
        builder.ToTable("legal_documents");
        builder.HasChain();
        builder.Property(d => d.Kind).HasMaxLength(20);
        builder.Property(d => d.Level).HasMaxLength(20);
        builder.Property(d => d.State).HasMaxLength(20);
        builder.Property(d => d.Title).HasMaxLength(LegalDocument.TitleMaxLength);
        builder.Property(d => d.ShortName).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.Property(d => d.Symbol).HasMaxLength(LegalDocument.SymbolMaxLength);
        builder.Property(d => d.PublishedIn).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => new { d.IssuerId, d.IssuedOn });
        builder.Ignore(d => d.Name);
        builder.Ignore(d => d.IsOfProvince);
        builder.PointsTo<LegalDocument, Unit>(nameof(LegalDocument.IssuerId));
        builder.PointsTo<LegalDocument, Unit>(nameof(LegalDocument.DrafterId));
        builder.PointsTo<LegalDocument, DraftingPlan>(nameof(LegalDocument.PlanId));
    }
}

public sealed class DocumentTextMapping : IEntityTypeConfiguration<DocumentText>
{
    public void Configure(EntityTypeBuilder<DocumentText> builder)
    {
        builder.ToTable("legal_document_texts");
        builder.HasChain();
        builder.Property(t => t.Note).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.HasIndex(t => new { t.DocumentId, t.Number }).IsUnique();
        builder.PointsTo<DocumentText, LegalDocument>(nameof(DocumentText.DocumentId));
    }
}

public sealed class DocumentOpinionMapping : IEntityTypeConfiguration<DocumentOpinion>
{
    public void Configure(EntityTypeBuilder<DocumentOpinion> builder)
    {
        builder.ToTable("legal_document_opinions");
        builder.HasChain();
        builder.Property(o => o.Kind).HasMaxLength(20);
        builder.Property(o => o.From).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.HasIndex(o => new { o.DocumentId, o.Number }).IsUnique();
        builder.PointsTo<DocumentOpinion, LegalDocument>(nameof(DocumentOpinion.DocumentId));
    }
}

public sealed class DocumentRelationMapping : IEntityTypeConfiguration<DocumentRelation>
{
    public void Configure(EntityTypeBuilder<DocumentRelation> builder)
    {
        builder.ToTable("legal_document_relations");
        builder.HasChain();
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Provision).HasMaxLength(LegalDocument.SymbolMaxLength);
        builder.HasIndex(r => r.FromId);
        builder.HasIndex(r => r.ToId);
        builder.PointsTo<DocumentRelation, LegalDocument>(nameof(DocumentRelation.FromId));
        builder.PointsTo<DocumentRelation, LegalDocument>(nameof(DocumentRelation.ToId));
    }
}

public sealed class DocumentCheckMapping : IEntityTypeConfiguration<DocumentCheck>
{
    public void Configure(EntityTypeBuilder<DocumentCheck> builder)
    {
        builder.ToTable("legal_document_checks");
        builder.HasChain();
        builder.Property(c => c.By).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.Property(c => c.Paper).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.Property(c => c.Conclusion).HasMaxLength(20);
        builder.Property(c => c.Handling).HasMaxLength(20);
        builder.Property(c => c.Provision).HasMaxLength(LegalDocument.SymbolMaxLength);
        builder.Property(c => c.HandledBy).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.Property(c => c.LiftedFor).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.HasIndex(c => new { c.DocumentId, c.Number }).IsUnique();
        builder.PointsTo<DocumentCheck, LegalDocument>(nameof(DocumentCheck.DocumentId));
    }
}

public sealed class DraftingPlanMapping : IEntityTypeConfiguration<DraftingPlan>
{
    public void Configure(EntityTypeBuilder<DraftingPlan> builder)
    {
        builder.ToTable("legal_drafting_plans");
        builder.HasChain();
        builder.Property(p => p.Title).HasMaxLength(LegalDocument.TitleMaxLength);
        builder.Property(p => p.Kind).HasMaxLength(20);
        builder.Property(p => p.DroppedFor).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.HasIndex(p => new { p.Year, p.Number }).IsUnique();
        builder.PointsTo<DraftingPlan, Unit>(nameof(DraftingPlan.IssuerId));
        builder.PointsTo<DraftingPlan, Unit>(nameof(DraftingPlan.DrafterId));
    }
}

public sealed class ReviewRoundMapping : IEntityTypeConfiguration<ReviewRound>
{
    public void Configure(EntityTypeBuilder<ReviewRound> builder)
    {
        builder.ToTable("legal_review_rounds");
        builder.HasChain();
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Name).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.Property(r => r.Paper).HasMaxLength(LegalDocument.ShortMaxLength);
        builder.PointsTo<ReviewRound, Unit>(nameof(ReviewRound.UnitId));
    }
}

public sealed class ReviewFindingMapping : IEntityTypeConfiguration<ReviewFinding>
{
    public void Configure(EntityTypeBuilder<ReviewFinding> builder)
    {
        builder.ToTable("legal_review_findings");
        builder.HasChain();
        builder.Property(f => f.Result).HasMaxLength(20);
        builder.HasIndex(f => new { f.RoundId, f.DocumentId }).IsUnique();
        builder.PointsTo<ReviewFinding, ReviewRound>(nameof(ReviewFinding.RoundId));
        builder.PointsTo<ReviewFinding, LegalDocument>(nameof(ReviewFinding.DocumentId));
    }
}
