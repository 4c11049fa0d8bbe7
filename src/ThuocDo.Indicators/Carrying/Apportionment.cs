namespace ThuocDo.Indicators.Carrying;

/// <summary>Divides a count so that the shares are whole and their sum is the count.</summary>
public static class Apportionment
{
    /// <summary>
    /// The share of one of several equal parts by largest remainder: all remainders are equal, so the first parts get one
    /// more. A count with decimals, such as an amount in millions, is divided in its smallest place.
    /// </summary>
    public static decimal? Equal(decimal? count, int parts, int part)
    {
        if (count is not { } whole)
        {
            return null;
        }

        // Divided by a one with all places, a number loses its trailing zeros: 301.00 has no decimals.
        var places = (whole / 1.0000000000000000000000000000m).Scale;
        var unit = new decimal(1, 0, 0, false, places);
        var units = whole / unit;
        var each = Math.Floor(units / parts);
        return (each + (part < units - (each * parts) ? 1 : 0)) * unit;
    }
}
