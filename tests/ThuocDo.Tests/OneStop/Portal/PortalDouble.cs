using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ThuocDo.OneStop.Portal;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.OneStop.Portal;

/// <summary>
/// A national portal as a well-behaved receiver must be: knows a message by its key, and leaves one aside that is older
/// than what it has. Between it and the sender lies a network that does not behave at all.
/// </summary>
public sealed class PortalDouble
{
    private readonly Lock gate = new();
    private readonly HashSet<string> known = [];
    private readonly Dictionary<string, long> newest = [];
    private readonly List<(string Code, int Status)> applied = [];
    private readonly Dictionary<string, int> held = [];
    private readonly ConcurrentQueue<ReceivedRequest> delayed = new();
    private readonly List<ReceivedRequest> all = [];

    public PortalDouble(HttpDouble wire) => wire.Usual = AnswerAsync;

    public int Raw { get; private set; }

    public int Applied => applied.Count;

    /// <summary>The statuses of dossier messages in the order in which the portal came to know them.</summary>
    public IEnumerable<int> StatusesOf(string code)
    {
        lock (gate)
        {
            return [.. applied.Where(a => a.Code == code).Select(a => a.Status)];
        }
    }

    public void Forget(string code) => held.Remove(code);

    public void Set(string code, int status) => held[code] = status;

    /// <summary>The message is taken, the answer never comes.</summary>
    public Task TakeAndDropAsync(HttpContext context, ReceivedRequest request)
    {
        Take(request);
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The message gets stuck on the way; the sender hears nothing.</summary>
    public Task HoldAsync(HttpContext context, ReceivedRequest request)
    {
        delayed.Enqueue(request);
        context.Abort();
        return Task.CompletedTask;
    }

    public Task ReleaseAsync()
    {
        while (delayed.TryDequeue(out var request))
        {
            Take(request);
        }

        return Task.CompletedTask;
    }

    /// <summary>The network delivers everything once more.</summary>
    public void Repeat()
    {
        ReceivedRequest[] again;
        lock (gate)
        {
            again = [.. all];
        }

        foreach (var request in again.TakeLast(3))
        {
            Take(request, remember: false);
        }
    }

    private async Task AnswerAsync(HttpContext context, ReceivedRequest request)
    {
        var json = request.Json;
        if ($"{json["MaSo"]}" == PortalEnvelope.LookUp)
        {
            if (held.TryGetValue($"{json["DuLieu"]!["MaHoSo"]}", out var status))
            {
                await context.Response.WriteAsync($$$"""{"TrangThaiHoSo":{{{status}}}}""");
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            return;
        }

        Take(request);
        await context.Response.WriteAsync("""{"error_code":0}""");
    }

    private void Take(ReceivedRequest request, bool remember = true)
    {
        lock (gate)
        {
            Raw++;
            if (remember)
            {
                all.Add(request);
            }

            var json = request.Json;
            var data = json["DuLieu"]!.AsObject();
            var code = $"{data["MaHoSo"]}";
            var order = (long)json["SoThuTu"]!;
            if (!known.Add($"{json["MaBanTin"]}") || order <= newest.GetValueOrDefault(code, -1))
            {
                return;
            }

            newest[code] = order;
            if ($"{json["MaSo"]}" == PortalEnvelope.SyncDossier)
            {
                var status = (int)data["TrangThaiHoSo"]!;
                applied.Add((code, status));
                held[code] = status;
            }
        }
    }
}
