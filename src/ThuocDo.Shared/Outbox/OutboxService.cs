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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await jobs.RunAsync(stoppingToken);
                await worker.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever went wrong, the next second tries again: leases end by themselves.
            catch (Exception exception)
#pragma warning restore CA1031
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
