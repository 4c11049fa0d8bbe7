using System.Collections.Concurrent;
using System.Globalization;
using ThuocDo.Indicators.Surveys.Rules;

namespace ThuocDo.Indicators.Surveys;

/// <summary>
/// Keeps how fragile the ranks of a closed round are: its answers change no more, and thousands of resamples for each view would be
/// the slowest page of all.
/// </summary>
public sealed class FragilityMemo
{
    private const int Most = 32;

    private readonly ConcurrentDictionary<string, Fragility> kept = new();

    /// <param name="past">Values of earlier rounds, which may move the ends of scales.</param>
    public Fragility Of(
        SurveyRound round,
        SurveyBodyGroup group,
        IEnumerable<DdciValue> past,
        Func<Fragility> find
    )
    {
        var key = string.Join(
            '\n',
            past.Select(v =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{v.Year} {v.Body} {v.Criterion} {v.Value}"
                    )
                )
                .Prepend($"{round.Id:N} {round.Version:N} {group}")
        );
        if (kept.TryGetValue(key, out var known))
        {
            return known;
        }

        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        return kept[key] = find();
    }
}
