using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <summary>What feedback is about (Decree 20/2008/NĐ-CP Art 3 and 5).</summary>
public enum FeedbackKind
{
    /// <summary>Conduct of officials: delay, harassment, wrong application.</summary>
    Conduct,

    /// <summary>The content of rules: unsuitable, inconsistent, illegal.</summary>
    Rules,

    /// <summary>A proposal or an initiative.</summary>
    Proposal,
}

public enum FeedbackChannel
{
    Portal,
    Hotline,
    Post,
    Direct,
}

public enum FeedbackState
{
    New,
    Checking,
    NeedsInformation,
    Refused,
    Transferred,
    Processing,
    Answered,
    Published,
}

public enum FeedbackAct
{
    Check,
    Refuse,
    Ask,
    Supplement,
    Transfer,
    Process,
    Prolong,
    Judge,
    Answer,
    Publish,
    Withdraw,
    Rate,
    Reopen,
}

/// <summary>The states of feedback and what may be done in each, in one table.</summary>
public static class FeedbackFlow
{
    private static readonly Dictionary<FeedbackAct, FeedbackState[]> From = new()
    {
        [FeedbackAct.Check] = [FeedbackState.New],
        [FeedbackAct.Refuse] = [FeedbackState.New, FeedbackState.Checking],
        [FeedbackAct.Ask] = [FeedbackState.New, FeedbackState.Checking],
        [FeedbackAct.Supplement] = [FeedbackState.NeedsInformation],
        [FeedbackAct.Transfer] = [FeedbackState.Checking, FeedbackState.Transferred],
        [FeedbackAct.Process] = [FeedbackState.Checking, FeedbackState.Transferred],
        [FeedbackAct.Prolong] = [FeedbackState.Processing],
        [FeedbackAct.Judge] =
        [
            FeedbackState.Processing,
            FeedbackState.Answered,
            FeedbackState.Published,
        ],
        [FeedbackAct.Answer] = [FeedbackState.Processing],
        [FeedbackAct.Publish] = [FeedbackState.Answered],
        [FeedbackAct.Withdraw] = [FeedbackState.Published],
        [FeedbackAct.Rate] = [FeedbackState.Answered, FeedbackState.Published],
        [FeedbackAct.Reopen] = [FeedbackState.Answered, FeedbackState.Published],
    };

    public static bool Allows(FeedbackAct act, FeedbackState state) => From[act].Contains(state);

    /// <summary>The last day of what has to be done next; none where nothing is waited for.</summary>
    /// <param name="from">When it came in, or came back.</param>
    public static DateOnly? DueOn(
        FeedbackState state,
        DateOnly from,
        DateOnly resolveBy,
        DateOnly? answered,
        WorkCalendar calendar
    ) =>
        state switch
        {
            FeedbackState.New => VoiceClocks.Due("feedback", "refuse", from, calendar),
            FeedbackState.Checking => Min(
                VoiceClocks.Due("feedback", "ask", from, calendar),
                VoiceClocks.Due("feedback", "transfer", from, calendar)
            ),
            FeedbackState.Transferred or FeedbackState.Processing => resolveBy,
            FeedbackState.Answered => VoiceClocks.Due(
                "feedback",
                "publish",
                answered ?? from,
                calendar
            ),
            _ => null,
        };

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}

/// <summary>
/// Feedback or a proposal (phản ánh, kiến nghị; Decree 20/2008/NĐ-CP). What somebody wrote and who it was stands in the chain as a
/// commitment only. What is public is a text of its own, with a salt of its own.
/// </summary>
public sealed class Feedback : IChained
{
    public const int TextMaxLength = 4000;
    public const int NameMaxLength = 120;
    public const int ContactMaxLength = 200;
    public const int ReasonMaxLength = 1000;
    public const int CodeMaxLength = 20;
    public const string Chain = "feedback";

    public static readonly ChainedFields<Feedback> Fields = new(
        Chain,
        ("code", f => f.Code),
        ("kind", f => f.Kind.ToString()),
        ("channel", f => f.Channel.ToString()),
        ("unit", f => f.UnitId.ToString("D")),
        ("dossier", f => f.DossierId?.ToString("D")),
        ("received", f => Canonical.Day(f.ReceivedOn)),
        ("words", f => Canonical.Commitment(f.Salt, f.Name, f.Contact, f.Address, f.Text, f.More)),
        (
            "file",
            f => f.FileHash is null ? null : Canonical.Commitment(f.Salt, f.FileHash, f.FileName)
        ),
        ("secret", f => Convert.ToHexStringLower(f.SecretHash)),
        ("state", f => f.State.ToString()),
        ("from", f => Canonical.Day(f.RunsFrom)),
        ("resolve-by", f => Canonical.Day(f.ResolveBy)),
        ("due", f => f.DueOn is { } day ? Canonical.Day(day) : null),
        ("question", f => f.Question is null ? null : Canonical.Commitment(f.Salt, f.Question)),
        ("answer", f => f.Answer is null ? null : Canonical.Commitment(f.Salt, f.Answer)),
        ("answered", f => f.AnsweredOn is { } day ? Canonical.Day(day) : null),
        ("founded", f => f.IsFounded?.ToString()),
        ("prolonged", f => f.WasProlonged ? "yes" : null),
        (
            "public-words",
            f =>
                f.PublicSalt is { } salt
                    ? Canonical.Commitment(salt, f.PublicText, f.PublicAnswer)
                    : null
        ),
        ("published", f => f.PublishedOn is { } day ? Canonical.Day(day) : null),
        ("liked", f => f.IsLiked?.ToString()),
        (
            "reopened",
            f => f.Reopened == 0 ? null : f.Reopened.ToString(CultureInfo.InvariantCulture)
        )
    );

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required byte[] SecretHash { get; init; }
    public required FeedbackKind Kind { get; init; }
    public required FeedbackChannel Channel { get; init; }
    public required byte[] Salt { get; init; }
    public required string Name { get; init; }

