namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>What follows from promises about the figures of one indicator.</summary>
internal interface IReasoning
{
    /// <summary>Whether there are figures that keep all promises.</summary>
    bool ArePossible(IEnumerable<Promise> promises);

    /// <summary>Whether all figures that keep the promises reach the goal; so does what is not possible.</summary>
    bool Imply(IEnumerable<Promise> promises, Promise goal);

    /// <summary>Figures that keep the promises and miss the goal; empty where there are none to name.</summary>
    IReadOnlyList<FigureValue> Counterexample(IEnumerable<Promise> promises, Promise goal);
}
