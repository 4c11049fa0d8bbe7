namespace ThuocDo.Shared.Time;

public enum DayKind
{
    /// <summary>Ngày nghỉ lễ, Tết (Labour Code Art 112).</summary>
    Holiday,

    /// <summary>Ngày nghỉ bù: a holiday fell on a weekly day off (Labour Code Art 111.3).</summary>
    Compensatory,

    /// <summary>Ngày nghỉ hoán đổi: a working day exchanged for a Saturday.</summary>
    SwappedOff,

    /// <summary>Ngày làm bù: the Saturday worked instead.</summary>
    SwappedWorking,
}

/// <summary>
/// A national day that departs from "Monday to Friday". <paramref name="KnownOn"/> is the day from which offices
/// could know it: promises made before are not judged by it.
/// </summary>
public sealed record CalendarDay(
    DateOnly Date,
    DayKind Kind,
    string NameVi,
    string NameEn,
    DateOnly KnownOn
)
{
    /// <summary>Sessions of this day alone; null means the regular ones.</summary>
    public IReadOnlyList<Session>? Sessions { get; init; }

    public bool IsWorking => Kind == DayKind.SwappedWorking;
}

/// <summary>
/// A day of one office that departs from the national calendar: closed (no sessions), a half day, or an extra
/// working day such as a Saturday morning. Of several for one day the one known last holds.
/// </summary>
public sealed record OfficeOverride(
    DateOnly Date,
    IReadOnlyList<Session> Sessions,
    string NameVi,
    string NameEn,
    DateOnly KnownOn
)
{
    public bool IsWorking => Sessions.Count > 0;

    public static OfficeOverride Closed(
        DateOnly date,
        string nameVi,
        string nameEn,
        DateOnly knownOn
    ) => new(date, [], nameVi, nameEn, knownOn);
}
