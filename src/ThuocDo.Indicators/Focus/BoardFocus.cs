using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Registers;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Focus;

/// <summary>Under which heading of the board a condition stands.</summary>
public enum FocusGroup
{
    Failing,

    /// <summary>Holds now or is not judged yet, but its milestone or its forecast says that the target will be missed.</summary>
    AtRisk,
    Reached,
    NotMeasured,
}

/// <summary>Who holds a target back most.</summary>
/// <param name="Name">Name of the unit, or of the part of a published index.</param>
/// <param name="Unit">Key of the unit; none of a part of an index.</param>
/// <param name="Share">Its share of all that is lacking: over 0 and at most 1.</param>
/// <param name="Records">Where its own records are.</param>
/// <param name="Heads">Who answers for the unit on the day.</param>
public sealed record FocusCause(
    string Name,
    string? Unit,
    decimal Share,
    BoardPlace? Records,
    IReadOnlyList<HeadTerm> Heads
);

/// <summary>One place from which what is missing would have to come.</summary>
public sealed record FocusLever(string Name, long Records);

/// <summary>One condition as the top of the board shows it.</summary>
public sealed record FocusLine
{
    public required BoardCondition Condition { get; init; }
    public required FocusGroup Group { get; init; }
    public ConditionPath? Path { get; init; }

    /// <summary>What is missing, in percentage points, places, points or steps; positive where something is missing.</summary>
    public decimal? Missing { get; init; }

    /// <summary><see cref="Missing"/> as a part of the target: tells targets of different units apart by how far away they are.</summary>
    public decimal? Distance { get; init; }

    /// <summary>The exact gap, where the target is a share.</summary>
    public Gap? Gap { get; init; }
    public FocusCause? Cause { get; init; }

    /// <summary>How many parts lack something.</summary>
    public int Lacking { get; init; }

    /// <summary>The fewest parts that close the gap, the strongest first.</summary>
    public Closing? Closing { get; init; }
    public IReadOnlyList<FocusLever> Levers { get; init; } = [];

    /// <summary>The score that stood at the place of the target in the edition, where it is known.</summary>
    public decimal? ScoreWanted { get; init; }

    /// <summary>The body that owns the target, where no unit is counted.</summary>
    public string? Owner { get; init; }
    public IReadOnlyList<HeadTerm> OwnerHeads { get; init; } = [];
}

/// <summary>The pure rules of the top of the board: heading, distance and order.</summary>
public static class FocusRule
{
    public static FocusGroup GroupOf(Verdict verdict, ConditionPath? path) =>
        verdict switch
        {
            Verdict.NotMet => FocusGroup.Failing,
            Verdict.AtRisk => FocusGroup.AtRisk,
            Verdict.Met => path
                is { Light: Verdict.NotMet or Verdict.AtRisk }
                    or { Outlook: Outlook.Misses }
                ? FocusGroup.AtRisk
                : FocusGroup.Reached,
            _ => FocusGroup.NotMeasured,
        };

    /// <summary>How far away a target is, as a part of the target itself: 30 where 40 is asked is a quarter away, place 30 where 20 is asked a half.</summary>
    /// <returns>None where nothing is known or nothing is missing.</returns>
    public static decimal? Distance(decimal? missing, decimal? target) =>
        missing is > 0 and { } gap ? gap / Math.Max(1, Math.Abs(target ?? 0)) : null;

    /// <summary>The farthest first; what has no distance comes last, in the order of the programme.</summary>
    public static IReadOnlyList<FocusLine> Sort(IEnumerable<FocusLine> lines) =>
        [.. lines.OrderBy(l => l.Group).ThenByDescending(l => l.Distance ?? -1)];

    /// <summary>The part's share of everything that is lacking; parts that give more than asked do not count.</summary>
    /// <returns>None where nothing is lacking: every part stands exactly on a limit that it should pass.</returns>
    public static decimal? ShareOf(Contribution part, IEnumerable<Contribution> parts) =>
        parts.Where(p => p.HoldsBack).Sum(p => p.Short) is > 0 and var all
            ? part.Short / all
            : null;
}

