namespace ThuocDo.OneStop.Procedures;

/// <summary>The last part of the text key of a value.</summary>
public static class EnumKey
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
