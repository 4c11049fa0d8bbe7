namespace ThuocDo.OneStop.Dossiers.WorkList;

public enum WorkTab
{
    Open,
    Overdue,
    Today,
    Soon,
    Stopped,
    Resolved,
    Mine,
    All,
}

/// <summary>The tabs as they stand in addresses and texts.</summary>
public static class WorkTabs
{
    private static readonly Dictionary<string, WorkTab> BySlug = new()
    {
        [""] = WorkTab.Open,
        ["qua-han"] = WorkTab.Overdue,
        ["hom-nay"] = WorkTab.Today,
        ["sap-den-han"] = WorkTab.Soon,
        ["cho-bo-sung"] = WorkTab.Stopped,
        ["cho-tra"] = WorkTab.Resolved,
        ["cua-toi"] = WorkTab.Mine,
        ["tat-ca"] = WorkTab.All,
    };

    public static IEnumerable<WorkTab> All => BySlug.Values;

    public static WorkTab Parse(string? slug) => BySlug.GetValueOrDefault(slug ?? "");

    public static string Slug(WorkTab tab) => BySlug.First(t => t.Value == tab).Key;

    public static string Title(WorkTab tab) =>
        tab switch
        {
            WorkTab.Overdue => "worklist.tab.overdue",
            WorkTab.Today => "worklist.tab.today",
            WorkTab.Soon => "worklist.tab.soon",
            WorkTab.Stopped => "worklist.tab.stopped",
            WorkTab.Resolved => "worklist.tab.resolved",
            WorkTab.Mine => "worklist.tab.mine",
            WorkTab.All => "worklist.tab.all",
            _ => "worklist.tab.open",
        };
}

/// <summary>The instants between the tabs: due dates are compared by the days of Viet Nam.</summary>
/// <param name="Today">The first instant of today, UTC.</param>
/// <param name="Tomorrow">The first instant of tomorrow.</param>
/// <param name="AfterSoon">The first instant after the last day that is "soon".</param>
public sealed record WorkDays(DateTime Today, DateTime Tomorrow, DateTime AfterSoon)
{
    public static WorkDays Of(DateOnly today, Shared.Time.WorkCalendar calendar)
    {
        var soon =
            calendar.First <= today && today.AddDays(30) <= calendar.Last
                ? calendar.AddWorkingDays(today, TimeLeft.SoonDays)
                : today.AddDays(TimeLeft.SoonDays);
        return new(Start(today), Start(today.AddDays(1)), Start(soon.AddDays(1)));
    }

    private static DateTime Start(DateOnly day) =>
        Shared.Time.VietnamTime.ToUtc(day.ToDateTime(TimeOnly.MinValue));
}
