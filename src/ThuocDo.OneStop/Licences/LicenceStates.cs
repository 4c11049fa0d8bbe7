namespace ThuocDo.OneStop.Licences;

/// <summary>What a licence is on a day.</summary>
public enum LicenceState
{
    InForce,

    /// <summary>Issued; its first day has not come.</summary>
    NotYet,

    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>A later licence goes on in its place.</summary>
    Renewed,

    /// <summary>A new paper stands for the same right.</summary>
    Replaced,

    /// <summary>Taken back by a legal act.</summary>
    Revoked,
}

/// <summary>
/// The state follows from the days of the licence and the day asked for; it is the same for a row in hand and for a
/// question to the database. Revocation comes before everything else; the last day of validity still counts.
/// </summary>
public static class LicenceStates
{
    public static LicenceState On(this Licence licence, DateOnly day) =>
        licence.RevokedFrom <= day ? LicenceState.Revoked
        : licence.FollowedFrom <= day
            ? licence.FollowedAs == LicenceFollowing.Replacement ? LicenceState.Replaced
                : LicenceState.Renewed
        : day < licence.ValidFrom ? LicenceState.NotYet
        : licence.ValidTo < day ? LicenceState.Expired
        : LicenceState.InForce;

    /// <summary>Those that are in a state on a day.</summary>
    public static IQueryable<Licence> Being(
        this IQueryable<Licence> licences,
        LicenceState state,
        DateOnly day
    )
    {
        if (state == LicenceState.Revoked)
        {
            return licences.Where(l => l.RevokedFrom <= day);
        }

        var standing = licences.Where(l => l.RevokedFrom == null || l.RevokedFrom > day);
        if (state is LicenceState.Renewed or LicenceState.Replaced)
        {
            var how =
                state == LicenceState.Replaced
                    ? LicenceFollowing.Replacement
                    : LicenceFollowing.Renewal;
            return standing.Where(l => l.FollowedFrom <= day && l.FollowedAs == how);
        }

        var last = standing.Where(l => l.FollowedFrom == null || l.FollowedFrom > day);
        return state switch
        {
            LicenceState.NotYet => last.Where(l => l.ValidFrom > day),
            LicenceState.Expired => last.Where(l => l.ValidTo < day),
            _ => last.Where(l => l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo >= day)),
        };
    }

    /// <summary>In force, with a last day at most so many days ahead, and nothing entered that goes on in their place.</summary>
    public static IQueryable<Licence> Expiring(
        this IQueryable<Licence> licences,
        int days,
        DateOnly day
    )
    {
        var until = day.AddDays(days);
        return licences
            .Being(LicenceState.InForce, day)
            .Where(l => l.ValidTo <= until && l.FollowedById == null);
    }
}

/// <summary>Text keys for the values of a licence.</summary>
public static class LicenceTexts
{
    public static string Of(LicenceState state) =>
        state switch
        {
            LicenceState.InForce => "licence.state.in-force",
            LicenceState.NotYet => "licence.state.not-yet",
            LicenceState.Expired => "licence.state.expired",
            LicenceState.Renewed => "licence.state.renewed",
            LicenceState.Replaced => "licence.state.replaced",
            _ => "licence.state.revoked",
        };

    public static string Tone(LicenceState state) =>
        state switch
        {
            LicenceState.InForce => "good",
            LicenceState.Revoked => "bad",
            LicenceState.Expired => "warn",
            LicenceState.NotYet => "info",
            _ => "neutral",
        };

    public static string Icon(LicenceState state) =>
        state switch
        {
            LicenceState.InForce => "check",
            LicenceState.Revoked => "cross",
            LicenceState.Renewed or LicenceState.Replaced => "arrow",
            _ => "clock",
        };
}
