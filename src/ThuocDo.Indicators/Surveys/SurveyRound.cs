using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Surveys;

public enum SurveyState
{
    /// <summary>Planned; the seed is made and only its hash is known.</summary>
    Planned,

    /// <summary>Drawn; answers are taken from the first to the last day.</summary>
    Drawn,
    Closed,
}

/// <summary>By what the cases are parted before the draw.</summary>
public enum SurveyStrata
{
    Unit,
    UnitField,
    UnitFieldChannel,
}

/// <summary>Where the ends of the scales of DDCI come from.</summary>
public enum AnchorPolicy
{
    InYear,
    Cumulative,

    /// <summary>The three years that end with the year of the round.</summary>
    Window,

    /// <summary>The ends of the answer scale, 1 and 5: no body moves another.</summary>
    Fixed,
}

/// <summary>A stratum of the sample, or an assessed body: its number, key, cases and how many of them were asked.</summary>
public sealed record SurveyCell(int Number, string Key, int Cases, int Asked);

/// <summary>One survey: who is asked with which questions, from when to when.</summary>
public sealed class SurveyRound : IChained
{
    public const int NameMaxLength = 200;
    public const int MostSample = 5_000;

    public static readonly ChainedFields<SurveyRound> Fields = new(
        "survey-round",
        ("number", r => Text(r.Number)),
        ("questionnaire", r => r.QuestionnaireId.ToString("D")),
        ("kind", r => r.Kind.ToString()),
        ("name", r => r.Name),
        ("from", r => Canonical.Day(r.From)),
        ("to", r => Canonical.Day(r.To)),
        ("opens", r => Canonical.Day(r.OpensOn)),
        ("closes", r => Canonical.Day(r.ClosesOn)),
        ("strata", r => r.Strata.ToString()),
        ("size", r => Text(r.SampleSize)),
        ("target", r => Canonical.Number(r.Target)),
        ("anchors", r => r.Anchors.ToString()),
        ("simulated", r => r.IsSimulated ? "1" : null),
        ("commitment", r => r.SeedCommitment),
        ("state", r => r.State.ToString()),
        // The seed enters the chain when it is shown.
        ("seed", r => r.State == SurveyState.Planned ? null : r.Seed),
        ("cells", r => r.Cells),
        ("sample", r => r.SampleHash),
        ("closed", r => r.ClosedOn is { } day ? Canonical.Day(day) : null),
        // The code itself stays out of the history, which more people read.
        (
            "open",
            r =>
                r.OpenCode is { } code
                    ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))
                    : null
        ),
        ("boxes", r => r.BoxesHash)
    );

    public required Guid Id { get; init; }
    public required int Number { get; init; }
    public required Guid QuestionnaireId { get; init; }
    public required SurveyKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>The first day of the results that are asked about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day after them.</summary>
    public required DateOnly To { get; init; }
    public required DateOnly OpensOn { get; init; }

    /// <summary>The last day on which an answer is taken.</summary>
    public required DateOnly ClosesOn { get; init; }
    public required SurveyStrata Strata { get; init; }
    public required int SampleSize { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required decimal Target { get; init; }
    public required AnchorPolicy Anchors { get; init; }

    /// <summary>Its answers were made by the demonstration.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>In hexadecimal digits; shown to nobody before the draw.</summary>
    public required string Seed { get; init; }
    public required string SeedCommitment { get; init; }
    public SurveyState State { get; private set; } = SurveyState.Planned;

    /// <summary><see cref="SurveyCell"/>s as JSON.</summary>
    public string Cells { get; private set; } = "[]";

    /// <summary>Hash of who was asked.</summary>
    public string? SampleHash { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public const int OpenCodeLength = 16;

    /// <summary>
    /// Part of an address by which anybody answers about bodies without an invitation, where that was chosen; such answers lie in boxes of
    /// their own and are never ranked.
    /// </summary>
    public string? OpenCode { get; init; }

    /// <summary>Number of boxes and hash of all of them when the round was closed.</summary>
    public string? BoxesHash { get; private set; }

    public IReadOnlyList<SurveyCell> ReadCells() =>
        JsonSerializer.Deserialize<List<SurveyCell>>(Cells)!;

    public void Draw(IReadOnlyList<SurveyCell> cells, IEnumerable<SurveyInvitation> asked)
    {
        Demand(State == SurveyState.Planned);
        (State, Cells, SampleHash) = (
            SurveyState.Drawn,
            JsonSerializer.Serialize(cells),
            HashOf(asked)
        );
    }

    /// <summary>More firms are invited; the bodies stay.</summary>
    public void Invite(IEnumerable<SurveyInvitation> asked)
    {
        Demand(State == SurveyState.Drawn && Kind == SurveyKind.Ddci);
        SampleHash = HashOf(asked);
    }

    /// <param name="day">The day on which it is closed.</param>
    /// <param name="boxes">As <see cref="SurveyBox.HashOf"/> gives it.</param>
    public void Close(DateOnly day, string boxes)
    {
        Demand(State == SurveyState.Drawn);
        (State, ClosedOn, BoxesHash) = (SurveyState.Closed, day, boxes);
    }

    public AnchorSpan Span =>
        Anchors switch
        {
            AnchorPolicy.Cumulative => AnchorSpan.Cumulative,
            AnchorPolicy.Window => new(3),
            _ => AnchorSpan.InYear,
        };

    /// <summary>Of everybody asked, in the order of their keys.</summary>
    public static string HashOf(IEnumerable<SurveyInvitation> asked) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        asked
                            .Select(a => $"{a.Id:D} {a.CaseId:D} {Text(a.Cell)} {a.Name} {a.Mail}")
                            .Order(StringComparer.Ordinal)
                    )
                )
            )
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The round is in another state.");
        }
    }
}

