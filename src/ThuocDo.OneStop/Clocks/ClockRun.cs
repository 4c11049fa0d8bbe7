using System.Globalization;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>The fold at work: what the entries so far have fixed.</summary>
internal sealed class ClockRun
{
    private readonly List<ClockStop> stops = [];
    private ClockStatus status = ClockStatus.NotStarted;
    private DateTime? startedAt;
    private Limit limit;
    private ClockDate? derived;
    private ClockDate? promised;
    private int extensions;

    public DateTime? EndedAt { get; private set; }

    public void Apply(ClockEntry entry)
    {
        if (status == ClockStatus.Ended)
        {
            throw new ClockLedgerException(ClockLedgerFault.EntryAfterEnd, entry);
        }

        switch (entry.Kind)
        {
            case ClockEntryKind.Started:
                Require(status == ClockStatus.NotStarted, ClockLedgerFault.StartedTwice, entry);
                startedAt = entry.At;
                Begin(entry);
                break;
            case ClockEntryKind.Stopped:
                Require(status != ClockStatus.NotStarted, ClockLedgerFault.NotStarted, entry);
                Require(status == ClockStatus.Running, ClockLedgerFault.StoppedTwice, entry);
                stops.Add(new(entry.At, null, entry.Ground, entry.Article));
                status = ClockStatus.Stopped;
                break;
            case ClockEntryKind.Resumed:
                Require(status == ClockStatus.Stopped, ClockLedgerFault.ResumedWithoutStop, entry);
                CloseStop(entry.At);
                promised = ClockDate.FixedAt(entry.Promised) ?? promised;
                status = ClockStatus.Running;
                break;
            case ClockEntryKind.Restarted:
                Require(
                    status == ClockStatus.Stopped,
                    ClockLedgerFault.RestartedWithoutStop,
                    entry
                );
                CloseStop(entry.At);
                Begin(entry);
                break;
            case ClockEntryKind.Extended:
                Require(status != ClockStatus.NotStarted, ClockLedgerFault.NotStarted, entry);
                Require(
                    status == ClockStatus.Running,
                    ClockLedgerFault.ExtendedWhileStopped,
                    entry
                );
                Extend(entry);
                break;
            default:
                End(entry);
                break;
        }
    }

    public ClockState State(WorkCalendar calendar, IReadOnlyList<ClockEntry> ledger, bool online)
    {
        var counts = status is ClockStatus.Running or ClockStatus.Ended;
        var expiry = counts ? derived?.Utc(limit, calendar) : null;
        var promise = counts ? promised?.Utc(limit, calendar) : promised?.Origin;
        var due = promise < expiry ? promise : expiry;
        return new ClockState(() => ClockReasons.Of(ledger, calendar, due, expiry, promise, online))
        {
            Status = status,
            StartedAt = startedAt,
            Due = due,
            Derived = expiry,
            Promised = promise,
            Limit = startedAt is null ? null : limit,
            Stops = stops,
            Extensions = extensions,
            EndedAt = EndedAt,
            Timeliness =
                EndedAt is { } end && due is { } last ? TimelinessRule.Decide(end, last) : null,
        };
    }

    private static void Require(bool holds, ClockLedgerFault fault, ClockEntry entry)
    {
        if (!holds)
        {
            throw new ClockLedgerException(fault, entry);
        }
    }

    private void Begin(ClockEntry entry)
    {
        Require(
            Limit.TryParse(entry.Limit, CultureInfo.InvariantCulture, out limit),
            ClockLedgerFault.LimitMissing,
            entry
        );
        derived = ClockDate.LimitFrom(entry.At);
        promised = ClockDate.FixedAt(entry.Promised);
        status = ClockStatus.Running;
    }

    private void Extend(ClockEntry entry)
    {
        Require(entry.Promised is not null, ClockLedgerFault.PromiseMissing, entry);
        Require(
            promised is null || entry.Promised > promised.Origin,
            ClockLedgerFault.ExtensionNotLater,
            entry
        );
        derived = ClockDate.FixedAt(entry.Promised);
        promised = ClockDate.FixedAt(entry.Promised);
        extensions++;
    }

    private void End(ClockEntry entry)
    {
        if (status == ClockStatus.Stopped)
        {
            CloseStop(entry.At);
        }

        status = ClockStatus.Ended;
        EndedAt = entry.At;
    }

    private void CloseStop(DateTime at)
    {
        var stop = stops[^1] with { To = at };
        stops[^1] = stop;
        derived!.Stops.Add(stop);
        promised?.Stops.Add(stop);
    }
}
