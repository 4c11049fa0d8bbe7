using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Portal;

/// <summary>One day compared with the portal: the dossiers something happened to, and what the portal says of them.</summary>
public sealed class PortalDay
{
    public required DateOnly Day { get; init; }
    public int Dossiers { get; set; }

    /// <summary>The portal holds the status they had at the end of the day, or a later one that it acknowledged.</summary>
    public int Agreed { get; set; }

    /// <summary>Still on their way.</summary>
    public int Waiting { get; set; }
    public DateTime CheckedAt { get; set; }

    public int Different => Dossiers - Agreed - Waiting;
}

/// <summary>A dossier of which the portal holds something else than we do.</summary>
public sealed class PortalDifference
{
    public required DateOnly Day { get; init; }
    public required Guid DossierId { get; init; }
    public required string Code { get; init; }
    public required int Ours { get; init; }

    /// <summary>None: the portal does not know the dossier.</summary>
    public int? Theirs { get; init; }
}

public sealed class ReconciliationMapping
    : IEntityTypeConfiguration<PortalDay>,
        IEntityTypeConfiguration<PortalDifference>
{
    public void Configure(EntityTypeBuilder<PortalDay> builder)
    {
        builder.ToTable("onestop_portal_days");
        builder.HasKey(d => d.Day);
        builder.Ignore(d => d.Different);
    }

    public void Configure(EntityTypeBuilder<PortalDifference> builder)
    {
        builder.ToTable("onestop_portal_differences");
        builder.HasKey(d => new { d.Day, d.DossierId });
        builder.Property(d => d.Code).HasMaxLength(Dossier.CodeMaxLength);
    }
}

/// <summary>
/// Every night asks the portal for the status of each dossier that changed the day before and that we believe it knows.
/// An acknowledgement that the portal lost is found here.
/// </summary>
public sealed class ReconciliationJob(
    ThuocDoDb db,
    PortalClient client,
    PortalSettings settings,
    Clock clock
) : IPeriodicJob
{
    private static readonly TimeOnly Night = new(1, 30);

    public string Name => "portal-reconciliation";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(Night, lastFinished, now);

    public Task RunAsync(CancellationToken cancellation) =>
        settings.IsOn ? CheckAsync(clock.Today.AddDays(-1), cancellation) : Task.CompletedTask;

    public async Task<PortalDay> CheckAsync(DateOnly day, CancellationToken cancellation)
    {
        var from = VietnamTime.ToUtc(day.ToDateTime(TimeOnly.MinValue));
        var to = from.AddDays(1);
        var touched = await db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(m => m.Kind == PortalHandler.KindName && m.CreatedAt >= from && m.CreatedAt < to)
            .Select(m => m.Subject!)
            .Distinct()
            .ToListAsync(cancellation);
        var syncs = await (
            from dossier in db.Set<Dossier>().AsNoTracking()
            where touched.Contains(dossier.Code)
            join sync in db.Set<PortalSync>() on dossier.Id equals sync.DossierId into known
            from sync in known.DefaultIfEmpty()
            select new
            {
                dossier.Id,
                dossier.Code,
                Status = (int?)sync.Status,
            }
        ).ToListAsync(cancellation);
        var waiting = (
            await db.Set<OutboxMessage>()
                .Where(m =>
                    m.Kind == PortalHandler.KindName
                    && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)
                    && touched.Contains(m.Subject!)
                )
                .Select(m => m.Subject!)
                .Distinct()
                .ToListAsync(cancellation)
        ).ToHashSet();
        var differences = new List<PortalDifference>();
        foreach (var ours in syncs.Where(s => !waiting.Contains(s.Code)))
        {
            var theirs = await client.StatusAsync(ours.Code, cancellation);
            if (theirs != ours.Status)
            {
                differences.Add(
                    new PortalDifference
                    {
                        Day = day,
                        DossierId = ours.Id,
                        Code = ours.Code,
                        Ours = ours.Status ?? 0,
                        Theirs = theirs,
                    }
                );
            }
        }

        return await WriteAsync(day, syncs.Count, waiting.Count, differences, cancellation);
    }

    private async Task<PortalDay> WriteAsync(
        DateOnly day,
        int dossiers,
        int waiting,
        List<PortalDifference> differences,
        CancellationToken cancellation
    )
    {
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<PortalDifference>().Where(d => d.Day == day).ExecuteDeleteAsync(cancellation);
        var row = await db.Set<PortalDay>().FirstOrDefaultAsync(d => d.Day == day, cancellation);
        if (row is null)
        {
            row = new PortalDay { Day = day };
            db.Add(row);
        }

        (row.Dossiers, row.Waiting) = (dossiers, waiting);
        row.Agreed = dossiers - waiting - differences.Count;
        row.CheckedAt = clock.Now;
        db.AddRange(differences);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return row;
    }
}
