using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Simplification;

public enum ProposalState
{
    Proposed,
    Approved,
    Rejected,

    /// <summary>Decided and published: the procedure is simplified.</summary>
    Effective,
    Withdrawn,
}

public enum OpinionStance
{
    For,
    ForIfChanged,
    Against,
}

/// <summary>What is said of a proposal when it is made or mended; texts are trimmed, an empty one is none.</summary>
public sealed record ProposalFacts
{
    public required string Code { get; init; }
    public required IReadOnlyList<Measure> Measures { get; init; }
    public required Decider Decider { get; init; }
    public required Guid UnitId { get; init; }
    public required string What { get; init; }

    /// <summary>Which provision has to be changed for it.</summary>
    public string? Amends { get; init; }
    public Limit? Promised { get; init; }
    public Limit? Statutory { get; init; }

    /// <summary>Numbers of papers of the last version.</summary>
    public IReadOnlyList<int> DroppedPapers { get; init; } = [];

    /// <summary>In đồng.</summary>
    public decimal? Fee { get; init; }
    public int? Online { get; init; }

    /// <summary>Percent of the work that falls away with steps; for the laboratory.</summary>
    public int WorkSaved { get; init; }

    /// <summary>Officers more or fewer in each agency; for the laboratory.</summary>
    public int Officers { get; init; }
}

/// <summary>A proposal to make one procedure simpler, from its making to its effect in the catalogue.</summary>
public sealed class Proposal : IChained
{
    public const int TextMaxLength = 4000;
    public const int ShortMaxLength = 300;
    public const int CodeMaxLength = 40;

    public static readonly ChainedFields<Proposal> Fields = new(
        "simplification",
        ("number", p => p.Number.ToString(CultureInfo.InvariantCulture)),
        ("code", p => p.Code),
        ("measures", p => p.MeasureText),
        ("decider", p => p.Decider.ToString()),
        ("unit", p => p.UnitId.ToString("D")),
        ("what", p => p.What),
        ("amends", p => p.Amends),
        ("promised", p => p.Promised),
        ("statutory", p => p.Statutory),
        ("dropped-papers", p => p.DroppedPapers),
        ("fee", p => p.Fee is { } fee ? Canonical.Number(fee) : null),
        ("online", p => p.Online?.ToString(CultureInfo.InvariantCulture)),
        ("work-saved", p => p.WorkSaved.ToString(CultureInfo.InvariantCulture)),
        ("officers", p => p.Officers.ToString(CultureInfo.InvariantCulture)),
        ("proposed", p => Canonical.Day(p.ProposedOn)),
        ("cost", p => p.Cost),
        ("state", p => p.State.ToString()),
        ("decision", p => p.DecisionNumber),
        ("decided", p => p.DecidedOn is { } day ? Canonical.Day(day) : null),
        ("decided-by", p => p.DecidedBy),
        ("grounds", p => p.Grounds),
        ("effective", p => p.EffectiveOn is { } day ? Canonical.Day(day) : null),
        ("version", p => p.CatalogueVersion?.ToString(CultureInfo.InvariantCulture))
    );

    public required Guid Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Of the procedure.</summary>
    public required string Code { get; init; }
    public required DateOnly ProposedOn { get; init; }

    /// <summary>See <see cref="Simplification.Measures"/>.</summary>
    public string MeasureText { get; private set; } = "";
    public Decider Decider { get; private set; }

    /// <summary>Who proposes it.</summary>
    public Guid UnitId { get; private set; }
    public string What { get; private set; } = "";
    public string? Amends { get; private set; }

    /// <summary>New limits in the form of <see cref="Limit"/>.</summary>
    public string? Promised { get; private set; }
    public string? Statutory { get; private set; }
    public string DroppedPapers { get; private set; } = "";
    public decimal? Fee { get; private set; }
    public int? Online { get; private set; }
    public int WorkSaved { get; private set; }
    public int Officers { get; private set; }

