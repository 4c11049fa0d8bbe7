namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>
/// Whether printed parts add up to a printed total. Prints are rounded from longer numbers, so each addition may cost up
/// to 0.01 and a chain of them 0.02; equality is never asked for. Where the parts are 54.20 and 31.59 and the total is
/// 85.78, the print agrees with itself.
/// </summary>
public sealed record Additivity(decimal? Sum, decimal? Printed, decimal Tolerance)
{
    /// <summary>What one addition of printed numbers may be off.</summary>
    public const decimal OneAddition = 0.01m;

    /// <summary>What a sum of more than two printed numbers may be off.</summary>
    public const decimal Chain = 0.02m;

    public static Additivity Of(decimal? printed, params IReadOnlyList<decimal?> parts)
    {
        decimal? sum = 0;
        foreach (var part in parts)
        {
            sum += part;
        }

        return new(sum, printed, parts.Count > 2 ? Chain : OneAddition);
    }

    /// <summary>
    /// A total by its method. Each printed part may be off by half a unit of its last place, so the sum by as much times
    /// its weight; two places at least, as trailing zeros are lost in tables.
    /// </summary>
    public static Additivity Of(IndexMethod method, Func<string, decimal?> parts, decimal? printed)
    {
        var tolerance = HalfUnit(printed);
        foreach (var part in method.Parts)
        {
            tolerance += method.ShareOf(part, HalfUnit(parts(part.Key)))!.Value;
        }

        return new(method.TotalFrom(parts), printed, tolerance);
    }

    private static decimal HalfUnit(decimal? number) =>
        new(5, 0, 0, false, (byte)(Math.Max((byte)2, number?.Scale ?? 0) + 1));

    public decimal? Difference => Sum - Printed;

    /// <summary>Nothing is said where a part or the total is missing.</summary>
    public bool? Holds => Difference is { } difference ? Math.Abs(difference) <= Tolerance : null;
}
