namespace ThuocDo.Shared.Facts;

/// <summary>
/// The working days that a result took, kept in the traits of its closing: bits 32 to 41 hold the number plus one, 0 means not known. So the
/// cells hold how many results took how many days without a table of their own, and no measure is touched: measures ask for other bits.
/// </summary>
public static class HandlingDays
{
    /// <summary>Where the number begins.</summary>
    public const int Shift = 32;

    /// <summary>The number once it is shifted down.</summary>
    public const int Mask = 1023;

    /// <summary>Longer ones, some four years of work, count as this many.</summary>
    public const int Most = Mask - 1;

    public static FactTraits Traits(int? days) =>
        days is { } known ? (FactTraits)((long)(Math.Clamp(known, 0, Most) + 1) << Shift) : 0;

    /// <returns>None where it is not known.</returns>
    public static int? Of(long traits) =>
        (int)((traits >> Shift) & Mask) is > 0 and var kept ? kept - 1 : null;
}
