using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Oversight.Voices.Supervision;

public enum SupervisionKind
{
    /// <summary>By the Fatherland Front and its member organisations.</summary>
    Front,

    /// <summary>By the People's Council.</summary>
    Council,

    /// <summary>Social criticism: an opinion on a draft before it is issued.</summary>
    Criticism,

    /// <summary>Inspection and supervision by the Party. Restricted, and never a round of administrative inspection.</summary>
    Party,
}

/// <summary>A programme of supervision, a draft that is criticised, or an inspection by the Party.</summary>
public sealed class SupervisionCase : IChained
{
    public const int SubjectMaxLength = 500;
    public const int WordsMaxLength = 4000;
    public const int NumberMaxLength = 60;
    public const string Chain = "supervision";

    public static readonly ChainedFields<SupervisionCase> Fields = new(
        Chain,
        ("kind", s => s.Kind.ToString()),
        ("by", s => s.ByUnitId.ToString("D")),
        ("unit", s => s.UnitId.ToString("D")),
        ("subject", s => Words(s, s.Subject)),
        ("document", s => Words(s, s.Document)),
        ("opened", s => Canonical.Day(s.OpenedOn)),
        ("conclusion", s => Words(s, s.Conclusion)),
        ("concluded", s => s.ConcludedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }
    public required SupervisionKind Kind { get; init; }

    /// <summary>The body that supervises.</summary>
    public required Guid ByUnitId { get; init; }

    /// <summary>The body that is supervised, or that drafted.</summary>
    public required Guid UnitId { get; init; }
    public required string Subject { get; init; }

    /// <summary>Number of the programme, or of the draft.</summary>
    public string? Document { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public string? Conclusion { get; private set; }
    public DateOnly? ConcludedOn { get; private set; }
    public required byte[] Salt { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Conclude(string words, DateOnly day) => (Conclusion, ConcludedOn) = (words, day);

    /// <summary>What the Party inspects is in the chain as a commitment only: the chain is read by more people.</summary>
    private static string? Words(SupervisionCase s, string? words) =>
        words is null || s.Kind != SupervisionKind.Party
            ? words
            : Canonical.Commitment(s.Salt, words);
}

/// <summary>A finding with its remedy, or an opinion on a draft with the drafter's reasoned reply.</summary>
public sealed class SupervisionFinding : IChained
{
    public static readonly ChainedFields<SupervisionFinding> Fields = new(
        "supervision-finding",
        ("case", f => f.CaseId.ToString("D")),
        ("number", f => f.Number.ToString(CultureInfo.InvariantCulture)),
        ("text", f => Canonical.Commitment(f.Salt, f.Text)),
        ("due", f => f.DueOn is { } day ? Canonical.Day(day) : null),
        ("reply", f => f.Reply is null ? null : Canonical.Commitment(f.Salt, f.Reply)),
        ("taken", f => f.IsTaken?.ToString()),
        ("replied", f => f.RepliedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required int Number { get; init; }
    public required string Text { get; init; }

    /// <summary>The last day for reply and remedy.</summary>
    public DateOnly? DueOn { get; init; }
    public string? Reply { get; private set; }

    /// <summary>Whether the finding is remedied or the opinion taken up; the reply gives the reasons.</summary>
    public bool? IsTaken { get; private set; }
    public DateOnly? RepliedOn { get; private set; }
    public required byte[] Salt { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Answer(string reply, bool isTaken, DateOnly day) =>
        (Reply, IsTaken, RepliedOn) = (reply, isTaken, day);
}

public sealed class SupervisionMapping
    : IEntityTypeConfiguration<SupervisionCase>,
        IEntityTypeConfiguration<SupervisionFinding>
{
    public void Configure(EntityTypeBuilder<SupervisionCase> builder)
    {
        builder.ToTable("supervisions");
        builder.HasChain();
        builder.Property(s => s.Kind).HasMaxLength(20);
        builder.Property(s => s.Subject).HasMaxLength(SupervisionCase.SubjectMaxLength);
        builder.Property(s => s.Document).HasMaxLength(SupervisionCase.NumberMaxLength);
        builder.HasIndex(s => s.UnitId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(s => s.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(s => s.ByUnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SupervisionFinding> builder)
    {
        builder.ToTable("supervision_findings");
        builder.HasChain();
        builder.HasIndex(f => new { f.CaseId, f.Number }).IsUnique();
        builder
            .HasOne<SupervisionCase>()
            .WithMany()
            .HasForeignKey(f => f.CaseId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A case with its findings.</summary>
public sealed record SupervisionFolder(
    SupervisionCase Case,
    IReadOnlyList<SupervisionFinding> Findings
);

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewSupervision(
    string Key,
    SupervisionKind Kind,
    Guid ByUnitId,
    Guid UnitId,
    string? Subject,
    string? Document,
    DateOnly OpenedOn
);

/// <summary>Records supervision and what came of it. What the Party inspects is apart: by a right of its own, for reading too.</summary>
public sealed class SupervisionDesk(VoiceActs acts)
{
    public Task<Outcome<Guid>> OpenAsync(NewSupervision request, CancellationToken cancellation) =>
        acts.AddAsync(
            request.Key,
            "supervision.open",
            acts.User.UserId,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (
                    tree.HeirOf(request.ByUnitId, acts.Today) is not { } by
                    || !acts.User.Can(ManageOf(request.Kind), by.Id)
                    || !Supervises(request.Kind, by)
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.NotAllowed);
                }

                if (tree.HeirOf(request.UnitId, acts.Today) is not { } unit || unit.Id == by.Id)
                {
                    return Outcome<Guid>.Refused("voice.refused.unit");
                }

                var subject = VoiceActs.Words(request.Subject, SupervisionCase.SubjectMaxLength);
                var document = VoiceActs.Clean(request.Document);
                if (!subject.Succeeded)
                {
                    return Outcome<Guid>.From(subject);
                }

                if (document?.Length > SupervisionCase.NumberMaxLength)
                {
                    return Outcome<Guid>.Refused(
                        "voice.refused.long",
                        SupervisionCase.NumberMaxLength
                    );
                }

                if (document is null && request.Kind == SupervisionKind.Criticism)
                {
                    return Outcome<Guid>.Refused("oversee.refused.document");
                }

                var one = new SupervisionCase
                {
                    Id = acts.NewId(),
                    Kind = request.Kind,
                    ByUnitId = by.Id,
                    UnitId = unit.Id,
                    Subject = subject.Value!,
                    Document = document,
                    OpenedOn = request.OpenedOn,
                    Salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16),
                };
                acts.Db.AddRecorded(
                    SupervisionCase.Fields,
                    one,
                    "opened",
                    acts.Now,
                    acts.User.UserId
                );
                return Outcome<Guid>.Of(one.Id);
            },
            cancellation
        );

    public Task<Outcome<Guid>> FindAsync(
        string key,
        Guid id,
        string? text,
        DateOnly? due,
        CancellationToken cancellation
    ) =>
        acts.AddAsync(
            key,
            "supervision.find",
            acts.User.UserId,
            async token =>
            {
                if (
                    await acts
                        .Db.Set<SupervisionCase>()
                        .SingleOrDefaultAsync(s => s.Id == id, token)
                        is not { } one
                    || !MayManage(one, await acts.TreeAsync(token))
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.NotAllowed);
                }

                var words = VoiceActs.Words(text, SupervisionCase.WordsMaxLength);
                if (!words.Succeeded)
                {
                    return Outcome<Guid>.From(words);
                }

                if (one.ConcludedOn is not null)
                {
                    return Outcome<Guid>.Refused(VoiceActs.State);
                }

                if (due < acts.Today)
                {
                    return Outcome<Guid>.Refused("oversee.refused.due");
                }

                var finding = new SupervisionFinding
                {
                    Id = acts.NewId(),
                    CaseId = id,
                    Number =
                        await acts
                            .Db.Set<SupervisionFinding>()
                            .CountAsync(f => f.CaseId == id, token) + 1,
                    Text = words.Value!,
                    DueOn = due,
                    Salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16),
                };
                acts.Db.AddRecorded(
                    SupervisionFinding.Fields,
                    finding,
                    "found",
                    acts.Now,
                    acts.User.UserId
                );
                return Outcome<Guid>.Of(finding.Id);
            },
            cancellation
        );

    /// <summary>By the body concerned, with its reasons; of an inspection by the Party the Party's office writes it down.</summary>
    public Task<Outcome> ReplyAsync(
        VoiceKey key,
        bool isTaken,
        string? reply,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            SupervisionFinding.Fields,
            "reply",
            async (finding, tree, token) =>
                await acts
                    .Db.Set<SupervisionCase>()
                    .SingleOrDefaultAsync(s => s.Id == finding.CaseId, token)
                    is { ConcludedOn: null } one
                && MayReply(one, tree),
            (finding, _, _) =>
            {
                var words = VoiceActs.Words(reply, SupervisionCase.WordsMaxLength);
                if (words.Succeeded)
                {
                    finding.Answer(words.Value!, isTaken, acts.Today);
                }

                return Task.FromResult<Outcome>(words);
            },
            cancellation
        );

    public Task<Outcome> ConcludeAsync(
        VoiceKey key,
        string? words,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            SupervisionCase.Fields,
            "conclude",
            (one, tree, _) => Task.FromResult(MayManage(one, tree)),
            (one, _, _) =>
            {
                var text = VoiceActs.Words(words, SupervisionCase.WordsMaxLength);
                if (one.ConcludedOn is not null)
                {
                    return Task.FromResult(Outcome.Refused(VoiceActs.State));
                }

                if (text.Succeeded)
                {
                    one.Conclude(text.Value!, acts.Today);
                }

                return Task.FromResult<Outcome>(text);
            },
            cancellation
        );

    /// <param name="ofParty">Inspections by the Party, or all the others: never both in one list.</param>
    public async Task<IReadOnlyList<SupervisionFolder>> ListAsync(
        bool ofParty,
        CancellationToken cancellation
    )
    {
        var tree = await acts.TreeAsync(cancellation);
        var cases = (
            await acts
                .Db.Set<SupervisionCase>()
                .AsNoTracking()
                .Where(s => (s.Kind == SupervisionKind.Party) == ofParty)
                .OrderByDescending(s => s.OpenedOn)
                .ThenByDescending(s => s.Id)
                .Take(500)
                .ToListAsync(cancellation)
        )
            .Where(s => MayView(s, tree))
            .ToList();
        Guid[] ids = [.. cases.Select(s => s.Id)];
        var findings = (
            await acts
                .Db.Set<SupervisionFinding>()
                .AsNoTracking()
                .Where(f => EF.Parameter(ids).Contains(f.CaseId))
                .OrderBy(f => f.Number)
                .ToListAsync(cancellation)
        ).ToLookup(f => f.CaseId);
        return [.. cases.Select(s => new SupervisionFolder(s, [.. findings[s.Id]]))];
    }

    public async Task<SupervisionFolder?> FolderAsync(
        Guid id,
        bool ofParty,
        CancellationToken cancellation
    ) =>
        await acts
            .Db.Set<SupervisionCase>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                s => s.Id == id && (s.Kind == SupervisionKind.Party) == ofParty,
                cancellation
            )
            is { } one
        && MayView(one, await acts.TreeAsync(cancellation))
            ? new SupervisionFolder(
                one,
                await acts
                    .Db.Set<SupervisionFinding>()
                    .AsNoTracking()
                    .Where(f => f.CaseId == id)
                    .OrderBy(f => f.Number)
                    .ToListAsync(cancellation)
            )
            : null;

    public bool MayManage(SupervisionCase one, UnitTree tree) =>
        Can(ManageOf(one.Kind), one.ByUnitId, tree);

    public bool MayReply(SupervisionCase one, UnitTree tree) =>
        one.Kind == SupervisionKind.Party
            ? MayManage(one, tree)
            : Can(Permissions.SupervisionReply, one.UnitId, tree);

    /// <summary>The kinds of body that may supervise so.</summary>
    public static bool Supervises(SupervisionKind kind, Unit by) =>
        kind switch
        {
            SupervisionKind.Council => by.Kind == UnitKind.Council,
            SupervisionKind.Party => by.Kind is UnitKind.PartyCommittee or UnitKind.PartyBody,
            _ => by.Kind == UnitKind.MassOrganisation,
        };

    public static string ManageOf(SupervisionKind kind) =>
        kind == SupervisionKind.Party
            ? Permissions.PartyInspectionManage
            : Permissions.SupervisionManage;

    private bool MayView(SupervisionCase one, UnitTree tree) =>
        one.Kind == SupervisionKind.Party
            ? Can(Permissions.PartyInspectionView, one.ByUnitId, tree)
            : Can(Permissions.SupervisionView, one.UnitId, tree)
                || Can(Permissions.SupervisionView, one.ByUnitId, tree);

    private bool Can(string permission, Guid unit, UnitTree tree) =>
        acts.User.Can(permission, unit)
        || tree.HeirOf(unit, acts.Today) is { } heir && acts.User.Can(permission, heir.Id);
}