    /// <summary>See <see cref="CostSheet.Write"/>; none: not worked out yet.</summary>
    public string? Cost { get; private set; }
    public ProposalState State { get; private set; }
    public string? DecisionNumber { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public string? DecidedBy { get; private set; }

    /// <summary>Why it was rejected or withdrawn.</summary>
    public string? Grounds { get; private set; }

    /// <summary>The first day on which the catalogue shows it.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The version that shows it; 0: the procedure ended.</summary>
    public int? CatalogueVersion { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public IReadOnlyList<Measure> Measures => Simplification.Measures.Read(MeasureText);

    public IReadOnlyList<int> Dropped =>
        [
            .. DroppedPapers
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
        ];

    public Limit? PromisedLimit => Promised is { } text ? Limit.Parse(text, null) : null;

    public Limit? StatutoryLimit => Statutory is { } text ? Limit.Parse(text, null) : null;

    public CostSheet? CostSheet => Simplification.Cost.CostSheet.Read(Cost);

    public bool IsOpen => State is ProposalState.Proposed or ProposalState.Approved;

    /// <summary>Whether the procedure counts as simplified by it on a day.</summary>
    public bool CountsOn(DateOnly day) => State == ProposalState.Effective && EffectiveOn <= day;

    public static Proposal Make(Guid id, int number, DateOnly day, ProposalFacts facts)
    {
        var proposal = new Proposal
        {
            Id = id,
            Number = number,
            Code = facts.Code,
            ProposedOn = day,
        };
        proposal.Write(facts);
        return proposal;
    }

    public void Write(ProposalFacts facts)
    {
        (MeasureText, Decider, UnitId) = (
            Simplification.Measures.Write(facts.Measures),
            facts.Decider,
            facts.UnitId
        );
        (What, Amends) = (facts.What, facts.Amends);
        (Promised, Statutory) = (facts.Promised?.ToString(), facts.Statutory?.ToString());
        DroppedPapers = string.Join(' ', facts.DroppedPapers.Distinct().Order());
        (Fee, Online) = (facts.Fee, facts.Online);
        (WorkSaved, Officers) = (facts.WorkSaved, facts.Officers);
    }

    public void Price(CostSheet sheet) => Cost = sheet.Write();

    public void Decide(bool approved, string number, DateOnly day, string by, string? grounds)
    {
        State = approved ? ProposalState.Approved : ProposalState.Rejected;
        (DecisionNumber, DecidedOn, DecidedBy, Grounds) = (number, day, by, grounds);
    }

    public void Withdraw(string grounds) => (State, Grounds) = (ProposalState.Withdrawn, grounds);

    public void TakeEffect(DateOnly day, int version) =>
        (State, EffectiveOn, CatalogueVersion) = (ProposalState.Effective, day, version);
}

/// <summary>What a body said of a proposal. It is never changed; a second word of a body stands behind its first.</summary>
public sealed class ProposalOpinion : IChained
{
    public static readonly ChainedFields<ProposalOpinion> Fields = new(
        "simplification-opinion",
        ("proposal", o => o.ProposalId.ToString("D")),
        ("number", o => o.Number.ToString(CultureInfo.InvariantCulture)),
        ("from", o => o.From),
        ("day", o => Canonical.Day(o.Day)),
        ("stance", o => o.Stance.ToString()),
        ("words", o => o.Words)
    );

    public required Guid Id { get; init; }
    public required Guid ProposalId { get; init; }
    public required int Number { get; init; }
    public required string From { get; init; }
    public required DateOnly Day { get; init; }
    public required OpinionStance Stance { get; init; }
    public required string Words { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>The list of procedures of which a share is to be simplified. It is fixed once: what is abolished later stays in it.</summary>
public sealed class BaseList : IChained
{
    public static readonly ChainedFields<BaseList> Fields = new(
        "simplification-base",
        ("day", b => Canonical.Day(b.Day)),
        ("codes", b => b.Codes),
        ("act", b => b.Act)
    );

    public required Guid Id { get; init; }

    /// <summary>Of which day it is the list.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Codes in order, blanks between.</summary>
    public required string Codes { get; init; }

    /// <summary>The document that fixes it.</summary>
    public required string Act { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public IReadOnlyList<string> List => Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

public sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("legal_simplifications");
        builder.HasChain();
        builder.Property(p => p.Code).HasMaxLength(Proposal.CodeMaxLength);
        builder.Property(p => p.MeasureText).HasMaxLength(Proposal.ShortMaxLength);
        builder.Property(p => p.Decider).HasMaxLength(20);
        builder.Property(p => p.State).HasMaxLength(20);
        builder.Property(p => p.Promised).HasMaxLength(12);
        builder.Property(p => p.Statutory).HasMaxLength(12);
        builder.Property(p => p.DroppedPapers).HasMaxLength(Proposal.ShortMaxLength);
        builder.Property(p => p.DecisionNumber).HasMaxLength(Proposal.ShortMaxLength);
        builder.Property(p => p.DecidedBy).HasMaxLength(Proposal.ShortMaxLength);
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => p.Code);
        builder.Ignore(p => p.Measures);
        builder.Ignore(p => p.Dropped);
        builder.Ignore(p => p.PromisedLimit);
        builder.Ignore(p => p.StatutoryLimit);
        builder.Ignore(p => p.CostSheet);
        builder.Ignore(p => p.IsOpen);
        builder.PointsTo<Proposal, Unit>(nameof(Proposal.UnitId));
    }
}

public sealed class ProposalOpinionMapping : IEntityTypeConfiguration<ProposalOpinion>
{
    public void Configure(EntityTypeBuilder<ProposalOpinion> builder)
    {
        builder.ToTable("legal_simplification_opinions");
        builder.HasChain();
        builder.Property(o => o.From).HasMaxLength(Proposal.ShortMaxLength);
        builder.Property(o => o.Stance).HasMaxLength(20);
        builder.HasIndex(o => new { o.ProposalId, o.Number }).IsUnique();
        builder.PointsTo<ProposalOpinion, Proposal>(nameof(ProposalOpinion.ProposalId));
    }
}

public sealed class BaseListMapping : IEntityTypeConfiguration<BaseList>
{
    public void Configure(EntityTypeBuilder<BaseList> builder)
    {
        builder.ToTable("legal_simplification_bases");
        builder.HasChain();
        builder.Property(b => b.Act).HasMaxLength(Proposal.ShortMaxLength);
        builder.Ignore(b => b.List);
    }
}
