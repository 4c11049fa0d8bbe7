namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>What came back from one stratum.</summary>
/// <param name="Stratum">Its key.</param>
/// <param name="Cases">Cases of the frame.</param>
/// <param name="Asked">Cases drawn.</param>
/// <param name="Values">One value for each answer, from 0 to 1.</param>
public sealed record StratumAnswers(
    string Stratum,
    int Cases,
    int Asked,
    IReadOnlyList<double> Values
)
{
    /// <summary>How many cases one drawn case stands for.</summary>
    public double DesignWeight => (double)Cases / Asked;
}

/// <summary>Answers that stand for a number of cases together: those of one stratum, or of joined ones.</summary>
/// <param name="Key">Key of the stratum; of joined ones the keys by plus signs.</param>
/// <param name="Strata">The strata in it.</param>
/// <param name="Cases">Cases of the frame.</param>
/// <param name="Asked">Cases drawn.</param>
/// <param name="Answers">Value and final weight of each answer; the weights add up to the cases.</param>
public sealed record WeightedGroup(
    string Key,
    IReadOnlyList<string> Strata,
    int Cases,
    int Asked,
    IReadOnlyList<(double Value, double Weight)> Answers
)
{
    /// <summary>
    /// How many answers of equal weight would tell as much (Kish): the square of the sum of weights by the sum of their squares.
    /// </summary>
    public double EqualAnswers
    {
        get
        {
            var sum = Answers.Sum(a => a.Weight);
            return sum * sum / Answers.Sum(a => a.Weight * a.Weight);
        }
    }

    public double Mean => Answers.Sum(a => a.Weight * a.Value) / Answers.Sum(a => a.Weight);
}

/// <summary>
/// Weights that undo who was drawn and who answered. The design weight is cases by drawn cases of the stratum. Within a group it is
/// raised by one factor, so that the answers stand for all cases of the group. A stratum with fewer than
/// <see cref="LeastAnswers"/> answers joins its neighbour (<see cref="Neighbours"/>), so that no stratum drops out
/// and each group shows how its answers differ.
/// </summary>
public static class Weighting
{
    public const int LeastAnswers = 2;

    /// <returns>No group where nobody answered.</returns>
    public static IReadOnlyList<WeightedGroup> Groups(IEnumerable<StratumAnswers> strata)
    {
        var asked = strata.Where(s => s.Asked > 0).ToList();
        return asked.Sum(s => s.Values.Count) == 0
            ? []
            :
            [
                .. Neighbours
                    .Join(
                        asked.Select(s => new Joined<StratumAnswers>(s.Stratum, [s])),
                        g => g.Members.Sum(s => s.Values.Count) < LeastAnswers
                    )
                    .Select(Group),
            ];
    }

    private static WeightedGroup Group(Joined<StratumAnswers> joined)
    {
        var cases = joined.Members.Sum(s => s.Cases);
        var reached = joined.Members.Sum(s => s.Values.Count * s.DesignWeight);
        return new(
            joined.Key,
            [.. joined.Members.Select(s => s.Stratum)],
            cases,
            joined.Members.Sum(s => s.Asked),
            [
                .. joined.Members.SelectMany(s =>
                    s.Values.Order().Select(v => (v, s.DesignWeight * cases / reached))
                ),
            ]
        );
    }
}
