using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ThuocDo.Indicators.Folding;

/// <summary>Wakes the folding service before its second is over. Figures do not need it: readers add what is pending.</summary>
public sealed class FoldSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => channel.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            timer.Token
        );
        try
        {
            await channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over: that is a reason to fold as well.
        }
    }
}

/// <summary>Folds in the background, every second or when signalled.</summary>
public sealed partial class FoldingService(
    IServiceScopeFactory scopes,
    FoldSignal signal,
    TimeProvider time,
    ILogger<FoldingService> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(Pause, time, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Folder>().FoldAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever went wrong, the next second tries again: nothing was half folded.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                FoldFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Folding pending facts failed; tried again.")]
    private partial void FoldFailed(Exception exception);
}

public static class FoldingServices
{
    public static IServiceCollection AddFolding(this IServiceCollection services) =>
        services
            .AddSingleton<FoldSignal>()
            .AddScoped<Folder>()
            .AddScoped<CellRebuilder>()
            .AddScoped<MeasureSeed>();

    /// <summary>For the host that runs all the time; tests and commands fold when they want to.</summary>
    public static IServiceCollection AddFoldingInBackground(this IServiceCollection services) =>
        services.AddHostedService<FoldingService>();
}
