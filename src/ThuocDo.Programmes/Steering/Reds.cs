using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Steering;

/// <summary>Which targets are worst. Pure.</summary>
public static class Reds
{
    /// <summary>A target that is missed or at risk of it.</summary>
    public static bool IsRed(Figure figure) => figure.Verdict is Verdict.NotMet or Verdict.AtRisk;

    /// <summary>
    /// How far a figure is from its limit, as a part of the limit, so that points, places and shares can stand in one order; none
    /// where there is no number on either side, as with groups.
    /// </summary>
    public static decimal? Gap(Figure figure) =>
        figure is not { Value: { } value, Limit: { } limit } ? null
        : figure.Operator.IsMet(value, limit) ? 0
        : Math.Abs(limit - value) / Math.Max(1, Math.Abs(limit));

    /// <summary>The missed before those at risk, the widest gap first, then as the text names them; without a number last of their kind.</summary>
    public static IReadOnlyList<(ConditionInfo Info, Figure Figure)> InOrder(
        IEnumerable<(ConditionInfo Info, Figure Figure)> figures
    ) =>
        [
            .. figures
                .Where(f => IsRed(f.Figure))
                .OrderBy(f => f.Figure.Verdict == Verdict.NotMet ? 0 : 1)
                .ThenByDescending(f => Gap(f.Figure) ?? -1),
        ];

    /// <summary>
    /// The units that miss the limit by most records, at most so many; where the limit is none of a share, as with growth, those
    /// that are below the share of the whole. None where the figure has no units.
    /// </summary>
    public static IReadOnlyList<(UnitShare Share, long Missing)> Behind(
        UnitFigures? figures,
        int most
    ) =>
        (figures?.Limit ?? figures?.Whole.Percent) is not { } limit
            ? []
            :
            [
                .. figures!
                    .Units.Select(u => (Share: u, Missing: u.Missing(figures.Operator, limit)))
                    .Where(u => u.Missing > 0)
                    .OrderByDescending(u => u.Missing)
                    .ThenBy(u => u.Share.Percent ?? 0)
                    .Take(most),
            ];
}
