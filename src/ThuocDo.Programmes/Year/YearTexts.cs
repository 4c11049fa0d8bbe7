namespace ThuocDo.Programmes.Year;

/// <summary>Keys of the words about the reform year.</summary>
public static class YearTexts
{
    public static string Of(YearBodies bodies) => $"year.binds.{Lower(bodies)}";

    public static string Of(DutyState state) => $"year.state.{Lower(state)}";

    public static string Of(YearMarkKind kind) => $"year.mark.{Lower(kind)}";

    public static (string Tone, string Icon) Look(DutyState state) =>
        state switch
        {
            DutyState.Done => ("good", "check"),
            DutyState.DoneLate => ("warn", "check"),
            DutyState.Late => ("bad", "warning"),
            DutyState.Open => ("info", "clock"),
            _ => ("neutral", "dash"),
        };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
