using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// Erases drafts that nobody has touched for the days of <c>data/onestop/filing.csv</c>, with all they hold. The draft's
/// own page and the list say until when it is kept, and the list warns in the last days. A draft has no history, so
/// nothing is left of it.
/// </summary>
public sealed class ExpireDrafts(ThuocDoDb db, Clock clock)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var before = clock.Now.AddDays(-FilingRules.On(clock.Today).DraftDays);
        var old = db.Set<Submission>()
            .Where(s => s.State == SubmissionState.Draft && s.ChangedAt < before);
        var ids = old.Select(s => s.Id);
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<SubmissionFile>()
            .Where(f => ids.Contains(f.SubmissionId))
            .ExecuteDeleteAsync(cancellation);
        await db.Set<SubmissionContent>()
            .Where(c => ids.Contains(c.SubmissionId))
            .ExecuteDeleteAsync(cancellation);
        var erased = await old.ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return erased;
    }
}

/// <summary>Runs <see cref="ExpireDrafts"/> once an hour.</summary>
public sealed partial class DraftSweep(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<DraftSweep> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is going down.
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ExpireDrafts>().RunAsync(cancellation);
        }
#pragma warning disable CA1031 // Whatever went wrong, the next hour tries again: nothing was half erased.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old drafts were not erased.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
