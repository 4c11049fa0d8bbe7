using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Oversight.Voices.Praise;

public enum PraiseKind
{
    Commendation,
    Criticism,
}

/// <summary>What a proposal rests on. Words alone are no ground.</summary>
public enum GroundKind
{
    /// <summary>A dossier, by its code.</summary>
    Dossier,

    /// <summary>A figure of the board, by its indicator.</summary>
    Figure,

    /// <summary>A receipt of a sealed figure, by its fingerprint.</summary>
    Receipt,

    /// <summary>Published feedback, by its code.</summary>
    Feedback,
}

public enum PraiseState
{
    Proposed,
    Granted,
    Denied,
}

/// <summary>A proposal to commend or criticise, with its ground in facts and what the authority decided.</summary>
public sealed class PraiseProposal : IChained
{
    public const int WhomMaxLength = 200;
    public const int WordsMaxLength = 2000;
    public const int GroundMaxLength = 120;

    public static readonly ChainedFields<PraiseProposal> Fields = new(
        "praise",
        ("kind", p => p.Kind.ToString()),
        ("unit", p => p.UnitId.ToString("D")),
        ("words", p => Canonical.Commitment(p.Salt, p.Whom, p.Words)),
        ("ground-kind", p => p.GroundKind.ToString()),
        ("ground", p => p.Ground),
        ("ground-id", p => p.GroundId?.ToString("D")),
        ("proposed", p => Canonical.Day(p.ProposedOn)),
        ("state", p => p.State.ToString()),
        ("decision", p => p.Decision),
        ("decided", p => p.DecidedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }
    public required PraiseKind Kind { get; init; }

    /// <summary>The body, or that of the person.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>A collective or a person.</summary>
    public required string Whom { get; init; }
    public required string Words { get; init; }
    public required GroundKind GroundKind { get; init; }
    public required string Ground { get; init; }

    /// <summary>The dossier or feedback behind it.</summary>
    public Guid? GroundId { get; init; }
    public required DateOnly ProposedOn { get; init; }
    public required byte[] Salt { get; init; }
    public PraiseState State { get; private set; }

    /// <summary>Number of the decision, or why not.</summary>
    public string? Decision { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Decide(bool isGranted, string words, DateOnly day) =>
        (State, Decision, DecidedOn) = (
            isGranted ? PraiseState.Granted : PraiseState.Denied,
            words,
            day
        );
}

public sealed class PraiseMapping : IEntityTypeConfiguration<PraiseProposal>
{
    public void Configure(EntityTypeBuilder<PraiseProposal> builder)
    {
        builder.ToTable("praise_proposals");
        builder.HasChain();
        builder.Property(p => p.Kind).HasMaxLength(20);
        builder.Property(p => p.GroundKind).HasMaxLength(20);
        builder.Property(p => p.State).HasMaxLength(20);
        builder.Property(p => p.Whom).HasMaxLength(PraiseProposal.WhomMaxLength);
        builder.Property(p => p.Ground).HasMaxLength(PraiseProposal.GroundMaxLength);
        builder.HasIndex(p => p.UnitId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(p => p.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewPraise(
    string Key,
    PraiseKind Kind,
    Guid UnitId,
    string? Whom,
    string? Words,
    GroundKind GroundKind,
    string? Ground
);

public sealed class PraiseDesk(
    VoiceActs acts,
    IScoringRecords dossiers,
    IIndicatorCatalogue indicators
)
{
    public Task<Outcome<Guid>> ProposeAsync(NewPraise request, CancellationToken cancellation) =>
        acts.AddAsync(
            request.Key,
            "praise.propose",
            acts.User.UserId,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (
                    tree.HeirOf(request.UnitId, acts.Today) is not { } unit
                    || !acts.User.Can(Permissions.CommendationPropose, unit.Id)
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.NotAllowed);
                }

                var (whom, words, ground) = (
                    VoiceActs.Words(request.Whom, PraiseProposal.WhomMaxLength),
                    VoiceActs.Words(request.Words, PraiseProposal.WordsMaxLength),
                    VoiceActs.Words(request.Ground, PraiseProposal.GroundMaxLength)
                );
                foreach (var part in new[] { whom, words, ground })
                {
                    if (!part.Succeeded)
                    {
                        return Outcome<Guid>.From(part);
                    }
                }

                var (isFact, id) = await FactAsync(
                    request.GroundKind,
                    ground.Value!,
                    unit.Id,
                    tree,
                    token
                );
                if (!isFact)
                {
                    return Outcome<Guid>.Refused("praise.refused.ground", ground.Value);
                }

                var proposal = new PraiseProposal
                {
                    Id = acts.NewId(),
                    Kind = request.Kind,
                    UnitId = unit.Id,
                    Whom = whom.Value!,
                    Words = words.Value!,
                    GroundKind = request.GroundKind,
                    Ground = ground.Value!,
                    GroundId = id,
                    ProposedOn = acts.Today,
                    Salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16),
                };
                acts.Db.AddRecorded(
                    PraiseProposal.Fields,
                    proposal,
                    "proposed",
                    acts.Now,
                    acts.User.UserId
                );
                return Outcome<Guid>.Of(proposal.Id);
            },
            cancellation
        );

    public Task<Outcome> DecideAsync(
        VoiceKey key,
        bool isGranted,
        string? words,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            PraiseProposal.Fields,
            "decide",
            (proposal, tree, _) => Task.FromResult(MayDecide(proposal, tree)),
            (proposal, _, _) =>
            {
                if (proposal.State != PraiseState.Proposed)
                {
                    return Task.FromResult(Outcome.Refused(VoiceActs.State));
                }

                var text = VoiceActs.Words(words, PraiseProposal.WordsMaxLength);
                if (text.Succeeded)
                {
                    proposal.Decide(isGranted, text.Value!, acts.Today);
                }

                return Task.FromResult<Outcome>(text);
            },
            cancellation
        );

    public bool MayDecide(PraiseProposal proposal, UnitTree tree) =>
        Can(Permissions.CommendationDecide, proposal.UnitId, tree);

    public async Task<IReadOnlyList<PraiseProposal>> ListAsync(CancellationToken cancellation)
    {
        var tree = await acts.TreeAsync(cancellation);
        return
        [
            .. (
                await acts
                    .Db.Set<PraiseProposal>()
                    .AsNoTracking()
                    .OrderByDescending(p => p.Id)
                    .Take(500)
                    .ToListAsync(cancellation)
            ).Where(p => Can(Permissions.CommendationView, p.UnitId, tree)),
        ];
    }

    /// <summary>Whether there is such a fact: a dossier of the body, an indicator, published feedback to it. A receipt is named by its fingerprint.</summary>
    private async Task<(bool IsFact, Guid? Id)> FactAsync(
        GroundKind kind,
        string ground,
        Guid unit,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        switch (kind)
        {
            case GroundKind.Dossier:
                var dossier = await dossiers.FindAsync(ground, cancellation);
                return (
                    dossier is not null
                        && tree.HeirOf(dossier.UnitId, acts.Today) is { } body
                        && tree.IsWithin(body.Id, unit),
                    dossier?.Id
                );
            case GroundKind.Figure:
                return (
                    indicators.All.Any(i =>
                        i.Key.Equals(ground, StringComparison.OrdinalIgnoreCase)
                    ),
                    null
                );
            case GroundKind.Feedback:
                var code = VoiceSecret.Code(ground);
                var feedback = await acts
                    .Db.Set<Feedbacks.Feedback>()
                    .Where(f => f.Code == code && f.PublishedOn != null)
                    .Select(f => new { f.Id, f.UnitId })
                    .FirstOrDefaultAsync(cancellation);
                return (
                    feedback is not null
                        && tree.HeirOf(feedback.UnitId, acts.Today) is { } own
                        && tree.IsWithin(own.Id, unit),
                    feedback?.Id
                );
            default:
                return (ground.Length == 64 && ground.All(char.IsAsciiHexDigit), null);
        }
    }

    private bool Can(string permission, Guid unit, UnitTree tree) =>
        acts.User.Can(permission, unit)
        || tree.HeirOf(unit, acts.Today) is { } heir && acts.User.Can(permission, heir.Id);
}
