using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>Addresses of self-scoring.</summary>
public static class ParLinks
{
    public const string List = "/chi-so/par/tu-cham";
    public const string Open = List + "/mo";

    public static string Sheet(Guid id) => Of(List, id);

    public static string Data(Guid id) => Sheet(id) + "/bang.csv";

    public static string WhatIf(Guid id) => Sheet(id) + "/neu";

    public static string Criterion(Guid id, string code) => $"{Sheet(id)}/tieu-chi/{code}";

    public static string Desk(Guid round) => Of("/chi-so/par/tham-dinh", round);

    public static string Ranking(Guid round) => Of("/chi-so/par/xep-hang", round);

    public static string RankingData(Guid round) => Ranking(round) + "/bang.csv";

    private static string Of(string place, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}/{id:D}");
}

/// <summary>A round with the sheets that a person may see.</summary>
/// <param name="IsAppraiser">Whether the person runs it.</param>
public sealed record ParFolder(ParRound Round, IReadOnlyList<ParSheet> Sheets, bool IsAppraiser);

/// <summary>A sheet with everything in it, as of a day.</summary>
public sealed class ParBook
{
    public ParBook(
        ParRound round,
        ParSheet sheet,
        IReadOnlyList<ParScore> scores,
        IReadOnlyList<ParEvidence> evidence,
        IReadOnlyList<ParImprovement> measures,
        DateOnly today,
        CriterionTree? tree = null
    )
    {
        (Round, Sheet, Evidence, Measures, Today) = (round, sheet, evidence, measures, today);
        Tree = tree ?? CriterionFile.Kept(round.Criteria);
        Scores = scores.ToDictionary(s => s.Code);
        Self = SheetScore.Of(Tree, Inputs, round.Year, today);
        Counted = SheetScore.OfPoints(
            Tree,
            scores.ToDictionary(s => s.Code, s => s.Counted),
            scores.Where(s => s.LeavesOut).Select(s => s.Code).ToHashSet()
        );
        First = SheetScore.OfPoints(
            Tree,
            scores.ToDictionary(s => s.Code, s => s.Proposed ?? s.Self),
            scores.Where(s => s.LeftOutFirst).Select(s => s.Code).ToHashSet()
        );
    }

    public ParRound Round { get; }
    public ParSheet Sheet { get; }
    public DateOnly Today { get; }

    /// <summary>Of whoever looks at it.</summary>
    public ParStanding Standing { get; init; } = ParStanding.None;
    public CriterionTree Tree { get; }
    public IReadOnlyDictionary<string, ParScore> Scores { get; }
    public IReadOnlyList<ParEvidence> Evidence { get; }
    public IReadOnlyList<ParImprovement> Measures { get; }

    /// <summary>By the inputs of the body, with what can still be won.</summary>
    public SheetScore Self { get; }

    /// <summary>After the first appraisal.</summary>
    public SheetScore First { get; }

    /// <summary>By what counts now.</summary>
    public SheetScore Counted { get; }

    public Dictionary<string, ScoreInput> Inputs =>
        Scores.Values.ToDictionary(s => s.Code, s => s.Inputs);

    /// <summary>Duties with a day that nobody has recorded yet, by day.</summary>
    public IReadOnlyList<(Criterion Criterion, DateOnly Due)> Duties =>
        [
            .. Tree
                .Leaves.Where(c => c.Due is not null)
                .Where(c =>
                    Scores.GetValueOrDefault(c.Code) is not { } score || score.Inputs.IsEmpty
                )
                .Select(c => (c, c.DueIn(Round.Year)!.Value))
                .OrderBy(d => d.Value),
        ];

    /// <summary>
    /// Points of domains that hold a survey cannot be more than is left beside it: 61.5 of 83.5 in the table of Decision 876.
    /// </summary>
    /// <returns>What was given, and what is left; none where it fits.</returns>
    public static (decimal Given, decimal Left)? Excess(CriterionTree tree, SheetScore score)
    {
        if (tree.Held.Count == 0)
        {
            return null;
        }

        var held = tree.Held.Select(code => tree.Find(code)!).ToList();
        var given = held.Sum(c => score[c.Code].Points ?? 0);
        var left = held.Sum(c => c.Max) - tree.Roots.Where(c => c.Within.Count > 0).Sum(c => c.Max);
        return given > left ? (given, left) : null;
    }

    /// <summary>Criteria, bonus apart, that still have no points that count.</summary>
    public IEnumerable<Criterion> Missing =>
        Tree.Leaves.Where(c =>
            c.Rule is not BonusRule
            && Scores.GetValueOrDefault(c.Code)
                is not ({ LeavesOut: true } or { Counted: not null })
        );

    /// <summary>The weakest first: criteria that lost points, by how many.</summary>
    public IEnumerable<(Criterion Criterion, decimal Missing)> Weak =>
        Tree
            .Leaves.Where(c => c.Rule is not BonusRule)
            .Select(c =>
                (
                    c,
                    c.Max
                        - (
                            Counted[c.Code].Points
                            ?? (Scores.GetValueOrDefault(c.Code)?.LeavesOut == true ? c.Max : 0)
                        )
                )
            )
            .Where(w => w.Item2 > 0)
            .OrderByDescending(w => w.Item2);
}

