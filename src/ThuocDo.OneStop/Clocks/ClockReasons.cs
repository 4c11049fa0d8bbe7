using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>The clock in sentences: what happened, on which article, and why the date is the one it is.</summary>
internal static class ClockReasons
{
    public static IReadOnlyList<Explanation> Of(
        IReadOnlyList<ClockEntry> ledger,
        WorkCalendar calendar,
        DateTime? due,
        DateTime? derived,
        DateTime? promised,
        bool online = false
    )
    {
        var why = new List<Explanation>();
        var limit = default(Limit);
        ClockStop? stop = null;
        foreach (var entry in ledger)
        {
            switch (entry.Kind)
            {
                case ClockEntryKind.Started:
                case ClockEntryKind.Restarted:
                    limit = Limit.Parse(entry.Limit!, null);
                    why.AddRange(Run(entry, limit, calendar, ledger[0].At, online));
                    stop = null;
                    break;
                case ClockEntryKind.Stopped:
                    why.Add(new("clock.explain.stopped", entry.At, Ground(entry), Article(entry)));
                    stop = new(entry.At, null, entry.Ground, entry.Article);
                    break;
                case ClockEntryKind.Resumed:
                    why.Add(
                        new(
                            "clock.explain.resumed",
                            entry.At,
                            Stopped(stop! with { To = entry.At }, limit, calendar)
                        )
                    );
                    why.AddRange(Promise(entry));
                    break;
                case ClockEntryKind.Extended:
                    why.Add(
                        new(
                            "clock.explain.extended",
                            entry.At,
                            VietnamTime.DayOf(entry.Promised!.Value),
                            Article(entry)
                        )
                    );
                    break;
                default:
                    why.Add(
                        entry.Article.Length == 0
                            ? new("clock.explain.ended-plain", entry.At, Ground(entry))
                            : new("clock.explain.ended", entry.At, Ground(entry), Article(entry))
                    );
                    break;
            }
        }

        why.AddRange(Result(ledger, due, derived, promised));
        return why;
    }

    private static IEnumerable<Explanation> Run(
        ClockEntry entry,
        Limit limit,
        WorkCalendar calendar,
        DateTime receivedAt,
        bool online
    )
    {
        yield return entry.Kind == ClockEntryKind.Started
            ? new("clock.explain.started", entry.At, limit.InWords, Article(entry))
            : new("clock.explain.restarted", entry.At, limit.InWords, Article(entry));
        var rules = RegimeRules.Find(VietnamTime.DayOf(receivedAt));
        var handOver = entry.Kind == ClockEntryKind.Started && !online ? rules?.HandOver : null;
        foreach (
            var reason in Deadline
                .Compute(
                    VietnamTime.ToLocal(entry.At),
                    limit,
                    calendar,
                    handOver: handOver,
                    sameDayArticle: rules?.SameDayArticle
                )
                .Why
        )
        {
            yield return reason;
        }

        foreach (var reason in Promise(entry))
        {
            yield return reason;
        }
    }

    private static IEnumerable<Explanation> Promise(ClockEntry entry)
    {
        if (entry.Promised is { } promise)
        {
            yield return new("clock.explain.promised", VietnamTime.DayOf(promise));
        }
    }

    private static IEnumerable<Explanation> Result(
        IReadOnlyList<ClockEntry> ledger,
        DateTime? due,
        DateTime? derived,
        DateTime? promised
    )
    {
        if (due is not { } date)
        {
            yield break;
        }

        if (promised is { } p && derived is { } d && p != d)
        {
            yield return p < d
                ? new("clock.explain.promise-holds", d, p)
                : new("clock.explain.derived-earlier", d, p);
        }

        yield return new("clock.explain.due", date);
        if (ledger[^1] is { Kind: ClockEntryKind.Ended, At: var end })
        {
            yield return TimelinessRule.Decide(end, date) switch
            {
                Timeliness.Early => new("clock.explain.early", VietnamTime.DayOf(end)),
                Timeliness.OnTime => new("clock.explain.on-time", VietnamTime.DayOf(end)),
                _ => new("clock.explain.late", VietnamTime.DayOf(end)),
            };
        }
    }

    private static Explanation Stopped(ClockStop stop, Limit limit, WorkCalendar calendar)
    {
        var amount = ClockDate.StoppedTime(stop, limit.Unit, calendar);
        return limit.Unit switch
        {
            LimitUnit.WorkingDays or LimitUnit.SameDay => new("time.limit.working-days", amount),
            LimitUnit.WorkingHours => new("clock.explain.minutes", amount),
            _ => new("time.limit.days", amount),
        };
    }

    private static Explanation Article(ClockEntry entry) => Citation.InWords(entry.Article);

    private static object Ground(ClockEntry entry) =>
        entry.Ground switch
        {
            "receipt" => new Explanation("clock.ground.receipt"),
            "supplement" => new Explanation("clock.ground.supplement"),
            "payment" => new Explanation("clock.ground.payment"),
            "extension" => new Explanation("clock.ground.extension"),
            "result" => new Explanation("clock.ground.result"),
            "refusal" => new Explanation("clock.ground.refusal"),
            "withdrawal" => new Explanation("clock.ground.withdrawal"),
            "stop" => new Explanation("clock.ground.stop"),
            "case" => new Explanation("clock.ground.case"),
            "case-result" => new Explanation("clock.ground.case-result"),
            "recall" => new Explanation("clock.ground.recall"),
            "waiting" => new Explanation("clock.ground.waiting"),
            var other => other,
        };
}
