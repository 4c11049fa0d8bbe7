using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outbox;

/// <summary>Work that comes round by the clock. It must itself be idempotent: a node may die in the middle of it.</summary>
public interface IPeriodicJob
{
    string Name { get; }

    /// <summary>The instant (UTC) from which it should run next, given when it last finished.</summary>
    DateTime NextAfter(DateTime? lastFinished, DateTime now);

    Task RunAsync(CancellationToken cancellation);
}

/// <summary>When a job runs that comes round once a day.</summary>
public static class Daily
{
    /// <summary>Today at that time, also if it has passed; on the next day where it finished today.</summary>
    /// <param name="at">Time of day in Viet Nam.</param>
    public static DateTime Next(TimeOnly at, DateTime? lastFinished, DateTime now)
    {
        var today = VietnamTime.DayOf(now);
        var day =
            lastFinished is { } last && VietnamTime.DayOf(last) >= today
                ? VietnamTime.DayOf(last).AddDays(1)
                : today;
        return VietnamTime.ToUtc(day.ToDateTime(at));
    }
}

/// <summary>
/// Who runs a job now and when it last finished. There is no "running" flag that somebody must take back: a lease ends by
/// itself, so that a job that returned early, threw or died with its node runs again.
/// </summary>
public sealed class JobLease : IVersioned
{
    public const int NameMaxLength = 40;

    public required string Name { get; init; }
    public DateTime? LeasedUntil { get; set; }
    public DateTime? FinishedAt { get; set; }
    public DateTime? FailedAt { get; set; }
    public string? LastError { get; set; }
    public Guid Version { get; set; }
}

public sealed class JobLeaseMapping : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.ToTable("job_leases");
        builder.HasKey(j => j.Name);
        builder.Property(j => j.Name).HasMaxLength(JobLease.NameMaxLength);
        builder.Property(j => j.LastError).HasMaxLength(OutboxMessage.ErrorMaxLength);
        builder.HasVersion();
    }
}

/// <summary>Runs each job that is due, on one node at a time.</summary>
public sealed partial class JobRunner(
    IServiceScopeFactory scopes,
    Clock clock,
    ILogger<JobRunner> log
)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    /// <returns>The names of the jobs that ran.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        var ran = new List<string>();
        await using var scope = scopes.CreateAsyncScope();
        foreach (var job in scope.ServiceProvider.GetServices<IPeriodicJob>())
        {
            if (await ClaimAsync(job, cancellation) is not { } version)
            {
                continue;
            }

            ran.Add(job.Name);
            string? error = null;
            try
            {
                await job.RunAsync(cancellation);
            }
            // One job that fails must not stop the others; it is shown and tried again.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                JobFailed(job.Name, exception);
                error = $"{exception.GetType().Name}: {exception.Message}";
            }

            await ReleaseAsync(job.Name, version, error, cancellation);
        }

        return ran;
    }

    private async Task<Guid?> ClaimAsync(IPeriodicJob job, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var now = clock.Now;
        var row = await db.Set<JobLease>()
            .FirstOrDefaultAsync(j => j.Name == job.Name, cancellation);
        if (
            row is not null
                && (
                    row.LeasedUntil > now
                    || row.FailedAt is { } failed && now < failed + AfterFailure
                )
            || job.NextAfter(row?.FinishedAt, now) > now
        )
        {
            return null;
        }

        if (row is null)
        {
            row = new JobLease { Name = job.Name };
            db.Add(row);
        }

        (row.LeasedUntil, row.Version) = (now + Lease, Guid.CreateVersion7());
        try
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            await db.SaveChangesAsync(cancellation);
            return row.Version;
        }
        catch (Exception exception)
            when (exception is DbUpdateConcurrencyException
                || db.Engine.IsUniqueViolation(exception)
                || db.Engine.IsTransient(exception)
            )
        {
            return null;
        }
    }

    private async Task ReleaseAsync(
        string name,
        Guid version,
        string? error,
        CancellationToken cancellation
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var now = clock.Now;
        using var turn = await db.Engine.EnterAsync(cancellation);
        var mine = db.Set<JobLease>().Where(j => j.Name == name && j.Version == version);
        if (error is null)
        {
            await mine.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.LeasedUntil, (DateTime?)null)
                        .SetProperty(j => j.FinishedAt, now)
                        .SetProperty(j => j.FailedAt, (DateTime?)null)
                        .SetProperty(j => j.LastError, (string?)null),
                cancellation
            );
            return;
        }

        var cut = error[..Math.Min(error.Length, OutboxMessage.ErrorMaxLength)];
        await mine.ExecuteUpdateAsync(
            set =>
                set.SetProperty(j => j.LeasedUntil, (DateTime?)null)
                    .SetProperty(j => j.FailedAt, now)
                    .SetProperty(j => j.LastError, cut),
            cancellation
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Name} failed; tried again.")]
    private partial void JobFailed(string name, Exception exception);
}

/// <summary>Takes away what was sent long ago; dead letters stay until somebody decides.</summary>
public sealed class OutboxCleaning(ThuocDoDb db, Clock clock) : IPeriodicJob
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    public string Name => "outbox-cleaning";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddDays(1) ?? now;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = clock.Now - Keep;
        using var turn = await db.Engine.EnterAsync(cancellation);
        await db.Set<OutboxMessage>()
            .Where(m =>
                (m.State == OutboxState.Sent || m.State == OutboxState.SetAside)
                && m.SettledAt < before
            )
            .ExecuteDeleteAsync(cancellation);
    }
}
