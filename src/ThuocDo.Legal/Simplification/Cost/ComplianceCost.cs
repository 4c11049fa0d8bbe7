using System.Text.Json;

namespace ThuocDo.Legal.Simplification.Cost;

/// <summary>What an applicant spends time or money on (Circular 02/2017/TT-VPCP, from memory).</summary>
public enum CostKind
{
    /// <summary>A paper is prepared.</summary>
    Paper,

    /// <summary>The file is handed in.</summary>
    Filing,

    /// <summary>
    /// The result is waited for. The formula does not count it; decisions in use count the working hours of the limit as if they were worked.
    /// </summary>
    Waiting,
    Fee,

    /// <summary>An inspection or appraisal is attended.</summary>
    Inspection,
    Duty,

    /// <summary>The result is fetched.</summary>
    Receiving,
}

/// <summary>Hours and money of one item.</summary>
/// <param name="Hours">Working hours of each person.</param>
/// <param name="Hired">Services and advice that are paid for, in đồng.</param>
/// <param name="Other">Travel, printing, fees, in đồng.</param>
public readonly record struct CostPart(decimal Hours, int Persons, decimal Hired, decimal Other)
{
    /// <summary>Exact; nothing is rounded here.</summary>
    public decimal At(decimal rate) => (Hours * rate * Persons) + Hired + Other;
}

/// <summary>One item as it is and as it is proposed.</summary>
public sealed record CostLine(CostKind Kind, string Name, CostPart Before, CostPart After);

/// <summary>
/// The cost of a procedure for those who need it. Rounding: the hourly income is in whole đồng; items are added exactly; the cost of one
/// dossier is rounded to the đồng once, half away from zero; the cost of a year is that times the number of dossiers, rounded the same way;
/// the saving is the difference of the two years; its share is rounded to two decimals of a percent.
/// </summary>
/// <param name="Rate">Income of a working hour, in đồng.</param>
/// <param name="Times">How often each needs it in a year.</param>
/// <param name="Subjects">How many need it.</param>
public sealed record CostSheet(
    decimal Rate,
    IReadOnlyList<CostLine> Lines,
    decimal Times,
    long Subjects
)
{
    public const int MostLines = 60;

    private static readonly JsonSerializerOptions Entered = new()
    {
        IgnoreReadOnlyProperties = true,
    };

    public decimal OnceBefore => Dong(Lines.Sum(l => l.Before.At(Rate)));

    public decimal OnceAfter => Dong(Lines.Sum(l => l.After.At(Rate)));

    public decimal YearBefore => Dong(OnceBefore * Times * Subjects);

    public decimal YearAfter => Dong(OnceAfter * Times * Subjects);

    public decimal Saving => YearBefore - YearAfter;

    /// <summary>In percent; none where nothing is spent as it is.</summary>
    public decimal? Percent =>
        YearBefore == 0
            ? null
            : Math.Round(Saving * 100 / YearBefore, 2, MidpointRounding.AwayFromZero);

    /// <summary>Costs of another number of dossiers in a year.</summary>
    public CostSheet For(long dossiers) => this with { Times = 1, Subjects = dossiers };

    /// <summary>What was entered; sums follow from it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Entered);

    public static CostSheet? Read(string? text) =>
        text is null ? null : JsonSerializer.Deserialize<CostSheet>(text);

    private static decimal Dong(decimal money) =>
        Math.Round(money, 0, MidpointRounding.AwayFromZero);
}
