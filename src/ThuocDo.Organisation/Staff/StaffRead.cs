using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Staff;

/// <summary>Who read the names and particulars of whose staff, when. Kept apart from the history: reading changes nothing.</summary>
public sealed class StaffRead
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>The body, a unit or a service unit, whose people were named.</summary>
    public required Guid BodyId { get; init; }

    /// <summary>The place of the body in the tree: those who supervise there read the log.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The person whose file was opened; none: the list of the body.</summary>
    public Guid? PersonId { get; init; }
    public required DateTime At { get; init; }
}

public sealed class StaffReadMapping : IEntityTypeConfiguration<StaffRead>
{
    public void Configure(EntityTypeBuilder<StaffRead> builder)
    {
        builder.ToTable("staff_reads");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.UnitId, r.At });
        builder.HasIndex(r => r.PersonId);
    }
}

/// <summary>Writes the log before names are shown.</summary>
public sealed class StaffReadLog(ThuocDoDb db, ICurrentUser user, Clock clock)
{
    public async Task WriteAsync(
        BodyKey body,
        Guid place,
        Guid? person,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        using var turn = await db.Engine.EnterAsync(cancellation);
        db.Add(
            new StaffRead
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                AccountId = user.UserId ?? Guid.Empty,
                BodyId = body.Id,
                UnitId = place,
                PersonId = person,
                At = now,
            }
        );
        await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>A name for those who need not know it.</summary>
public static class StaffMask
{
    /// <summary>First letters only: a list can be read and no person is told.</summary>
    public static string Of(string name) =>
        string.Join(
            ' ',
            name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(w =>
                    char.IsLetter(w[0])
                        ? System.Globalization.StringInfo.GetNextTextElement(w) + "."
                        : "…"
                )
        );
}