/// <summary>One body in a ranking.</summary>
/// <param name="Points">To two decimals, as printed; none while a survey or a score is missing.</param>
public sealed record ParPlace(
    ParSheet Sheet,
    string Name,
    decimal? Points,
    int? Rank,
    IndexGroup? Group
);

/// <param name="Points">Which points it set, by the name of the field.</param>
public sealed record ParAct(
    DateTime At,
    string? Who,
    string Type,
    IReadOnlyList<(string Field, decimal Points)> Points
);

/// <summary>Rounds and sheets of the own units; whoever follows a body that ended sees its sheets too.</summary>
public sealed class ParShelf(ThuocDoDb db, UnitDirectory directory, ICurrentUser user, Clock clock)
{
    public const int MostRounds = 40;

    public async Task<IReadOnlyList<ParFolder>> ListAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var sheets = (await db.Set<ParSheet>().AsNoTracking().ToListAsync(cancellation))
            .Where(s => Sees(tree, s.UnitId))
            .ToLookup(s => s.RoundId);
        // The last rounds of this person, not of everybody. Tables are long: they are read of those alone.
        var ids = (
            await db.Set<ParRound>()
                .OrderByDescending(r => r.Year)
                .ThenBy(r => r.Kind)
                .ThenBy(r => r.Id)
                .Select(r => new { r.Id, r.UnitId })
                .ToListAsync(cancellation)
        )
            .Where(r => sheets.Contains(r.Id) || Sees(tree, r.UnitId))
            .Take(MostRounds)
            .Select(r => r.Id)
            .ToArray();
        var rounds = await db.Set<ParRound>()
            .AsNoTracking()
            .Where(r => EF.Parameter(ids).Contains(r.Id))
            .OrderByDescending(r => r.Year)
            .ThenBy(r => r.Kind)
            .ThenBy(r => r.Id)
            .ToListAsync(cancellation);
        return
        [
            .. rounds.Select(r => new ParFolder(
                r,
                Sorted(tree, sheets[r.Id]),
                ParRights.IsAppraiser(user, tree, r, clock.Today)
            )),
        ];
    }

    /// <returns>None where there is no such round, or nothing of it for this person.</returns>
    public async Task<ParFolder?> RoundAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<ParRound>()
                .AsNoTracking()
                .FirstOrDefaultAsync(r => r.Id == id, cancellation)
            is not { } round
        )
        {
            return null;
        }

        var tree = await directory.GetAsync(cancellation);
        var all = await db.Set<ParSheet>()
            .AsNoTracking()
            .Where(s => s.RoundId == id)
            .ToListAsync(cancellation);
        var seen = all.Where(s => Sees(tree, s.UnitId)).ToList();
        return seen.Count > 0 || Sees(tree, round.UnitId)
            ? new(round, Sorted(tree, seen), ParRights.IsAppraiser(user, tree, round, clock.Today))
            : null;
    }

    /// <returns>None where there is no such sheet, or not for this person.</returns>
    public async Task<ParBook?> BookAsync(Guid id, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return
            await db.Set<ParSheet>()
                .AsNoTracking()
                .FirstOrDefaultAsync(s => s.Id == id, cancellation)
                is { } sheet
            && Sees(tree, sheet.UnitId)
            ? (
                await BooksAsync(
                    await db.Set<ParRound>()
                        .AsNoTracking()
                        .SingleAsync(r => r.Id == sheet.RoundId, cancellation),
                    [sheet],
                    cancellation
                )
            )[0]
            : null;
    }

    public async Task<IReadOnlyList<ParBook>> BooksAsync(
        ParRound round,
        IReadOnlyList<ParSheet> sheets,
        CancellationToken cancellation
    )
    {
        var ids = sheets.Select(s => s.Id).ToArray();
        var scores = (
            await db.Set<ParScore>()
                .AsNoTracking()
                .Where(s => EF.Parameter(ids).Contains(s.SheetId))
                .ToListAsync(cancellation)
        ).ToLookup(s => s.SheetId);
        var evidence = (
            await db.Set<ParEvidence>()
                .AsNoTracking()
                .Where(e => EF.Parameter(ids).Contains(e.SheetId))
                .OrderBy(e => e.Id)
                .ToListAsync(cancellation)
        ).ToLookup(e => e.SheetId);
        var measures = (
            await db.Set<ParImprovement>()
                .AsNoTracking()
                .Where(m => EF.Parameter(ids).Contains(m.SheetId))
                .OrderBy(m => m.DueOn)
                .ToListAsync(cancellation)
        ).ToLookup(m => m.SheetId);
        var (tree, criteria) = (
            await directory.GetAsync(cancellation),
            CriterionFile.Kept(round.Criteria)
        );
        var books = new List<ParBook>();
        foreach (var sheet in sheets)
        {
            var isAppraiser = ParRights.IsAppraiser(user, tree, round, clock.Today);
            books.Add(
                new(
                    round,
                    sheet,
                    [
                        .. scores[sheet.Id]
                            .Select(s =>
                                isAppraiser ? s : s.Shown(IsFirstOut(sheet), IsSecondOut(round))
                            ),
                    ],
                    [.. evidence[sheet.Id]],
                    [.. measures[sheet.Id]],
                    clock.Today,
                    criteria
                )
                {
                    Standing = new(
                        ParRights.IsScorer(user, tree, round, sheet, clock.Today),
                        isAppraiser,
                        // Of one sheet; in a list nobody appraises.
                        isAppraiser
                            && sheets.Count == 1
                            && await ParRights.IsOwnAsync(
                                db,
                                user,
                                tree,
                                round,
                                sheet,
                                criteria,
                                clock.Today,
                                cancellation
                            )
                    ),
                }
            );
        }

        return books;
    }

    /// <summary>
    /// Places by points, equal points on one place. Before the results are published a body sees its own place in no list: only who runs
    /// the round sees all.
    /// </summary>
    public async Task<IReadOnlyList<ParPlace>> RankAsync(
        ParRound round,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var sheets = await db.Set<ParSheet>()
            .AsNoTracking()
            .Where(s => s.RoundId == round.Id && s.State != ParSheetState.Dropped)
            .ToListAsync(cancellation);
        if (
            round.State != ParRoundState.Published
            && !ParRights.IsAppraiser(user, tree, round, clock.Today)
        )
        {
            return [];
        }

        var books = await BooksAsync(round, sheets, cancellation);
        return Rank(books, id => tree[id].NameIn(Texts.CurrentLanguage));
    }

    private static bool IsFirstOut(ParSheet sheet) =>
        sheet.State is ParSheetState.Proposed or ParSheetState.Explained or ParSheetState.Final;

    private static bool IsSecondOut(ParRound round) => round.State != ParRoundState.Scoring;

    /// <summary>What happened to a score, the first act first. The body sees no judgement that was not sent on.</summary>
    public async Task<IReadOnlyList<ParAct>> HistoryAsync(
        ParBook book,
        Guid scoreId,
        CancellationToken cancellation
    )
    {
        var hidden = new HashSet<string>();
        if (!book.Standing.IsAppraiser && !IsFirstOut(book.Sheet))
        {
            hidden.Add("proposed");
        }

        if (!book.Standing.IsAppraiser && !IsSecondOut(book.Round))
        {
            hidden.Add("decided");
        }

        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == ParScore.Fields.Chain && e.SubjectId == scoreId)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        var people = events.Select(e => e.ActorId).OfType<Guid>().Distinct().ToArray();
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => EF.Parameter(people).Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        return
        [
            .. events
                .Where(e =>
                    e.Type != ParScore.Judged
                    || !EventPayload.Read(e.Payload).Set.Keys.Any(IsHidden)
                )
                .Select(e => new ParAct(
                    e.At,
                    e.ActorId is { } actor ? names.GetValueOrDefault(actor) : null,
                    e.Type,
                    [
                        .. EventPayload
                            .Read(e.Payload)
                            .Set.Where(s => Points.Contains(s.Key) && s.Value is not null)
                            .Select(s =>
                                (s.Key, decimal.Parse(s.Value!, CultureInfo.InvariantCulture))
                            ),
                    ]
                )),
        ];

        // A reason alone may have changed.
        bool IsHidden(string field) => hidden.Any(h => field == h || field == h + "-reason");
    }

    private static readonly string[] Points = ["self", "proposed", "decided", "rechecked"];

    public static IReadOnlyList<ParPlace> Rank(
        IReadOnlyList<ParBook> books,
        Func<Guid, string> name
    )
    {
        var totals = books.Select(Printed).ToList();
        return
        [
            .. books
                .Zip(
                    Ranking.Of(totals),
                    (book, rank) =>
                        new ParPlace(
                            book.Sheet,
                            name(book.Sheet.UnitId),
                            Printed(book),
                            rank,
                            ParIndex.GroupOf(Printed(book))
                        )
                )
                .OrderBy(p => p.Rank ?? int.MaxValue)
                .ThenBy(p => p.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    /// <summary>The total, half away from zero to two decimals; none while a criterion without bonus has no points.</summary>
    private static decimal? Printed(ParBook book) =>
        book.Sheet.State == ParSheetState.Final
        && !book.Missing.Any()
        && book.Counted.Total.Points is { } points
            ? Math.Round(points, 2, MidpointRounding.AwayFromZero)
            : null;

    private bool Sees(UnitTree tree, Guid unit) =>
        user.Can(Permissions.ParIndexView, unit)
        || tree.HeirOf(unit, clock.Today) is { } heir
            && heir.Id != unit
            && user.Can(Permissions.ParIndexView, heir.Id);

    private static IReadOnlyList<ParSheet> Sorted(UnitTree tree, IEnumerable<ParSheet> sheets) =>
        [
            .. sheets.OrderBy(
                s => tree[s.UnitId].NameIn(Texts.CurrentLanguage),
                StringComparer.Create(Formats.Sorting, false)
            ),
        ];
}
