using ThuocDo.Shared.Contracts;

namespace ThuocDo.Legal.Simplification;

/// <summary>How a procedure is made simpler. The first five are those the resolution names.</summary>
public enum Measure
{
    /// <summary>A shorter limit, of the law or only promised.</summary>
    ShorterTime,
    FewerPapers,
    Abolished,

    /// <summary>Several agencies behind one reception.</summary>
    Interlinked,
    Cheaper,

    /// <summary>Two procedures become one.</summary>
    Merged,

    /// <summary>Another agency decides by authorisation.</summary>
    Delegated,
    LowerTier,

    /// <summary>The office looks up what was a paper.</summary>
    DataForPaper,
    LongerValidity,
    HigherService,
}

/// <summary>Who decides a measure, and to whom it is credited.</summary>
public enum Decider
{
    Province,
    Centre,
}

/// <summary>Measures as one text, and whether the catalogue shows them.</summary>
public static class Measures
{
    public static string Write(IEnumerable<Measure> measures) =>
        string.Join(' ', measures.Distinct().Order());

    public static IReadOnlyList<Measure> Read(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(m => Enum.Parse<Measure>(m)),
        ];

    /// <summary>
    /// Whether a version of the catalogue is what the measure says, against the version before it. A merger, an interlinked case and a longer
    /// validity leave no mark in a version: there the decision and the publication are what can be asked for.
    /// </summary>
    /// <param name="after">None: the procedure is no more.</param>
    public static bool IsShown(Measure measure, CatalogueVersion before, CatalogueVersion? after) =>
        after is null
            ? measure is Measure.Abolished or Measure.Merged
            : measure switch
            {
                Measure.ShorterTime => after.PromisedHours < before.PromisedHours
                    || after.StatutoryHours < before.StatutoryHours,
                Measure.FewerPapers or Measure.DataForPaper => after.Papers.Count
                    < before.Papers.Count,
                Measure.Cheaper => after.Fee < before.Fee,
                Measure.LowerTier => after.Tier < before.Tier,
                Measure.Delegated => after.CompetentUnitId != before.CompetentUnitId
                    || after.Tier != before.Tier,
                Measure.HigherService => after.Online > before.Online,
                Measure.Abolished => false,
                _ => true,
            };
}
