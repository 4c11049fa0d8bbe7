using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.GrassRoots;

/// <summary>A share in which a unit falls short.</summary>
/// <param name="Yardstick">In percent: the target, or where there is none the share of the whole province.</param>
/// <param name="Missing">Records more, or fewer, with which the unit would meet it.</param>
public sealed record WeakPoint(
    string Key,
    Bilingual Name,
    UnitShare Share,
    ConditionOperator Operator,
    decimal Yardstick,
    bool IsTarget,
    long Missing
)
{
    /// <summary>Points short of the yardstick.</summary>
    public decimal Gap => Math.Abs(Yardstick - Share.Percent!.Value);
}

/// <summary>In what a commune is weak, by its own computed figures. Pure.</summary>
public static class WeakPoints
{
    /// <summary>Of fewer records no share says anything.</summary>
    public const int LeastRecords = 5;

    /// <summary>So many are shown of a unit.</summary>
    public const int Most = 3;

    /// <summary>The widest gaps first.</summary>
    /// <param name="figures">Of the whole province, by unit.</param>
    public static IReadOnlyList<WeakPoint> Of(Guid unit, IReadOnlyList<UnitFigures> figures) =>
        [
            .. figures
                .Select(f => Of(unit, f))
                .OfType<WeakPoint>()
                .OrderByDescending(w => w.Gap)
                .ThenBy(w => w.Key, StringComparer.Ordinal)
                .Take(Most),
        ];

    private static WeakPoint? Of(Guid unit, UnitFigures figures)
    {
        if (
            figures.Units.FirstOrDefault(u => u.UnitId == unit)
                is not { Denominator: >= LeastRecords, Percent: { } percent } share
            || (figures.Limit ?? figures.Whole.Percent) is not { } yardstick
            || figures.Operator.IsMet(percent, yardstick)
        )
        {
            return null;
        }

        return new WeakPoint(
            figures.Key,
            figures.Name,
            share,
            figures.Operator,
            yardstick,
            figures.Limit is not null,
            share.Missing(figures.Operator, yardstick)
        );
    }
}
