namespace ThuocDo.Shared.Time;

/// <summary>The sentences that explain a due date, in the order in which an officer would count it.</summary>
internal static class DeadlineReasons
{
    public static IEnumerable<Explanation> Of(
        DateTime receivedLocal,
        Limit limit,
        WorkCalendar calendar,
        DueRule rule,
        DateTime due,
        Explanation? sameDayArticle
    )
    {
        var received = DateOnly.FromDateTime(receivedLocal);
        var dueDay = DateOnly.FromDateTime(due);
        if (limit.Unit == LimitUnit.WorkingHours)
        {
            yield return new(
                "time.due.hours-start",
                receivedLocal,
                calendar.NextWorkingInstant(receivedLocal)
            );
            foreach (var reason in NamedDays(calendar, received.AddDays(1), dueDay))
            {
                yield return reason;
            }

            yield return new("time.due.hours-end", limit.InWords, due);
            yield break;
        }

        if (limit.Unit == LimitUnit.SameDay)
        {
            yield return dueDay == received
                ? new("time.due.same-day", receivedLocal, limit.CutOff)
                : new("time.due.same-day-next", receivedLocal, limit.CutOff, dueDay);
            if (sameDayArticle is { } article)
            {
                yield return new("time.due.same-day-article", article);
            }

            foreach (var reason in NamedDays(calendar, received, dueDay))
            {
                yield return reason;
            }

            yield return AtTheEnd(rule, due);
            yield break;
        }

        yield return new("time.due.received", receivedLocal);
        if (limit.Unit == LimitUnit.WorkingDays)
        {
            foreach (var reason in NamedDays(calendar, received.AddDays(1), dueDay))
            {
                yield return reason;
            }

            yield return new("time.due.working-days", limit.InWords, dueDay);
        }
        else
        {
            var last = Deadline.LastDay(received, limit, calendar);
            yield return limit.Unit == LimitUnit.Days
                ? new("time.due.calendar-days", limit.InWords, last)
            : last.Day == received.Day ? new("time.due.months", limit.InWords, last)
            : new("time.due.months-short", limit.InWords, last);
            if (dueDay > last)
            {
                yield return new("time.due.moved", last, dueDay);
            }
        }

        yield return AtTheEnd(rule, due);
    }

    private static Explanation AtTheEnd(DueRule rule, DateTime due) =>
        rule == DueRule.SameTime ? new("time.due.same-time", due) : new("time.due.end-of-day", due);

    /// <summary>Days off and make-up days inside the count; a run of days off with one name is one sentence.</summary>
    private static IEnumerable<Explanation> NamedDays(
        WorkCalendar calendar,
        DateOnly from,
        DateOnly to
    )
    {
        var named = calendar.NamedDays(from, to).ToList();
        for (var i = 0; i < named.Count; i++)
        {
            var first = named[i];
            var weekday = first.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            if (first.IsWorking)
            {
                if (!weekday)
                {
                    yield return new("time.due.make-up-day", first.Date, NameOf(first));
                }

                continue;
            }

            while (
                i + 1 < named.Count
                && !named[i + 1].IsWorking
                && named[i + 1].Name == first.Name
                && Adjoins(named[i].Date, named[i + 1].Date)
            )
            {
                i++;
            }

            if (named[i].Date > first.Date)
            {
                yield return new("time.due.days-off", first.Date, named[i].Date, NameOf(first));
            }
            else if (weekday)
            {
                yield return new("time.due.day-off", first.Date, NameOf(first));
            }
        }
    }

    private static object NameOf(NamedDay day) =>
        day.Name.Vi.Length > 0 ? day.Name
        : day.IsWorking ? new Explanation("time.day.worked")
        : new Explanation("time.day.off");

    /// <summary>True if only a weekend lies between two days.</summary>
    private static bool Adjoins(DateOnly day, DateOnly next)
    {
        for (var date = day.AddDays(1); date < next; date = date.AddDays(1))
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                return false;
            }
        }

        return true;
    }
}
