using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Accountability;

/// <summary>What was counted while somebody held the post of head.</summary>
/// <param name="IsComplete">All its days are over: it can be answered.</param>
public sealed record HeadCard(HeldTerm Held, IReadOnlyList<ScoreLine> Lines, bool IsComplete);

/// <summary>Reads cards from all sources of lines. Heads of one unit in the same days share what was counted.</summary>
public sealed class CardReader(IEnumerable<IScoreSource> sources, Clock clock)
{
    public async Task<HeadCard> ReadAsync(HeldTerm held, CancellationToken cancellation) =>
        (await ReadAsync([held], cancellation))[0];

    public async Task<IReadOnlyList<HeadCard>> ReadAsync(
        IReadOnlyList<HeldTerm> held,
        CancellationToken cancellation
    )
    {
        var questions = held.Select(Question).Distinct().ToList();
        var lines = questions.ToDictionary(q => q, _ => new List<ScoreLine>());
        foreach (var source in sources.OrderBy(s => s.Order))
        {
            var read = await source.ReadAsync(questions, cancellation);
            foreach (var (question, more) in questions.Zip(read))
            {
                lines[question].AddRange(more);
            }
        }

        return [.. held.Select(h => new HeadCard(h, lines[Question(h)], h.Days.To <= clock.Today))];
    }

    private static ScoreQuestion Question(HeldTerm held) =>
        new(held.Unit.Id, held.Days.From, held.Days.To);
}
