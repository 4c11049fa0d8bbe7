using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Dialogues;

public enum DialogueAudience
{
    Citizens,
    Businesses,
    Everybody,
}

/// <summary>A meeting of those who govern with citizens or businesses, on a day at a place.</summary>
public sealed class Dialogue : IChained
{
    public const int PlaceMaxLength = 300;
    public const int TopicMaxLength = 500;

    public static readonly ChainedFields<Dialogue> Fields = new(
        "dialogue",
        ("unit", d => d.UnitId.ToString("D")),
        ("held-on", d => Canonical.Day(d.HeldOn)),
        ("place", d => d.Place),
        ("topic", d => d.Topic),
        ("audience", d => d.Audience.ToString())
    );

    public required Guid Id { get; init; }

    /// <summary>Who invited.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required string Place { get; init; }
    public required string Topic { get; init; }
    public required DialogueAudience Audience { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public enum QuestionState
{
    /// <summary>Waits for the answer of its body.</summary>
    Open,

    /// <summary>Answered; not public yet.</summary>
    Answered,
    Published,
}

/// <summary>
/// A question put in a dialogue. Who asked is not kept; the words as they were put stay inside and stand in the chain as a commitment
/// only, because they may name people. What is public is a text of its own, with a salt of its own: when it is taken from the public,
/// words and salt go together, and what is left in the chain tells nobody what was there.
/// </summary>
public sealed class DialogueQuestion : IChained
{
    public const int TextMaxLength = 4000;
    public const int ReasonMaxLength = 1000;

    public static readonly ChainedFields<DialogueQuestion> Fields = new(
        "dialogue-question",
        ("dialogue", q => q.DialogueId.ToString("D")),
        ("number", q => q.Number.ToString(CultureInfo.InvariantCulture)),
        ("words", q => Canonical.Commitment(q.Salt, q.Text, q.Answer)),
        ("unit", q => q.UnitId.ToString("D")),
        ("due", q => Canonical.Day(q.DueOn)),
        ("state", q => q.State.ToString()),
        ("answered", q => q.AnsweredOn is { } day ? Canonical.Day(day) : null),
        (
            "public-words",
            q =>
                q.PublicSalt is { } salt
                    ? Canonical.Commitment(salt, q.PublicText, q.PublicAnswer)
                    : null
        ),
        ("published", q => q.PublishedOn is { } day ? Canonical.Day(day) : null),
        ("withdrawn", q => q.WithdrawnFor)
    );

    public required Guid Id { get; init; }
    public required Guid DialogueId { get; init; }

    /// <summary>From 1 within the dialogue.</summary>
    public required int Number { get; init; }
    public required byte[] Salt { get; init; }

    /// <summary>As it was put.</summary>
    public required string Text { get; init; }

    /// <summary>The body that has to answer; its heir once it has ended.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The last day on which an answer is in time.</summary>
    public required DateOnly DueOn { get; init; }
    public QuestionState State { get; private set; }
    public string? Answer { get; private set; }

    /// <summary>The day of the answer that stands.</summary>
    public DateOnly? AnsweredOn { get; private set; }
    public string? PublicText { get; private set; }
    public string? PublicAnswer { get; private set; }

    /// <summary>Of the words that are public now.</summary>
    public byte[]? PublicSalt { get; private set; }
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>Why it was taken from the public the last time.</summary>
    public string? WithdrawnFor { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Calendar days by which the answer was late, or is by now; 0: in time.</summary>
    public int LateBy(DateOnly today) =>
        Math.Max(0, (AnsweredOn ?? today).DayNumber - DueOn.DayNumber);

    /// <summary>An answer may be given anew until it is public; the day is that of the first one.</summary>
    /// <exception cref="InvalidOperationException">It is public.</exception>
    public void Reply(string answer, DateOnly day)
    {
        if (State == QuestionState.Published)
        {
            throw new InvalidOperationException($"Question {Id} is public.");
        }

        (Answer, State, AnsweredOn) = (answer, QuestionState.Answered, AnsweredOn ?? day);
    }

    /// <exception cref="InvalidOperationException">There is no answer, or it is public.</exception>
    public void Publish(string text, string answer, byte[] salt, DateOnly day)
    {
        if (State != QuestionState.Answered)
        {
            throw new InvalidOperationException($"Question {Id} is {State}.");
        }

        (PublicText, PublicAnswer, PublicSalt, PublishedOn, State) = (
            text,
            answer,
            salt,
            day,
            QuestionState.Published
        );
    }

    /// <summary>Takes it from the public; it may be published anew in other words.</summary>
    /// <exception cref="InvalidOperationException">It is not public.</exception>
    public void Withdraw(string reason)
    {
        if (State != QuestionState.Published)
        {
            throw new InvalidOperationException($"Question {Id} is {State}.");
        }

        (PublicText, PublicAnswer, PublicSalt, PublishedOn, State, WithdrawnFor) = (
            null,
            null,
            null,
            null,
            QuestionState.Answered,
            reason
        );
    }
}

public sealed class DialogueMapping : IEntityTypeConfiguration<Dialogue>
{
    public void Configure(EntityTypeBuilder<Dialogue> builder)
    {
        builder.ToTable("dialogues");
        builder.HasChain();
        builder.Property(d => d.Place).HasMaxLength(Dialogue.PlaceMaxLength);
        builder.Property(d => d.Topic).HasMaxLength(Dialogue.TopicMaxLength);
        builder.Property(d => d.Audience).HasMaxLength(20);
        builder.HasIndex(d => d.HeldOn);
        builder.HasIndex(d => d.UnitId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(d => d.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class DialogueQuestionMapping : IEntityTypeConfiguration<DialogueQuestion>
{
    public void Configure(EntityTypeBuilder<DialogueQuestion> builder)
    {
        builder.ToTable("dialogue_questions");
        builder.HasChain();
        builder.Property(q => q.State).HasMaxLength(20);
        builder.Property(q => q.WithdrawnFor).HasMaxLength(DialogueQuestion.ReasonMaxLength);
        builder.HasIndex(q => new { q.DialogueId, q.Number }).IsUnique();
        builder.HasIndex(q => new { q.UnitId, q.State });
        builder
            .HasOne<Dialogue>()
            .WithMany()
            .HasForeignKey(q => q.DialogueId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(q => q.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
