namespace ThuocDo.OneStop.Counter.HandOvers;

public static class HandOverTexts
{
    public static string Of(LineState state) =>
        state switch
        {
            LineState.Taken => "hand-over.line.taken",
            LineState.Refused => "hand-over.line.refused",
            _ => "hand-over.line.offered",
        };

    public static string Tone(LineState state) =>
        state switch
        {
            LineState.Taken => "good",
            LineState.Refused => "bad",
            _ => "info",
        };
}
