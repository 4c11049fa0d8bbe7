using System.Globalization;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Filing;

/// <summary>What the office asked for before receipt.</summary>
/// <param name="Papers">Numbers of the papers.</param>
/// <param name="Reason">See <see cref="Dossiers.Reasons"/>.</param>
public sealed record AskedSupplement(
    IReadOnlyList<int> Papers,
    string Reason,
    DateTime At,
    Guid? By
);

/// <summary>Reads the chain of a submission.</summary>
public static class SubmissionEvents
{
    public static AskedSupplement? Asked(IEnumerable<HistoryEvent> events)
    {
        if (events.LastOrDefault(e => e.Type == "supplement-requested") is not { } asked)
        {
            return null;
        }

        var particulars = EventPayload.Read(asked.Payload).Particulars;
        return new AskedSupplement(
            [
                .. (particulars.GetValueOrDefault("papers") ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
            ],
            particulars.GetValueOrDefault("reason") ?? "",
            asked.At,
            asked.ActorId
        );
    }

    public static string? Rejection(IEnumerable<HistoryEvent> events) =>
        events.LastOrDefault(e => e.Type == "rejected") is { } rejected
            ? EventPayload.Read(rejected.Payload).Particulars.GetValueOrDefault("reason")
            : null;
}
