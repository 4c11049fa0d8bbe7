namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>
/// A line of the document, cleaned: composed characters, no invisible ones, no marks of emphasis. <c>Places</c> leads
/// from a cleaned character back to the line as it stood, and is absent where nothing was changed. <c>Offset</c> is where
/// the line begins in the text.
/// </summary>
public sealed record SourceLine(int Number, int Offset, string Text, int[]? Places)
{
    public int PlaceOf(int cleaned) =>
        Places is null ? cleaned
        : cleaned < Places.Length ? Places[cleaned]
        : Places.Length == 0 ? 0
        : Places[^1] + 1;

    public bool IsBlank => Text.Length == 0;
}
