using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.Oversight.Voices.Scoring;

/// <summary>A quarter or a whole year.</summary>
/// <param name="Quarter">1 to 4; none: the year.</param>
public readonly record struct ScoringPeriod(int Year, int? Quarter)
{
    public DateOnly From => new(Year, ((Quarter ?? 1) - 1) * 3 + 1, 1);

    /// <summary>The last day.</summary>
    public DateOnly To => From.AddMonths(Quarter is null ? 12 : 3).AddDays(-1);
}

/// <summary>A dossier with its points by index; none where the index does not look at it.</summary>
public sealed record ScoredDossier(HandledDossier Dossier, IReadOnlyDictionary<int, int> Points);

/// <summary>The indices of a unit or an officer, with the dossiers behind them.</summary>
/// <param name="Indices">By number; an index without data is missing.</param>
/// <param name="IsSpokenOf">Somebody rated or said something. Without it there is no score: silence is none.</param>
public sealed record NineScore(
    IReadOnlyDictionary<int, decimal> Indices,
    IReadOnlyList<ScoredDossier> Dossiers,
    bool IsSpokenOf
)
{
    /// <summary>None: not scored.</summary>
    public decimal? Total =>
        IsSpokenOf ? NineCriteria.Total(Indices.Values.Select(v => (decimal?)v)) : null;
}

public sealed record UnitScore(Guid UnitId, NineScore Score, DateOnly Day)
{
    public UnitClass? Class => Score.Total is { } total ? NineCriteria.ClassOf(total, Day) : null;
}

public sealed record OfficerScore(Guid AccountId, Guid UnitId, NineScore Score, DateOnly Day)
{
    public DutyShare? Duty => Score.Total is { } total ? NineCriteria.DutyOf(total, Day) : null;
}

/// <summary>What is said about a unit within a period.</summary>
/// <param name="Founded">Dossiers with founded feedback about misconduct.</param>
/// <param name="SpokenOf">Dossiers about which there is any feedback.</param>
public sealed record UnitVoices(
    IReadOnlySet<Guid> Founded,
    IReadOnlySet<Guid> SpokenOf,
    int All,
    int OnTime,
    bool AnyProlonged
)
{
    public static readonly UnitVoices None = new(
        new HashSet<Guid>(),
        new HashSet<Guid>(),
        0,
        0,
        false
    );
}

/// <summary>Scores from facts in hand. Pure.</summary>
public static class NineScoring
{
    public static UnitScore OfUnit(
        Unit unit,
        IReadOnlyList<HandledDossier> dossiers,
        OneStopFacts? facts,
        UnitVoices voices,
        DateOnly day
    )
    {
        var scored = dossiers.Select(d => Score(d, voices)).ToList();
        var indices = OfDossiers(scored);
        if (facts is not null)
        {
            Put(
                5,
                NineCriteria.OneStop(
                    unit.Level,
                    facts.Procedures,
                    facts.AtOneStop,
                    OnTheSpot(dossiers),
                    day
                )
            );
            // The catalogue of this product is public; whether a list hangs on the wall nobody records.
            Put(6, facts.Procedures > 0 ? NineCriteria.Publication(false, true) : null);
            Put(
                9,
                NineCriteria.Online(
                    facts.Procedures,
                    facts.Online,
                    facts.Received,
                    facts.ReceivedOnline,
                    facts.OnlineLate,
                    day
                )
            );
        }

        Put(8, NineCriteria.Feedback(voices.All, voices.OnTime, voices.AnyProlonged, day));
        return new UnitScore(
            unit.Id,
            new NineScore(
                indices,
                scored,
                indices.ContainsKey(7) || voices.All > 0 && indices.ContainsKey(1)
            ),
            day
        );

        void Put(int index, int? points)
        {
            if (points is { } value)
            {
                indices[index] = value;
            }
        }
    }

    public static OfficerScore OfOfficer(
        Guid account,
        Guid unit,
        IReadOnlyList<HandledDossier> dossiers,
        UnitVoices voices,
        DateOnly day
    )
    {
        var scored = dossiers.Select(d => Score(d, voices)).ToList();
        var indices = OfDossiers(scored);
        return new OfficerScore(
            account,
            unit,
            new NineScore(indices, scored, indices.ContainsKey(7)),
            day
        );
    }

    /// <summary>The points of one dossier: a part of a co-operating body is judged for its time alone, attitude where somebody spoke.</summary>
    public static ScoredDossier Score(HandledDossier dossier, UnitVoices voices)
    {
        var points = new Dictionary<int, int> { [2] = NineCriteria.Time(dossier.Early) };
        if (!dossier.IsPart)
        {
            points[1] = NineCriteria.Time(dossier.Early);
            points[3] = NineCriteria.Contacts(dossier.Contacts);
            points[4] = NineCriteria.Bodies(dossier.Bodies);
            if (dossier.IsRated || voices.SpokenOf.Contains(dossier.Id))
            {
                points[7] = NineCriteria.Attitude(
                    dossier.Early,
                    voices.Founded.Contains(dossier.Id)
                );
            }
        }

        return new ScoredDossier(dossier, points);
    }

