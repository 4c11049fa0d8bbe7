using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ThuocDo.Shared.Outbox;

/// <summary>Runs the worker and the periodic jobs on a node, every second.</summary>
public sealed partial class OutboxService(
    OutboxWorker worker,
    JobRunner jobs,
    TimeProvider time,
    ILogger<OutboxService> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Side by side: a job that waits for a slow party must not hold up what is to be sent.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            RoundsAsync(jobs.RunAsync, stoppingToken),
            RoundsAsync(worker.RunAsync, stoppingToken)
        );

    private async Task RoundsAsync<T>(
        Func<CancellationToken, Task<T>> round,
        CancellationToken stopping
    )
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stopping);
                await round(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            // Whatever went wrong, the next second tries again: leases end by themselves.
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                RoundFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the outbox failed; tried again.")]
    private partial void RoundFailed(Exception exception);
}

public static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) =>
        services
            .AddScoped<OutboxQueue>()
            .AddScoped<OutboxDesk>()
            .AddSingleton<OutboxWorker>()
            .AddSingleton<JobRunner>()
            .AddScoped<IPeriodicJob, OutboxCleaning>()
            .AddSingleton<Contracts.INavigationSource, OutboxNavigation>();

    /// <summary>For the host that runs all the time; tests and commands work when they want to.</summary>
    public static IServiceCollection AddOutboxInBackground(this IServiceCollection services) =>
        services.AddHostedService<OutboxService>();
}
