using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ThuocDo.Tests.Harness;

public sealed record ReceivedRequest(
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}

/// <summary>
/// A receiver at protocol level: real HTTP on the loopback address. Each request is recorded and then answered by the next
/// of the scripted answers, or by 200.
/// </summary>
public sealed class HttpDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly ConcurrentQueue<Func<HttpContext, ReceivedRequest, Task>> script = new();

    private HttpDouble(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>Answers what the script does not.</summary>
    public Func<HttpContext, ReceivedRequest, Task> Usual { get; set; } =
        (_, _) => Task.CompletedTask;

    public static async Task<HttpDouble> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new HttpDouble(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = new Uri(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single()
        );
        return server;
    }

    public HttpDouble Then(Func<HttpContext, ReceivedRequest, Task> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public HttpDouble ThenStatus(int status, string body = "") =>
        Then(
            async (context, _) =>
            {
                context.Response.StatusCode = status;
                await context.Response.WriteAsync(body);
            }
        );

    /// <summary>The connection breaks off without an answer.</summary>
    public HttpDouble ThenDrop() =>
        Then(
            (context, _) =>
            {
                context.Abort();
                return Task.CompletedTask;
            }
        );

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()),
            await reader.ReadToEndAsync()
        );
        requests.Enqueue(request);
        await (script.TryDequeue(out var next) ? next : Usual)(context, request);
    }
}