/// <summary>
/// Somebody who was asked: the applicant of a drawn dossier, or a firm. Nothing here says whether there was an answer; the key of the
/// invitation is made of the ticket of the draw, so that its order says nothing either.
/// </summary>
public sealed class SurveyInvitation
{
    public const int NameMaxLength = 200;
    public const int MailMaxLength = 120;

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }

    /// <summary>The dossier; none: a firm of a list.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Number of the stratum; 0 for a firm.</summary>
    public required int Cell { get; init; }
    public string? Name { get; init; }
    public string? Mail { get; init; }
}

/// <summary>
/// That some invitation of the round was used. The mark is a keyed hash: without the key, which lies outside the database, it leads to no
/// invitation. All marks of a round are deleted when it closes.
/// </summary>
public sealed class SurveyMark
{
    public required Guid RoundId { get; init; }
    public required string Mark { get; init; }
}

/// <summary>
/// The answers of one stratum or about one body: lines in the order of their own text, without key, time or order of arrival, so that
/// nothing joins a line to a person. Each answer writes the box anew under a fresh salt, so that the hashes in its history cannot be used to
/// find out which line came last.
/// </summary>
public sealed class SurveyBox : IChained
{
    public const int KeyMaxLength = 80;

    public static readonly ChainedFields<SurveyBox> Fields = new(
        "survey-box",
        ("round", b => b.RoundId.ToString("D")),
        ("key", b => b.Key),
        ("answers", b => b.Count.ToString(CultureInfo.InvariantCulture)),
        ("commitment", b => Canonical.Commitment(b.Salt, b.Content))
    );

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }

    /// <summary>
    /// Number of the stratum or body, or <c>text</c> for free words of the whole round; with <c>open-</c> before it for what came by the
    /// open address.
    /// </summary>
    public required string Key { get; init; }
    public int Count { get; private set; }
    public string Content { get; private set; } = "";
    public byte[] Salt { get; private set; } = [];
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public IReadOnlyList<string> Lines => Content.Length == 0 ? [] : Content.Split('\n');

    /// <summary>How many boxes there are, and the hash of their keys, counts and commitments in the order of the keys.</summary>
    public static string HashOf(IEnumerable<SurveyBox> boxes)
    {
        var rows = boxes
            .OrderBy(b => b.Key, StringComparer.Ordinal)
            .Select(b =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{b.Key} {b.Count} {Canonical.Commitment(b.Salt, b.Content)}"
                )
            )
            .ToList();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count} {Convert.ToHexStringLower(hash)}"
        );
    }

    public void Add(IEnumerable<string> lines)
    {
        string[] all = [.. Lines, .. lines];
        Array.Sort(all, StringComparer.Ordinal);
        (Content, Count, Salt) = (
            string.Join('\n', all),
            all.Length,
            RandomNumberGenerator.GetBytes(16)
        );
    }
}

public sealed class SurveyRoundMapping
    : IEntityTypeConfiguration<SurveyRound>,
        IEntityTypeConfiguration<SurveyInvitation>,
        IEntityTypeConfiguration<SurveyMark>,
        IEntityTypeConfiguration<SurveyBox>
{
    public void Configure(EntityTypeBuilder<SurveyRound> builder)
    {
        builder.ToTable("survey_rounds");
        builder.HasChain();
        builder.Property(r => r.Name).HasMaxLength(SurveyRound.NameMaxLength);
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Strata).HasMaxLength(20);
        builder.Property(r => r.Anchors).HasMaxLength(20);
        builder.Property(r => r.State).HasMaxLength(20);
        builder.Property(r => r.Seed).HasMaxLength(Sampling.SeedBytes * 2);
        builder.Property(r => r.SeedCommitment).HasMaxLength(64);
        builder.Property(r => r.SampleHash).HasMaxLength(64);
        builder.Property(r => r.OpenCode).HasMaxLength(SurveyRound.OpenCodeLength);
        builder.Property(r => r.BoxesHash).HasMaxLength(80);
        builder.HasIndex(r => r.Number).IsUnique();
        builder
            .HasOne<Questionnaire>()
            .WithMany()
            .HasForeignKey(r => r.QuestionnaireId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyInvitation> builder)
    {
        builder.ToTable("survey_invitations");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Name).HasMaxLength(SurveyInvitation.NameMaxLength);
        builder.Property(i => i.Mail).HasMaxLength(SurveyInvitation.MailMaxLength);
        builder.HasIndex(i => i.RoundId);
        builder.HasIndex(i => i.CaseId);
        builder
            .HasOne<SurveyRound>()
            .WithMany()
            .HasForeignKey(i => i.RoundId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyMark> builder)
    {
        builder.ToTable("survey_marks");
        builder.HasKey(m => new { m.RoundId, m.Mark });
        builder.Property(m => m.Mark).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<SurveyBox> builder)
    {
        builder.ToTable("survey_boxes");
        builder.HasChain();
        builder.Property(b => b.Key).HasMaxLength(SurveyBox.KeyMaxLength);
        builder.HasIndex(b => new { b.RoundId, b.Key }).IsUnique();
    }
}
