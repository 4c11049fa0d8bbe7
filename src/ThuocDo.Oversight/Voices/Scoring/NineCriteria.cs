using ThuocDo.Organisation.Units;

namespace ThuocDo.Oversight.Voices.Scoring;

/// <summary>How well the duty of an officer is done (Circular 01/2018/TT-VPCP Art 14).</summary>
public enum DutyShare
{
    /// <summary>100 %.</summary>
    Full,

    /// <summary>From 70 % to below 100 %.</summary>
    Part,

    /// <summary>Below 70 %.</summary>
    Less,
}

/// <summary>The class of a one-stop unit by its nine indices.</summary>
public enum UnitClass
{
    Excellent,
    Good,
    Fair,
    Average,
    Weak,
}

/// <summary>
/// The scoring of one-stop work by Circular 01/2018/TT-VPCP Art 13 to 15: nine indices of 0, 1 or 2 points. An index is the mean of
/// its dossiers rounded to one decimal, half away from zero; without data it is left out. Pure.
/// </summary>
public static class NineCriteria
{
    public const int Count = 9;

    /// <summary>The indices that an officer is scored by; the most is 10.</summary>
    public static readonly IReadOnlyList<int> OfOfficer = [1, 2, 3, 4, 7];

    /// <summary>Indices 1 and 2.</summary>
    /// <param name="early">True: shorter than the limit; none: equal; false: longer.</param>
    public static int Time(bool? early) =>
        early switch
        {
            true => 2,
            null => 1,
            false => 0,
        };

    /// <summary>Index 3: how often the applicant had to come back.</summary>
    public static int Contacts(int times) =>
        times switch
        {
            <= 0 => 2,
            1 => 1,
            _ => 0,
        };

    /// <summary>Index 4: the bodies the applicant had to go to. One is the one-stop unit.</summary>
    public static int Bodies(int bodies) => Contacts(bodies);

    /// <summary>Index 5.</summary>
    /// <param name="procedures">Of the unit.</param>
    /// <param name="atOneStop">Received and returned at the one-stop unit.</param>
    /// <param name="onTheSpot">Appraised and approved there.</param>
    /// <returns>None for a unit without procedures.</returns>
    public static int? OneStop(
        Level level,
        int procedures,
        int atOneStop,
        int onTheSpot,
        DateOnly day
    ) =>
        procedures == 0 ? null
        : 100m * onTheSpot
        >= VoiceRules.Number($"spot.{level.ToString().ToLowerInvariant()}", day) * procedures
            ? 2
        : atOneStop >= procedures ? 1
        : 0;

    /// <summary>Index 7, of a dossier about which somebody said something.</summary>
    /// <param name="isFounded">There is founded feedback about misconduct.</param>
    public static int Attitude(bool? early, bool isFounded) => isFounded ? 0 : Time(early);

    /// <summary>Index 8.</summary>
    /// <param name="all">Matters of feedback whose answer fell due or was given.</param>
    /// <param name="onTime">Of these, answered in time.</param>
    public static int Feedback(int all, int onTime, bool anyProlonged, DateOnly day) =>
        all == 0 ? 2
        : anyProlonged ? 0
        : onTime == all ? 2
        : 100m * onTime >= VoiceRules.Number("feedback.on-time", day) * all ? 1
        : 0;

    /// <summary>Index 9.</summary>
    /// <returns>None where no procedure is and no dossier was.</returns>
    public static int? Online(
        int procedures,
        int online,
        long received,
        long receivedOnline,
        long onlineLate,
        DateOnly day
    )
    {
        if (procedures == 0 || received == 0)
        {
            return null;
        }

        if (online == 0 || onlineLate > 0)
        {
            return 0;
        }

        var share = 100m * receivedOnline;
        return 100m * online >= VoiceRules.Number("online.offers", day) * procedures
            && share >= VoiceRules.Number("online.dossiers-high", day) * received
                ? 2
            : share >= VoiceRules.Number("online.dossiers-low", day) * received ? 1
            : 0;
    }

    /// <summary>The value of an index for a set of dossiers; none without data.</summary>
    public static decimal? Index(long sum, long count) =>
        count == 0 ? null : Math.Round((decimal)sum / count, 1, MidpointRounding.AwayFromZero);

    /// <summary>The sum of those indices that have data; none where none has.</summary>
    public static decimal? Total(IEnumerable<decimal?> indices) =>
        indices.Where(i => i is not null).ToList() is { Count: > 0 } known ? known.Sum() : null;

    public static DutyShare DutyOf(decimal total, DateOnly day) =>
        total >= VoiceRules.Number("officer.full", day) ? DutyShare.Full
        : total >= VoiceRules.Number("officer.part", day) ? DutyShare.Part
        : DutyShare.Less;

    public static UnitClass ClassOf(decimal total, DateOnly day) =>
        total >= VoiceRules.Number("unit.excellent", day) ? UnitClass.Excellent
        : total >= VoiceRules.Number("unit.good", day) ? UnitClass.Good
        : total >= VoiceRules.Number("unit.fair", day) ? UnitClass.Fair
        : total >= VoiceRules.Number("unit.average", day) ? UnitClass.Average
        : UnitClass.Weak;
}
