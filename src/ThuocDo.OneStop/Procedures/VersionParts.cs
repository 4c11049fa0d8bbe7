using System.Text.Json.Serialization;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>What sort of procedure it is (Decree 63/2010; internal ones by Decision 1085/QĐ-TTg of 2022).</summary>
public enum ProcedureKind
{
    /// <summary>For citizens and organisations.</summary>
    Public,

    /// <summary>Between agencies of the State (nội bộ).</summary>
    Internal,

    /// <summary>Several agencies behind one reception (liên thông).</summary>
    Interlinked,

    /// <summary>Of a branch that does not belong to the province: police, tax, customs, social insurance (ngành dọc).</summary>
    Vertical,
}

/// <summary>What happens in somebody's life or business that makes a procedure needed.</summary>
public enum LifeEvent
{
    Birth,
    Study,
    Work,
    Marriage,
    Residence,
    Housing,
    Vehicle,
    Health,
    Retirement,
    Death,
    BusinessStart,
    BusinessRun,
    BusinessEnd,
}

public enum ReceivingPlace
{
    OneStop,

    /// <summary>At the agency that decides, outside the one-stop unit.</summary>
    CompetentOffice,
    OnlineOnly,

    /// <summary>
    /// Where it is carried out: a mobile team, a check on site. It need not come to the one-stop unit, but is followed in the
    /// system all the same (Decree 61/2018/NĐ-CP, Article 14.5).
    /// </summary>
    OnTheSpot,
}

/// <summary>Who pays less or nothing, and on which legal basis.</summary>
/// <param name="Share">The share that is not paid: 1 for nothing to pay, 0.5 for half.</param>
public sealed record FeeExemption(string NameVi, string NameEn, decimal Share, string Basis)
{
    public string NameIn(string language) =>
        language == "en" && NameEn.Length > 0 ? NameEn : NameVi;
}

/// <summary>One item of the fee of a procedure.</summary>
/// <param name="Amount">In đồng; for one <see cref="PerVi"/> if that is given.</param>
/// <param name="Basis">The document that sets it.</param>
public sealed record FeeItem(
    string Code,
    string NameVi,
    string NameEn,
    decimal Amount,
    string? Basis,
    IReadOnlyList<FeeExemption> Exemptions
)
{
    /// <summary>What the amount is counted by, for instance a page or a copy; none for a fixed amount.</summary>
    public string? PerVi { get; init; }
    public string? PerEn { get; init; }

    /// <summary>The most that is asked however many are counted.</summary>
    public decimal? Most { get; init; }

    /// <summary>Due only if the applicant asks for it, for instance further copies; not part of the fee of the procedure.</summary>
    public bool OnRequest { get; init; }

    /// <summary>The answer of the declaration that says how many are asked for; none where the officer enters it.</summary>
    public string? Answer { get; init; }

    /// <summary>Its basis was read in the text itself.</summary>
    public bool IsConfirmed { get; init; } = true;

    [JsonIgnore]
    public bool IsCounted => PerVi is not null;

    public string NameIn(string language) =>
        language == "en" && NameEn.Length > 0 ? NameEn : NameVi;

    public string? PerIn(string language) =>
        language == "en" && PerEn is { Length: > 0 } ? PerEn : PerVi;

    /// <summary>What is due for so many: amount times number, not above the most.</summary>
    public decimal For(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var due = IsCounted ? Amount * count : Amount;
        return Most is { } most && due > most ? most : due;
    }
}

/// <summary>So many of one fee item.</summary>
public sealed record Charge(FeeItem Item, int Count)
{
    /// <summary>The most of one item on one bill.</summary>
    public const int MostOfOneItem = 999;

    /// <summary>In đồng.</summary>
    public decimal Due => Item.For(Count);
}

/// <summary>Tells whether one limit is longer than another.</summary>
public static class LimitOrder
{
    /// <summary>
    /// Working hours of a limit for comparison: eight hours a working day; a calendar week holds five working days, a month
    /// 22; a result on the same day is less than a whole one. Good enough to refuse a promise above the law, exact within one unit.
    /// </summary>
    public static decimal Hours(Limit limit) =>
        limit.Unit switch
        {
            LimitUnit.WorkingHours => limit.Amount,
            LimitUnit.WorkingDays => limit.Amount * 8m,
            LimitUnit.SameDay => 7m,
            LimitUnit.Days => limit.Amount * 8m * 5 / 7,
            _ => limit.Amount * 8m * 22,
        };

    public static bool IsLonger(Limit one, Limit than) =>
        one.Unit != than.Unit ? Hours(one) > Hours(than)
        : one.Unit == LimitUnit.SameDay ? one.CutOff < than.CutOff
        : one.Amount > than.Amount;
}
