using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Scoring;

/// <summary>A quarter or a whole year.</summary>
/// <param name="Quarter">1 to 4; none: the year.</param>
public readonly record struct ScoringPeriod(int Year, int? Quarter)
{
    public DateOnly From => new(Year, ((Quarter ?? 1) - 1) * 3 + 1, 1);

    /// <summary>The last day.</summary>
    public DateOnly To => From.AddMonths(Quarter is null ? 12 : 3).AddDays(-1);
}

/// <summary>Work with its points by index; none where the index does not look at it.</summary>
public sealed record ScoredWork(IReadOnlyDictionary<int, int> Points, long Count);

/// <summary>A dossier with its points.</summary>
public sealed record ScoredDossier(HandledDossier Dossier, IReadOnlyDictionary<int, int> Points);

/// <summary>The indices of a unit or an officer.</summary>
/// <param name="Indices">By number; an index without data is missing.</param>
/// <param name="Behind">By number of the index: how many dossiers it is the mean of.</param>
/// <param name="Dossiers">All that were finished.</param>
public sealed record NineScore(
    IReadOnlyDictionary<int, decimal> Indices,
    IReadOnlyDictionary<int, long> Behind,
    long Dossiers
)
{
    /// <summary>Somebody rated a dossier or said something of conduct about one. Without it there is no score: silence is none.</summary>
    public bool IsSpokenOf => Indices.ContainsKey(7);

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

/// <summary>Dossiers about which somebody said something of conduct; true: it is founded. Which body handles the feedback, and when it was answered, does not matter.</summary>
public sealed record ConductVoices(IReadOnlyDictionary<Guid, bool> ByDossier)
{
    public static readonly ConductVoices None = new(new Dictionary<Guid, bool>());
}

/// <summary>How a body answered within a period, as it stood at its end.</summary>
public sealed record AnswerTally(int All, int OnTime, bool AnyProlonged)
{
    public static readonly AnswerTally None = new(0, 0, false);
}

/// <summary>Scores from facts in hand. Pure.</summary>
public static class NineScoring
{
    public static UnitScore OfUnit(
        Unit unit,
        IReadOnlyList<ScoredWork> work,
        OneStopFacts? facts,
        AnswerTally answers,
        DateOnly day
    )
    {
        var (indices, behind) = OfWork(work);
        if (facts is not null)
        {
            // Which desk appraised and approved is not recorded, so nothing counts as done on the spot: 0 or 1.
            Put(5, NineCriteria.OneStop(unit.Level, facts.Procedures, facts.AtOneStop, 0, day));
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

        // Index 6 is left out: whether the lists hang on the wall nobody records.
        Put(8, NineCriteria.Feedback(answers.All, answers.OnTime, answers.AnyProlonged, day));
        return new UnitScore(unit.Id, new NineScore(indices, behind, work.Sum(w => w.Count)), day);

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
        IReadOnlyList<ScoredWork> work,
        DateOnly day
    )
    {
        var (indices, behind) = OfWork(work);
        return new OfficerScore(
            account,
            unit,
            new NineScore(indices, behind, work.Sum(w => w.Count)),
            day
        );
    }

    public static ScoredDossier Score(HandledDossier dossier, ConductVoices voices) =>
        voices.ByDossier.TryGetValue(dossier.Id, out var isFounded)
            ? new ScoredDossier(dossier, Points(dossier.Work, true, isFounded))
            : new ScoredDossier(dossier, Points(dossier.Work, false, false));

    /// <summary>
    /// The points of one dossier: a part of a co-operating body is judged for its time alone, attitude where somebody spoke, and no time
    /// where there was no limit.
    /// </summary>
    /// <param name="isSpokenOf">There is feedback about conduct.</param>
    public static IReadOnlyDictionary<int, int> Points(
        HandledWork work,
        bool isSpokenOf,
        bool isFounded
    )
    {
        var points = new Dictionary<int, int>();
        if (work.IsTimed)
        {
            points[2] = NineCriteria.Time(work.Early);
        }

        if (work.IsPart)
        {
            return points;
        }

        if (work.IsTimed)
        {
            points[1] = NineCriteria.Time(work.Early);
        }

        points[3] = NineCriteria.Contacts(work.Contacts);
        points[4] = NineCriteria.Bodies(work.Bodies);
        if (isFounded || (work.IsRated || isSpokenOf) && work.IsTimed)
        {
            points[7] = NineCriteria.Attitude(work.Early, isFounded);
        }

        return points;
    }

    private static (Dictionary<int, decimal> Indices, Dictionary<int, long> Behind) OfWork(
        IReadOnlyList<ScoredWork> work
    )
    {
        var (indices, behind) = (new Dictionary<int, decimal>(), new Dictionary<int, long>());
        foreach (var index in NineCriteria.OfOfficer)
        {
            var (sum, count) = (0L, 0L);
            foreach (var one in work)
            {
                if (one.Points.TryGetValue(index, out var points))
                {
                    sum += points * one.Count;
                    count += one.Count;
                }
            }

            if (NineCriteria.Index(sum, count) is { } value)
            {
                (indices[index], behind[index]) = (value, count);
            }
        }

        return (indices, behind);
    }
}

/// <summary>
/// One matter of feedback told by its events up to a day: who had it, and each answer with the limit that then held. A later
/// re-opening, prolonging or passing on changes no past period. Pure.
/// </summary>
public sealed class AnswerStory
{
    private readonly List<(DateOnly By, DateOnly? Answered, bool Prolonged)> rounds = [];
    private DateOnly? by;
    private bool prolonged;
    private string? state;

    /// <summary>The body that had it at the end of the day; none before it came in.</summary>
    public Guid? UnitId { get; private set; }

    /// <param name="type">Of the event.</param>
    /// <param name="set">What it changed.</param>
    public void Tell(string type, IReadOnlyDictionary<string, string?> set)
    {
        if (set.TryGetValue("unit", out var unit) && Guid.TryParse(unit, out var id))
        {
            UnitId = id;
        }

        if (set.TryGetValue("resolve-by", out var limit) && Day(limit) is { } until)
        {
            by = until;
        }

        prolonged = set.TryGetValue("prolonged", out var longer) ? longer is not null : prolonged;
        state = set.TryGetValue("state", out var now) ? now : state;
        if (
            type == AnswerType
            && set.TryGetValue("answered", out var told)
            && Day(told) is { } answered
            && by is { } due
        )
        {
            rounds.Add((due, answered, prolonged));
        }
    }

    /// <summary>The answers that were given or fell due in the days. What waits for its sender or was refused is owed by nobody.</summary>
    public IEnumerable<(bool OnTime, bool Prolonged)> Within(DateOnly from, DateOnly to)
    {
        List<(DateOnly By, DateOnly? Answered, bool Prolonged)> all = [.. rounds];
        if (
            by is { } due
            && state
                is nameof(FeedbackState.New)
                    or nameof(FeedbackState.Checking)
                    or nameof(FeedbackState.Transferred)
                    or nameof(FeedbackState.Processing)
        )
        {
            all.Add((due, null, prolonged));
        }

        return all.Where(r => r.Answered >= from && r.Answered <= to || r.By >= from && r.By <= to)
            .Select(r => (OnTime: r.Answered <= r.By, r.Prolonged));
    }

    private const string AnswerType = "answer";

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
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
        var last = Last(period, today);
        var tree = await directory.GetAsync(cancellation);
        var work = (await WorkAsync(period.From, last, units, null, cancellation)).ToLookup(
            w => w.Work.UnitId,
            w => w.Scored
        );
        var facts = await records.FactsAsync(period.From, last, units, cancellation);
        var answers = await AnswersAsync(period.From, last, units, cancellation);
        return
        [
            .. units
                .Where(u =>
                    facts.TryGetValue(u, out var one) && one.Received > 0
                    || work[u].Any()
                    || answers.ContainsKey(u)
                )
                .Select(u =>
                    NineScoring.OfUnit(
                        tree[u],
                        [.. work[u]],
                        facts.GetValueOrDefault(u),
                        answers.GetValueOrDefault(u, AnswerTally.None),
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
        var last = Last(period, today);
        return
        [
            .. (await WorkAsync(period.From, last, units, only, cancellation))
                .Where(w => w.Work.OfficerId is not null)
                .GroupBy(w => (Officer: w.Work.OfficerId!.Value, w.Work.UnitId))
                .OrderBy(g => g.Key.Officer)
                .Select(g =>
                    NineScoring.OfOfficer(
                        g.Key.Officer,
                        g.Key.UnitId,
                        [.. g.Select(w => w.Scored)],
                        last
                    )
                ),
        ];
    }

    /// <summary>The dossiers of one unit behind an index, the worst first.</summary>
    public async Task<IReadOnlyList<ScoredDossier>> BehindAsync(
        ScoringPeriod period,
        Guid unit,
        int index,
        int most,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var voices = await ConductAsync(cancellation);
        var handled = await records.HandledAsync(
            period.From,
            Last(period, today),
            new HashSet<Guid> { unit },
            null,
            null,
            cancellation
        );
        return
        [
            .. handled
                .Select(d => NineScoring.Score(d, voices))
                .Where(d => d.Points.ContainsKey(index))
                .OrderBy(d => d.Points[index])
                .ThenBy(d => d.Dossier.Code, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static DateOnly Last(ScoringPeriod period, DateOnly today) =>
        today < period.To ? today : period.To;

    /// <summary>Counted by the database, but for the few dossiers about which somebody said something.</summary>
    private async Task<List<(HandledWork Work, ScoredWork Scored)>> WorkAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer,
        CancellationToken cancellation
    )
    {
        var voices = await ConductAsync(cancellation);
        Guid[] spoken = [.. voices.ByDossier.Keys];
        var counted = await records.CountAsync(from, to, units, officer, spoken, cancellation);
        var single =
            spoken.Length == 0
                ? []
                : await records.HandledAsync(from, to, units, officer, spoken, cancellation);
        return
        [
            .. counted.Select(w =>
                (w, new ScoredWork(NineScoring.Points(w, false, false), w.Count))
            ),
            .. single.Select(d =>
                (d.Work, new ScoredWork(NineScoring.Score(d, voices).Points, 1L))
            ),
        ];
    }

    /// <summary>Refused feedback says nothing of attitude. It counts in the period in which its dossier was closed, whenever it came.</summary>
    private async Task<ConductVoices> ConductAsync(CancellationToken cancellation) =>
        new(
            (
                await db.Set<Feedback>()
                    .AsNoTracking()
                    .Where(f =>
                        f.DossierId != null
                        && f.Kind == FeedbackKind.Conduct
                        && f.State != FeedbackState.Refused
                    )
                    .Select(f => new { Dossier = f.DossierId!.Value, f.IsFounded })
                    .ToListAsync(cancellation)
            )
                .GroupBy(f => f.Dossier)
                .ToDictionary(g => g.Key, g => g.Any(f => f.IsFounded == true))
        );

    /// <summary>How the bodies answered, told from the events up to the last day.</summary>
    private async Task<Dictionary<Guid, AnswerTally>> AnswersAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. units];
        var end = VietnamTime.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var events = db.Set<HistoryEvent>().Where(e => e.Chain == Feedback.Chain);
        // What is over and had no act since the period began can say nothing of it.
        var matters = db.Set<Feedback>()
            .Where(f => f.ReceivedOn <= to)
            .Where(f =>
                EF.Parameter(ids).Contains(f.UnitId)
                || events.Any(e => e.SubjectId == f.Id && e.Type == TransferType && e.At >= end)
            )
            .Where(f =>
                f.State != FeedbackState.Refused && (f.AnsweredOn == null || f.AnsweredOn >= from)
                || f.Reopened > 0
                || f.ResolveBy >= from
                || events.Any(e => e.SubjectId == f.Id && e.Type == RefuseType && e.At >= end)
            )
            .Select(f => f.Id);
        var told = await events
            .Where(e => e.At < end && matters.Contains(e.SubjectId))
            .OrderBy(e => e.SubjectId)
            .ThenBy(e => e.Sequence)
            .Select(e => new
            {
                e.SubjectId,
                e.Type,
                e.Payload,
            })
            .ToListAsync(cancellation);
        var tallies = new Dictionary<Guid, AnswerTally>();
        foreach (var matter in told.GroupBy(e => e.SubjectId))
        {
            var story = new AnswerStory();
            foreach (var one in matter)
            {
                story.Tell(one.Type, EventPayload.Read(one.Payload).Set);
            }

            if (story.UnitId is not { } unit || !units.Contains(unit))
            {
                continue;
            }

            foreach (var (onTime, prolonged) in story.Within(from, to))
            {
                var before = tallies.GetValueOrDefault(unit, AnswerTally.None);
                tallies[unit] = new AnswerTally(
                    before.All + 1,
                    before.OnTime + (onTime ? 1 : 0),
                    before.AnyProlonged || prolonged
                );
            }
        }

        return tallies;
    }

    private const string TransferType = "transfer";
    private const string RefuseType = "refuse";
}