/// <summary>
/// Says of every condition of a board who holds it back and what would close it. Figures of units come from one statement over folded years
/// and months for all conditions together, so the top of the board costs one question more and not one for each target.
/// </summary>
public sealed class FocusReader(
    FigureReader figures,
    RegisterReader registers,
    HeadTerms heads,
    Texts texts
)
{
    /// <summary>Levers named one by one; the rest stand in one number.</summary>
    public const int MostLevers = 2;

    public async Task<IReadOnlyList<FocusLine>> ReadAsync(
        BoardFrame frame,
        BoardView view,
        IReadOnlyDictionary<string, ConditionPath> paths,
        CancellationToken cancellation
    )
    {
        var asked = view
            .Conditions.Select(c =>
            {
                var path = paths.GetValueOrDefault(c.Info.Key);
                var group = FocusRule.GroupOf(c.Main.Verdict, path);
                return new Asked(
                    c,
                    path,
                    group,
                    group is FocusGroup.Failing or FocusGroup.AtRisk
                        ? GapRule.TargetOf(c.Info, c.Main)
                        : null,
                    Period.Of(null, null, c.Main, frame.AsOf)
                );
            })
            .ToList();
        var table = await UnitsAsync(frame.Scope, asked, cancellation);
        var items = await ItemsAsync(frame, asked, cancellation);
        var lines = asked.Select(a => Line(frame, a, table, items)).ToList();
        return FocusRule.Sort(await WithHeadsAsync(frame, lines, cancellation));
    }

    private Task<FigureTable> UnitsAsync(
        Scope scope,
        IReadOnlyList<Asked> asked,
        CancellationToken cancellation
    )
    {
        var counted = asked.Where(a => a.IsOfUnits).ToList();
        return counted.Count == 0
            ? Task.FromResult(new FigureTable([]))
            : figures.ReadAsync(
                scope,
                [.. counted.Select(a => a.Interval!).Distinct()],
                Grouping.Unit,
                [
                    .. counted
                        .SelectMany(a =>
                            new[]
                            {
                                a.Condition.Main.Definition.Numerator!,
                                a.Condition.Main.Definition.Denominator!,
                            }
                        )
                        .Distinct(),
                ],
                cancellation
            );
    }

    /// <summary>The records of the registers whose targets are missed.</summary>
    private async Task<IReadOnlyDictionary<Definition, IReadOnlyList<RegisterItem>>> ItemsAsync(
        BoardFrame frame,
        IReadOnlyList<Asked> asked,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Definition, IReadOnlyList<RegisterItem>>();
        foreach (var result in asked.Where(a => a.Target is not null).Select(a => a.Condition.Main))
        {
            if (registers.Keeps(result.Definition))
            {
                found[result.Definition] = await registers.ListAsync(
                    result.Definition,
                    frame.Scope,
                    RegisterDay.Of(result, frame.AsOf),
                    cancellation
                );
            }
        }

        return found;
    }

    private FocusLine Line(
        BoardFrame frame,
        Asked asked,
        FigureTable table,
        IReadOnlyDictionary<Definition, IReadOnlyList<RegisterItem>> items
    )
    {
        var (info, main) = (asked.Condition.Info, asked.Condition.Main);
        var line = new FocusLine
        {
            Condition = asked.Condition,
            Group = asked.Group,
            Path = asked.Path,
        };
        if (asked.Group is not (FocusGroup.Failing or FocusGroup.AtRisk))
        {
            return line;
        }

        if (asked.Target is { } target)
        {
            var parts = Parts(frame, asked, table, items);
            var gap = new Gap(target, main.Share!.Value);
            line = line with
            {
                Gap = gap,
                Missing = gap.Points,
                Distance = FocusRule.Distance(gap.Points, target.Percent),
            };
            // Parts that are not the whole cannot explain it; the page of the gap says what can be said.
            return
                gap.IsMet
                || parts.Count == 0
                || parts.Aggregate(new Share(0, 0), (sum, p) => sum + p.Part.Share) != gap.Share
                ? line
                : Explained(line, gap, parts);
        }

        return main.Edition is { } edition ? OfEdition(line, info, edition) : line;
    }

    private static FocusLine Explained(FocusLine line, Gap gap, IReadOnlyList<Named> parts)
    {
        var names = parts.ToDictionary(p => p.Part.Key);
        var split = gap.Split(parts.Select(p => p.Part));
        var closing = gap.ByTarget(split.Select(c => c.Part));
        var worst = split[0];
        return line with
        {
            Lacking = split.Count(c => c.HoldsBack),
            Cause = FocusRule.ShareOf(worst, split) is { } share
                ? new(
                    names[worst.Part.Key].Name,
                    names[worst.Part.Key].Unit,
                    share,
                    names[worst.Part.Key].Place,
                    []
                )
                : null,
            Closing = closing,
            Levers =
            [
                .. closing
                    .Parts.Take(MostLevers)
                    .Select(l => new FocusLever(names[l.Part.Key].Name, l.Records)),
            ],
        };
    }

    /// <summary>A published result: the part that lost most of its points, and the score that stood at the wanted place.</summary>
    private static FocusLine OfEdition(FocusLine line, ConditionInfo info, Edition edition)
    {
        var year = IndexYear.Of(edition, [info]);
        var standing = year.Standings[0].Standing;
        var lost = year
            .Parts.Select(p =>
                (p.Part, Lost: year.Method!.ShareOf(p.Part, p.Part.MaxScore) - p.Share)
            )
            .Where(p => p.Lost > 0)
            .OrderByDescending(p => p.Lost)
            .ToList();
        return line with
        {
            Missing = standing.Gap,
            Distance = FocusRule.Distance(standing.Gap, info.Limit),
            Lacking = lost.Count,
            Cause = lost is [var most, ..]
                ? new(
                    most.Part.Name.ToString(),
                    null,
                    most.Lost!.Value / lost.Sum(l => l.Lost!.Value),
                    null,
                    []
                )
                : null,
            ScoreWanted =
                info is { Kind: ConditionKind.Rank, Limit: { } limit }
                && edition.ScoreAtRank.TryGetValue((int)limit, out var score)
                    ? score
                    : null,
        };
    }

    private IReadOnlyList<Named> Parts(
        BoardFrame frame,
        Asked asked,
        FigureTable table,
        IReadOnlyDictionary<Definition, IReadOnlyList<RegisterItem>> items
    )
    {
        var definition = asked.Condition.Main.Definition;
        if (definition.Source == FigureSource.Register)
        {
            return
            [
                .. items
                    .GetValueOrDefault(definition, [])
                    .Where(i => i.UnitId is not null)
                    .GroupBy(i => i.UnitId!.Value)
                    .Select(g => new Named(
                        new GapPart(frame.Tree[g.Key].Key, RegisterReader.Sum(g)),
                        NameOf(frame, frame.Tree[g.Key]),
                        frame.Tree[g.Key].Key,
                        null
                    )),
            ];
        }

        return !asked.IsOfUnits
            ? []
            :
            [
                .. table
                    .Parts.Select(part => (Part: part, Unit: frame.Tree[Guid.Parse(part)]))
                    .Where(x => definition.Level is null || x.Unit.Level == definition.Level)
                    .Select(x =>
                        (
                            x.Unit,
                            Share: table.Share(
                                x.Part,
                                definition.Numerator!,
                                definition.Denominator!,
                                asked.Interval!.Name
                            )
                        )
                    )
                    .Where(x => x.Share != new Share(0, 0))
                    .Select(x => new Named(
                        new GapPart(x.Unit.Key, x.Share),
                        NameOf(frame, x.Unit),
                        x.Unit.Key,
                        new BoardPlace
                        {
                            Day = frame.AsOf,
                            Unit = x.Unit.Key,
                            Alone = true,
                            Reading = definition.Reading,
                            Year = asked.Period!.Year,
                        }
                    )),
            ];
    }

    private string NameOf(BoardFrame frame, Unit unit) =>
        FocusText.NameOn(texts, frame.Tree, unit, frame.AsOf);

    private async Task<IEnumerable<FocusLine>> WithHeadsAsync(
        BoardFrame frame,
        IReadOnlyList<FocusLine> lines,
        CancellationToken cancellation
    )
    {
        Unit? UnitOf(FocusLine line) =>
            line switch
            {
                { Group: not (FocusGroup.Failing or FocusGroup.AtRisk) } => null,
                { Cause.Unit: { } key } => frame.Tree.Find(key),
                { Condition.Info.OwnerId: { } owner } => frame.Tree[owner],
                _ => null,
            };
        var units = lines.Select(UnitOf).OfType<Unit>().Distinct().ToList();
        if (units.Count == 0)
        {
            return lines;
        }

        var terms = (await heads.OfAsync([.. units.Select(u => u.Id)], cancellation)).ToLookup(t =>
            t.UnitId
        );
        // Of a unit that ended, whoever was its head on its last day.
        IReadOnlyList<HeadTerm> Held(Unit unit)
        {
            var day = unit.ValidTo is { } end && end <= frame.AsOf ? end.AddDays(-1) : frame.AsOf;
            return [.. terms[unit.Id].Where(t => t.IsHeldOn(day))];
        }

        return lines.Select(line =>
            UnitOf(line) is not { } unit ? line
            : line.Cause is { Unit: not null } cause
                ? line with
                {
                    Cause = cause with { Heads = Held(unit) },
                }
            : line with { Owner = unit.NameIn(Texts.CurrentLanguage), OwnerHeads = Held(unit) }
        );
    }

    private sealed record Named(GapPart Part, string Name, string? Unit, BoardPlace? Place);

    private sealed record Asked(
        BoardCondition Condition,
        ConditionPath? Path,
        FocusGroup Group,
        GapTarget? Target,
        Period? Period
    )
    {
        /// <summary>The figure is the sum of those of units; distinct people are in none.</summary>
        public bool IsOfUnits =>
            Target is not null
            && Period is not null
            && Condition.Main.Definition
                is { Source: FigureSource.Dossiers, IsProvinceWide: false };

        public Interval? Interval =>
            Period is { } period
                ? new Interval(
                    $"{period.From:yyyyMMdd}-{period.To:yyyyMMdd}",
                    period.From,
                    period.To
                )
                : null;
    }
}