    public static Dictionary<int, decimal> OfDossiers(IReadOnlyList<ScoredDossier> scored)
    {
        var indices = new Dictionary<int, decimal>();
        foreach (var index in NineCriteria.OfOfficer)
        {
            List<int> points =
            [
                .. scored.Where(s => s.Points.ContainsKey(index)).Select(s => s.Points[index]),
            ];
            if (NineCriteria.Index(points) is { } value)
            {
                indices[index] = value;
            }
        }

        return indices;
    }

    /// <summary>Procedures all of whose dossiers in the period never left the one-stop unit.</summary>
    private static int OnTheSpot(IReadOnlyList<HandledDossier> dossiers) =>
        dossiers
            .Where(d => !d.IsPart)
            .GroupBy(d => d.ProcedureId)
            .Count(g => g.All(d => d.IsOnTheSpot));
}

/// <summary>Reads the facts of a period and scores units and officers by them. Nothing is stored and nothing typed.</summary>
public sealed class NineScores(ThuocDoDb db, IScoringRecords records, UnitDirectory directory)
{
    public async Task<IReadOnlyList<UnitScore>> UnitsAsync(
        ScoringPeriod period,
        IReadOnlySet<Guid> units,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var last = today < period.To ? today : period.To;
        var tree = await directory.GetAsync(cancellation);
        var dossiers = (
            await records.HandledAsync(period.From, last, units, cancellation)
        ).ToLookup(d => d.UnitId);
        var facts = await records.FactsAsync(period.From, last, units, cancellation);
        var voices = await VoicesAsync(period.From, last, units, cancellation);
        return
        [
            .. units
                .Where(u =>
                    facts.TryGetValue(u, out var one) && one.Received > 0
                    || dossiers[u].Any()
                    || voices.ContainsKey(u)
                )
                .Select(u =>
                    NineScoring.OfUnit(
                        tree[u],
                        [.. dossiers[u]],
                        facts.GetValueOrDefault(u),
                        voices.GetValueOrDefault(u, UnitVoices.None),
                        last
                    )
                ),
        ];
    }

    /// <summary>The officers who finished dossiers of the units.</summary>
    /// <param name="only">One officer; none: all.</param>
    public async Task<IReadOnlyList<OfficerScore>> OfficersAsync(
        ScoringPeriod period,
        IReadOnlySet<Guid> units,
        Guid? only,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var last = today < period.To ? today : period.To;
        var voices = await VoicesAsync(period.From, last, units, cancellation);
        return
        [
            .. (await records.HandledAsync(period.From, last, units, cancellation))
                .Where(d => d.OfficerId is not null && (only is null || d.OfficerId == only))
                .GroupBy(d => (Officer: d.OfficerId!.Value, d.UnitId))
                .OrderBy(g => g.Key.Officer)
                .Select(g =>
                    NineScoring.OfOfficer(
                        g.Key.Officer,
                        g.Key.UnitId,
                        [.. g],
                        voices.GetValueOrDefault(g.Key.UnitId, UnitVoices.None),
                        last
                    )
                ),
        ];
    }

    /// <summary>Feedback that fell due or was answered in the days; refused and unfounded ones say nothing of attitude.</summary>
    private async Task<Dictionary<Guid, UnitVoices>> VoicesAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. units];
        var rows = await db.Set<Feedback>()
            .AsNoTracking()
            .Where(f => EF.Parameter(ids).Contains(f.UnitId) && f.State != FeedbackState.Refused)
            .Where(f => f.ReceivedOn <= to && (f.AnsweredOn == null || f.AnsweredOn >= from))
            .Select(f => new
            {
                f.UnitId,
                f.DossierId,
                f.Kind,
                f.IsFounded,
                f.AnsweredOn,
                f.ResolveBy,
                f.WasProlonged,
            })
            .ToListAsync(cancellation);
        return rows.GroupBy(f => f.UnitId)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    var counted = g.Where(f =>
                            f.AnsweredOn >= from && f.AnsweredOn <= to
                            || f.ResolveBy >= from && f.ResolveBy <= to
                        )
                        .ToList();
                    return new UnitVoices(
                        g.Where(f =>
                                f
                                    is {
                                        Kind: FeedbackKind.Conduct,
                                        IsFounded: true,
                                        DossierId: not null,
                                    }
                            )
                            .Select(f => f.DossierId!.Value)
                            .ToHashSet(),
                        g.Where(f => f.DossierId is not null)
                            .Select(f => f.DossierId!.Value)
                            .ToHashSet(),
                        counted.Count,
                        counted.Count(f => f.AnsweredOn <= f.ResolveBy && f.AnsweredOn <= to),
                        counted.Any(f => f.WasProlonged)
                    );
                }
            );
    }
}
