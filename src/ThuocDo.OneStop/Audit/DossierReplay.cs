using System.Globalization;
using System.Text.Json;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// A dossier told again from its chain alone: the fields it must have, the ledger lines and the facts that its events
/// must have written. Nothing of the present rows is used.
/// </summary>
public sealed class DossierReplay
{
    private readonly Dictionary<string, string?> fields = [];
    private List<(Guid UnitId, DateOnly Day, FactKind Kind, FactTraits Traits)> contributions = [];

    private DossierReplay(Guid id) => Id = id;

    public Guid Id { get; }

    public IReadOnlyDictionary<string, string?> Fields => fields;

    public List<string> ClockLines { get; } = [];

    /// <summary>By whose calendar, and as known on which day, the stored due date was derived last.</summary>
    public (Guid UnitId, DateOnly KnownOn)? Derived { get; private set; }

    /// <summary>Hash and paper number of each file that the events say was attached, and the hashes of results.</summary>
    public List<(string Hash, string? Paper, string? Original)> Files { get; } = [];

    /// <summary>The chain says that the particulars were erased.</summary>
    public bool ParticularsErased { get; private set; }

    /// <summary>Event, day of recording, contribution and ±1.</summary>
    public List<(
        Guid EventId,
        DateOnly RecordedOn,
        Guid UnitId,
        DateOnly Day,
        FactKind Kind,
        FactTraits Traits,
        int Count
    )> Facts { get; } = [];

    /// <summary>The faults of the chain itself: a broken link, an altered text, a missing number.</summary>
    public List<(int Sequence, string Field, string Expected, string Found)> Faults { get; } = [];

    public ChainHead Head { get; private set; } = ChainHead.Start(DossierWork.Chain, Guid.Empty);

    /// <summary>None also where the chain holds no day there any more: a forged text must be named, not stumbled over.</summary>
    public DateOnly? ReceivedOn =>
        DateOnly.TryParseExact(
            fields.GetValueOrDefault("received_on"),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    public static DossierReplay Of(Guid id, IEnumerable<HistoryEvent> events)
    {
        var replay = new DossierReplay(id) { Head = ChainHead.Start(DossierWork.Chain, id) };
        foreach (var next in events.OrderBy(e => e.Sequence))
        {
            replay.Apply(next);
        }

        return replay;
    }

    private void Apply(HistoryEvent next)
    {
        Faults.AddRange(Head.FaultsOf(next));
        Head = Head.After(next);
        try
        {
            var payload = EventPayload.Read(next.Payload);
            foreach (var (name, value) in payload.Set)
            {
                fields[name] = value;
            }

            ParticularsErased |= next.Type == DossierWork.ParticularsErased;
            ClockLines.AddRange(payload.Lines);
            if (payload.Lines.Count > 0 || next.Type == DossierWork.CalendarApplied)
            {
                Derived = Guid.TryParseExact(fields.GetValueOrDefault("unit"), "D", out var unit)
                    ? (unit, VietnamTime.DayOf(next.At))
                    : null;
            }

            if (payload.Particulars.GetValueOrDefault("file") is { } hash)
            {
                Files.Add(
                    (
                        hash,
                        payload.Particulars.GetValueOrDefault("papers"),
                        payload.Particulars.GetValueOrDefault(DossierEvents.Original)
                    )
                );
            }

            Count(next);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or KeyNotFoundException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            Faults.Add((next.Sequence, "payload", "canonical", exception.GetType().Name));
        }
    }

    private void Count(HistoryEvent cause)
    {
        var recordedOn = VietnamTime.DayOf(cause.At);
        var after = DossierFigures.Of(DossierFields.Rebuild(Id, fields)).Contributions().ToList();
        Facts.AddRange(
            DossierFigures
                .Difference(contributions, after)
                .Select(d =>
                    (
                        cause.Id,
                        recordedOn,
                        d.Contribution.UnitId,
                        d.Contribution.Day,
                        d.Contribution.Kind,
                        d.Contribution.Traits,
                        d.Count
                    )
                )
        );
        contributions = after;
    }
}
