using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Accountability;

public enum ProposalKind
{
    Commend,
    Criticise,

    /// <summary>That the authority consider a disciplinary measure.</summary>
    Discipline,
}

public enum ProposalState
{
    Proposed,

    /// <summary>The authority has ruled; what, it says itself.</summary>
    Decided,
    Withdrawn,
}

/// <summary>
/// A proposal to commend, to criticise or to discipline a head. Its grounds are lines of the card as they were when it was made. Whether it is
/// followed decides the authority; its ruling is recorded with the number of the decision.
/// </summary>
public sealed class HeadProposal : IChained
{
    public const int WordsMaxLength = 4_000;
    public const int NumberMaxLength = 60;
    public const int AuthorityMaxLength = 200;
    public const int RulingMaxLength = 1_000;

    public static readonly ChainedFields<HeadProposal> Fields = new(
        "head-proposal",
        ("holding", p => p.HoldingId.ToString("D")),
        ("kind", p => p.Kind.ToString()),
        ("from", p => Canonical.Day(p.From)),
        ("to", p => Canonical.Day(p.To)),
        ("grounds", p => p.Grounds),
        ("words", p => p.Words),
        ("at", p => Canonical.Instant(p.At)),
        ("account", p => p.AccountId.ToString("D")),
        ("state", p => p.State.ToString()),
        ("number", p => p.Number),
        ("decided-on", p => p.DecidedOn is { } day ? Canonical.Day(day) : null),
        ("authority", p => p.Authority),
        ("ruling", p => p.Ruling)
    );

    public required Guid Id { get; init; }
    public required Guid HoldingId { get; init; }
    public required ProposalKind Kind { get; init; }

    /// <summary>The days of the card, half-open.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>The lines of the card at that instant, see <see cref="FrozenLine"/>.</summary>
    public required string Grounds { get; init; }
    public required string Words { get; init; }

    /// <summary>UTC: when it was made and its grounds were read.</summary>
    public required DateTime At { get; init; }
    public required Guid AccountId { get; init; }
    public ProposalState State { get; private set; } = ProposalState.Proposed;

    /// <summary>Of the decision.</summary>
    public string? Number { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public string? Authority { get; private set; }

    /// <summary>What the authority ruled, or why the proposal was withdrawn.</summary>
    public string? Ruling { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It was decided or withdrawn before.</exception>
    public void Decide(string number, DateOnly day, string authority, string ruling)
    {
        Demand();
        (State, Number, DecidedOn, Authority, Ruling) = (
            ProposalState.Decided,
            number,
            day,
            authority,
            ruling
        );
    }

    /// <exception cref="InvalidOperationException">It was decided or withdrawn before.</exception>
    public void Withdraw(string reason)
    {
        Demand();
        (State, Ruling) = (ProposalState.Withdrawn, reason);
    }

    private void Demand()
    {
        if (State != ProposalState.Proposed)
        {
            throw new InvalidOperationException($"Proposal {Id} is {State}.");
        }
    }
}

public sealed class HeadProposalMapping : IEntityTypeConfiguration<HeadProposal>
{
    public void Configure(EntityTypeBuilder<HeadProposal> builder)
    {
        builder.ToTable("programme_head_proposals");
        builder.HasChain();
        builder.Property(p => p.Kind).HasMaxLength(20);
        builder.Property(p => p.State).HasMaxLength(20);
        builder.Property(p => p.From).HasColumnName("first_day");
        builder.Property(p => p.To).HasColumnName("day_after");
        builder.Property(p => p.Words).HasMaxLength(HeadProposal.WordsMaxLength);
        builder.Property(p => p.Number).HasMaxLength(HeadProposal.NumberMaxLength);
        builder.Property(p => p.Authority).HasMaxLength(HeadProposal.AuthorityMaxLength);
        builder.Property(p => p.Ruling).HasMaxLength(HeadProposal.RulingMaxLength);
        builder.HasIndex(p => new { p.HoldingId, p.From });
        builder
            .HasOne<PostHolding>()
            .WithMany()
            .HasForeignKey(p => p.HoldingId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
