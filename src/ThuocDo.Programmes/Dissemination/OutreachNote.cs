using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Dissemination;

public enum OutreachKind
{
    /// <summary>An item of the communication plan.</summary>
    Communication,

    /// <summary>What people say, as heard on a day.</summary>
    Opinion,

    /// <summary>Who gets a copy of the act (Nơi nhận); they are told and owe nothing, unlike addressees.</summary>
    Dispatch,
}

/// <summary>
/// A dated line of the work around a programme: an item of the communication plan, a note of public opinion, a recipient of the act. They
/// share how they are written and settled; what the fields mean depends on the kind.
/// </summary>
public sealed class OutreachNote : IChained
{
    public const int ShortMaxLength = 300;
    public const int TextMaxLength = 2000;

    public static readonly ChainedFields<OutreachNote> Fields = new(
        "outreach-note",
        ("programme", n => n.ProgrammeId.ToString("D")),
        ("kind", n => n.Kind.ToString()),
        ("number", n => n.Number.ToString(CultureInfo.InvariantCulture)),
        ("day", n => Canonical.Day(n.Day)),
        ("where", n => n.Where),
        ("what", n => n.What),
        ("text", n => n.Text),
        ("done", n => n.DoneOn is { } day ? Canonical.Day(day) : null),
        ("evidence", n => n.Evidence),
        ("task", n => n.TaskId?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required OutreachKind Kind { get; init; }

    /// <summary>From 1 within programme and kind.</summary>
    public required int Number { get; init; }

    /// <summary>Communication: due; opinion: heard on; dispatch: sent on.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Communication: channel; opinion: place; dispatch: recipient.</summary>
    public required string Where { get; init; }

    /// <summary>Communication: product; opinion: source; dispatch: for what ("để báo cáo").</summary>
    public required string What { get; init; }

    /// <summary>Opinion: the matter. Else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Communication: the day on which it was done.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Communication: where what was done can be seen.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Opinion: the task by which it was passed on.</summary>
    public Guid? TaskId { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It was done before.</exception>
    public void Finish(DateOnly day, string evidence)
    {
        if (DoneOn is not null)
        {
            throw new InvalidOperationException($"Item {Id} is done.");
        }

        (DoneOn, Evidence) = (day, evidence);
    }

    /// <exception cref="InvalidOperationException">It was passed on before.</exception>
    public void PassOn(Guid task)
    {
        if (TaskId is not null)
        {
            throw new InvalidOperationException($"Note {Id} was passed on.");
        }

        TaskId = task;
    }
}

public sealed class OutreachNoteMapping : IEntityTypeConfiguration<OutreachNote>
{
    public void Configure(EntityTypeBuilder<OutreachNote> builder)
    {
        builder.ToTable("outreach_notes");
        builder.HasChain();
        builder.Property(n => n.Kind).HasMaxLength(20);
        builder.Property(n => n.Where).HasMaxLength(OutreachNote.ShortMaxLength);
        builder.Property(n => n.What).HasMaxLength(OutreachNote.ShortMaxLength);
        builder.Property(n => n.Evidence).HasMaxLength(OutreachNote.ShortMaxLength);
        builder
            .HasIndex(n => new
            {
                n.ProgrammeId,
                n.Kind,
                n.Number,
            })
            .IsUnique();
        builder.PointsTo<OutreachNote, Programme>(nameof(OutreachNote.ProgrammeId));
        builder.PointsTo<OutreachNote, AssignedTask>(nameof(OutreachNote.TaskId));
    }
}
