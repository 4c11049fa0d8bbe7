using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;

namespace ThuocDo.Programmes.Adoption;

/// <summary>Reads what kind of date a duty has: "trước 30/10/2021" means the 29th at the latest, "đến ngày" the day itself.</summary>
public static class DueDates
{
    public static (DueRule Rule, DateOnly? DueOn) Of(string? words, string? norm)
    {
        if (norm == Deadlines.Ongoing)
        {
            return (DueRule.Yearly, null);
        }

        if (Deadlines.LastDay(norm) is not { } day)
        {
            return (DueRule.Undated, null);
        }

        return Terms.IsBefore(words) ? (DueRule.Before, Deadlines.DayBefore(norm))
            : Deadlines.IsDay(norm!) ? (DueRule.By, day)
            : (DueRule.Within, day);
    }
}
