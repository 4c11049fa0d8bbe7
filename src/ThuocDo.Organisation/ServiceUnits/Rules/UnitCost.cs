namespace ThuocDo.Organisation.ServiceUnits.Rules;

/// <summary>Money of a year for a product.</summary>
public readonly record struct ProductMoney(decimal Allotted, decimal Spent)
{
    public decimal Rest => Allotted - Spent;

    public static ProductMoney operator +(ProductMoney one, ProductMoney other) =>
        new(one.Allotted + other.Allotted, one.Spent + other.Spent);
}

/// <summary>What one completed dossier cost, with every number it is made of.</summary>
/// <param name="Direct">Spent on dossiers.</param>
/// <param name="Common">Spent on what all products share.</param>
/// <param name="Key">The part of the common money that is put down to dossiers: their share of all direct money; 0 to 1.</param>
/// <param name="Completed">Dossiers closed in the year.</param>
public sealed record DossierCost(decimal Direct, decimal Common, decimal Key, long Completed)
{
    public decimal Allocated => Common * Key;

    public decimal Total => Direct + Allocated;

    /// <summary>In đồng for one dossier; none where none was completed.</summary>
    public decimal? Each => Completed == 0 ? null : Total / Completed;
}

/// <summary>Money allotted against products, and what came of it.</summary>
public static class UnitCost
{
    /// <summary>Product of <c>data/staff/products.csv</c>: dossiers received and returned.</summary>
    public const string Dossiers = "dossiers";

    /// <summary>Money for everything together.</summary>
    public const string Common = "common";

    /// <summary>Sums by product of the acts of a year; cancelled ones are left out before.</summary>
    public static IReadOnlyDictionary<string, ProductMoney> ByProduct(
        IEnumerable<OrganisationAct> acts,
        int year
    ) =>
        acts.Where(a => a.Year == year && a is { Code: not null, Amount: not null })
            .Where(a => a.Kind is ActKind.Allotted or ActKind.Spent)
            .GroupBy(a => a.Code!)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Aggregate(
                        default(ProductMoney),
                        (sum, a) =>
                            sum
                            + (
                                a.Kind == ActKind.Allotted
                                    ? new ProductMoney(a.Amount!.Value, 0)
                                    : new ProductMoney(0, a.Amount!.Value)
                            )
                    )
            );

    /// <summary>
    /// Direct money and the share of the common money that direct money has of all direct money.
    /// </summary>
    /// <returns>None where nothing was spent on dossiers and nothing can be put down to them.</returns>
    public static DossierCost? Of(IReadOnlyDictionary<string, ProductMoney> money, long completed)
    {
        var direct = money.GetValueOrDefault(Dossiers).Spent;
        var common = money.GetValueOrDefault(Common).Spent;
        var all = money.Where(m => m.Key != Common).Sum(m => m.Value.Spent);
        return direct == 0 ? null : new DossierCost(direct, common, direct / all, completed);
    }
}