    /// <summary>Telephone or mail.</summary>
    public required string Contact { get; init; }
    public string? Address { get; init; }
    public required string Text { get; init; }

    /// <summary>What the sender added when asked.</summary>
    public string? More { get; private set; }
    public string? FileHash { get; init; }
    public string? FileName { get; init; }
    public FileKind? FileKind { get; init; }

    /// <summary>The dossier it is about, if the sender named one that there is.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>The body that has it now; its heir once it has ended.</summary>
    public required Guid UnitId { get; set; }
    public required DateOnly ReceivedOn { get; init; }
    public FeedbackState State { get; private set; }

    /// <summary>From which day its clock runs: receipt, what was added, or its being opened again.</summary>
    public required DateOnly RunsFrom { get; set; }

    /// <summary>The last day for the answer.</summary>
    public required DateOnly ResolveBy { get; set; }

    /// <summary>The last day of what has to be done next.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Why it was refused, or what the sender is asked.</summary>
    public string? Question { get; private set; }
    public string? Answer { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Whether what was said of conduct is true; only then it counts in the scoring of one-stop work.</summary>
    public bool? IsFounded { get; private set; }
    public bool WasProlonged { get; private set; }
    public string? PublicText { get; private set; }
    public string? PublicAnswer { get; private set; }
    public byte[]? PublicSalt { get; private set; }
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>What the sender thinks of the answer.</summary>
    public bool? IsLiked { get; private set; }
    public int Reopened { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Days past what has to be done next.</summary>
    public int LateBy(DateOnly today) =>
        DueOn is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0;

    /// <summary>Moves it on; the caller looked whether the act is allowed.</summary>
    public void Move(FeedbackState state, WorkCalendar calendar)
    {
        State = state;
        DueOn = FeedbackFlow.DueOn(state, RunsFrom, ResolveBy, AnsweredOn, calendar);
    }

    public void Tell(string words) => Question = words;

    public void Add(string words) => More = More is null ? words : $"{More}\n\n{words}";

    /// <summary>Its clock runs anew.</summary>
    public void RunFrom(DateOnly day, WorkCalendar calendar) =>
        (RunsFrom, ResolveBy) = (day, VoiceClocks.Due(Chain, "resolve", day, calendar));

    public void Prolong(DateOnly until) => (ResolveBy, WasProlonged) = (until, true);

    public void Judge(bool isFounded) => IsFounded = isFounded;

    public void Reply(string words, DateOnly day) => (Answer, AnsweredOn) = (words, day);

    public void Publish(string text, string answer, byte[] salt, DateOnly day) =>
        (PublicText, PublicAnswer, PublicSalt, PublishedOn) = (text, answer, salt, day);

    public void Withdraw() =>
        (PublicText, PublicAnswer, PublicSalt, PublishedOn) = (null, null, null, null);

    public void Rate(bool isLiked) => IsLiked = isLiked;

    public void Reopen()
    {
        (AnsweredOn, IsLiked) = (null, null);
        Reopened++;
    }
}

public sealed class FeedbackMapping : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> builder)
    {
        builder.ToTable("voice_feedback");
        builder.HasChain();
        builder.Property(f => f.Code).HasMaxLength(Feedback.CodeMaxLength);
        builder.Property(f => f.Kind).HasMaxLength(20);
        builder.Property(f => f.Channel).HasMaxLength(20);
        builder.Property(f => f.State).HasMaxLength(20);
        builder.Property(f => f.Name).HasMaxLength(Feedback.NameMaxLength);
        builder.Property(f => f.Contact).HasMaxLength(Feedback.ContactMaxLength);
        builder.Property(f => f.Address).HasMaxLength(Feedback.ContactMaxLength);
        builder.Property(f => f.FileHash).HasMaxLength(FileHash.Length);
        builder.Property(f => f.FileKind).HasMaxLength(10);
        builder.HasIndex(f => f.Code).IsUnique();
        builder.HasIndex(f => new { f.UnitId, f.State });
        builder.HasIndex(f => f.PublishedOn);
        builder.HasIndex(f => f.DossierId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(f => f.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(f => f.FileHash)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
