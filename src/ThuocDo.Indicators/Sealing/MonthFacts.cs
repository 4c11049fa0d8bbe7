using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>What a subject contributes to a unit in a month, net of what was taken back.</summary>
public sealed record Contribution(
    Guid UnitId,
    Guid SubjectId,
    FactKind Kind,
    long Traits,
    long Count
);

/// <summary>The facts of one month recorded below a horizon, and the head of each subject's history there.</summary>
public sealed class MonthFacts
{
    /// <summary>The horizon that leaves nothing out: a month as it is known now.</summary>
    public const long Now = long.MaxValue;

    private const int SubjectsAtOnce = 2_000;

    private static readonly FactKind[] Kinds = Enum.GetValues<FactKind>();

    private MonthFacts(
        DateOnly month,
        IReadOnlyList<Contribution> contributions,
        IReadOnlyDictionary<Guid, byte[]> heads
    )
    {
        Month = month;
        Contributions = contributions;
        Heads = heads;
    }

    public DateOnly Month { get; }
    public IReadOnlyList<Contribution> Contributions { get; }
    public IReadOnlyDictionary<Guid, byte[]> Heads { get; }

    public static async Task<MonthFacts> LoadAsync(
        ThuocDoDb db,
        DateOnly month,
        long horizon,
        CancellationToken cancellation
    )
    {
        var contributions = await (
            from fact in Of(db, month)
            join e in db.Set<HistoryEvent>() on fact.EventId equals e.Id
            where e.Position < horizon
            group fact by new
            {
                fact.UnitId,
                fact.SubjectId,
                fact.Kind,
                fact.Traits,
            } into g
            where g.Sum(f => (long)f.Count) != 0
            select new Contribution(
                g.Key.UnitId,
                g.Key.SubjectId,
                g.Key.Kind,
                g.Key.Traits,
                g.Sum(f => (long)f.Count)
            )
        ).ToListAsync(cancellation);
        var heads = new Dictionary<Guid, byte[]>();
        foreach (
            var subjects in contributions
                .Select(c => c.SubjectId)
                .Distinct()
                .Order()
                .Chunk(SubjectsAtOnce)
        )
        {
            await AddHeadsAsync(db, subjects, horizon, heads, cancellation);
        }

        return new MonthFacts(month, contributions, heads);
    }

    /// <summary>
    /// The facts of a month. Units and kinds are named so that the index over unit, kind and day serves, which begins
    /// with the unit because the pages ask for one.
    /// </summary>
    internal static IQueryable<Fact> Of(ThuocDoDb db, DateOnly month)
    {
        var after = month.AddMonths(1);
        return db.Set<Fact>()
            .Where(f =>
                db.Set<Unit>().Select(u => u.Id).Contains(f.UnitId)
                && Kinds.Contains(f.Kind)
                && f.Day >= month
                && f.Day < after
            );
    }

    private static async Task AddHeadsAsync(
        ThuocDoDb db,
        Guid[] subjects,
        long horizon,
        Dictionary<Guid, byte[]> heads,
        CancellationToken cancellation
    )
    {
        var sequences = new Dictionary<Guid, int>();
        await foreach (
            var e in db.Set<HistoryEvent>()
                .Where(e => EF.Parameter(subjects).Contains(e.SubjectId) && e.Position < horizon)
                .Select(e => new
                {
                    e.SubjectId,
                    e.Sequence,
                    e.Hash,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            if (e.Sequence > sequences.GetValueOrDefault(e.SubjectId))
            {
                sequences[e.SubjectId] = e.Sequence;
                heads[e.SubjectId] = e.Hash;
            }
        }
    }
}
