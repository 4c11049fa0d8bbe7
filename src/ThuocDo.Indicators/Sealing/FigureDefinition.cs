using ThuocDo.Organisation.Units;

namespace ThuocDo.Indicators.Sealing;

/// <summary>What a sealed figure counts: a share of two measures, of the units of one level where it says so.</summary>
public sealed record FigureDefinition(
    string Indicator,
    string Reading,
    string Version,
    string Numerator,
    string Denominator,
    Level? Level = null
);

/// <summary>The definitions whose figures come from facts, dated, so that an old month is judged by its own.</summary>
public interface IFigureDefinitions
{
    IReadOnlyList<FigureDefinition> For(DateOnly month);

    /// <summary>The version by which a figure was sealed; none if this build does not know it.</summary>
    FigureDefinition? Find(string indicator, string reading, string version);
}
