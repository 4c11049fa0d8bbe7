using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Scores;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Counts;

/// <summary>
/// Counts of the days of a form and the stocks at both ends, each record once in a row: the total is not the sum of the units where
/// records moved between them. By unit they come from folded periods; by field from the cells of all days,
/// which is slower the longer the history is: a page for a period, not for the board.
/// </summary>
public sealed class CountBook(
    FigureReader figures,
    CountedRecords records,
    MovedRecords moves,
    IRecordSource procedures,
    UnitDirectory directory,
    Clock clock
) : ICountBook
{
    private const string Days = "days";
    private const string UpToBefore = "before";
    private const string UpToEnd = "end";

    private static readonly IReadOnlyList<Measure> Counted =
    [
        .. Measures.Flows,
        Measures.ReceivedOnline,
        Measures.Resolved,
        Measures.ResolvedEarly,
        Measures.ResolvedInTime,
        Measures.ResolvedLate,
    ];

    public async Task<IReadOnlyList<CountRow>> CountAsync(
        CountQuestion question,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        if (tree.Find(question.Unit) is not { } unit)
        {
            return [];
        }

        // Exactly the unit: what goes on after its end is another body's form.
        var scope = new ScopeFinder(tree).Below(unit.Key, [unit]);
        var overdue = ScoreCounts.In(
            ScoreCounts.Overdue,
            scope,
            question.From,
            question.To.AddDays(1),
            clock.Today
        );
        if (question.By == CountsBy.Field)
        {
            return await ByFieldAsync(question, scope, overdue, cancellation);
        }

        var table = await figures.ReadAsync(
            scope,
            [
                new Interval(Days, question.From, question.To),
                new Interval(UpToBefore, Interval.Beginning, question.From.AddDays(-1)),
                new Interval(UpToEnd, Interval.Beginning, question.To),
            ],
            Grouping.Unit,
            Counted,
            cancellation
        );
        var late = await records.TotalByAsync(overdue, CountsBy.Unit, cancellation);
        var moved = await moves.ReadAsync(
            scope,
            question.From,
            question.To,
            question.By,
            cancellation
        );
        var rows = table
            .Parts.Concat(late.Keys)
            .Distinct()
            .Select(part => (Unit: tree[Guid.Parse(part)], Part: part))
            .Select(x =>
                Row(
                    x.Unit.Key,
                    x.Unit.NameIn(Texts.CurrentLanguage),
                    (measure, bucket) => table.Count(x.Part, measure, bucket),
                    late.GetValueOrDefault(x.Part),
                    moved.GetValueOrDefault(x.Part)
                )
            )
            .ToList();
        return question.By == CountsBy.Unit
            ? [.. Ordered(rows)]
            :
            [
                Once(
                    Sum(unit.Key, unit.NameIn(Texts.CurrentLanguage), rows),
                    moved.GetValueOrDefault("")
                ),
            ];
    }

    private async Task<IReadOnlyList<CountRow>> ByFieldAsync(
        CountQuestion question,
        Scope scope,
        Counted overdue,
        CancellationToken cancellation
    )
    {
        async Task<FigureTable> ReadAsync(string name, DateOnly from, DateOnly to) =>
            await figures.ReadByProcedureAsync(
                scope,
                null,
                new Interval(name, from, to),
                Counted,
                cancellation
            );
        var days = await ReadAsync(Days, question.From, question.To);
        var before = await ReadAsync(UpToBefore, Interval.Beginning, question.From.AddDays(-1));
        var end = await ReadAsync(UpToEnd, Interval.Beginning, question.To);
        var late = await records.TotalByAsync(overdue, CountsBy.Field, cancellation);
        var moved = await moves.ReadAsync(
            scope,
            question.From,
            question.To,
            CountsBy.Field,
            cancellation
        );
        var fields = await procedures.ProcedureFieldsAsync(cancellation);
        return
        [
            .. Ordered(
                days.Parts.Concat(before.Parts)
                    .Concat(end.Parts)
                    .Concat(late.Keys)
                    .Distinct()
                    .GroupBy(part => fields.GetValueOrDefault(Guid.Parse(part)))
                    .Select(field =>
                        Sum(
                            field.Key?.Vi ?? "",
                            field.Key?.ToString() ?? "–",
                            [
                                .. field.Select(part =>
                                    Row(
                                        part,
                                        part,
                                        (measure, bucket) =>
                                            (
                                                bucket switch
                                                {
                                                    Days => days,
                                                    UpToBefore => before,
                                                    _ => end,
                                                }
                                            ).Count(part, measure, bucket),
                                        late.GetValueOrDefault(part),
                                        moved.GetValueOrDefault(part)
                                    )
                                ),
                            ]
                        )
                    )
            ),
        ];
    }

    /// <summary>In the order of names; without those that counted nothing.</summary>
    private static IEnumerable<CountRow> Ordered(IEnumerable<CountRow> rows) =>
        rows.Where(r => r.Counts.Values.Any(n => n != 0))
            .OrderBy(r => r.Name, StringComparer.Create(Formats.Sorting, false));

    private static CountRow Row(
        string key,
        string name,
        Func<Measure, string, long> count,
        long overdue,
        Moved? moved
    )
    {
        long Stock(string bucket) => Measures.Open(m => count(m, bucket));
        var counts = Counted.ToDictionary(m => m.Code, m => count(m, Days));
        counts[CountCodes.OpenBefore] = Stock(UpToBefore);
        counts[CountCodes.Open] = Stock(UpToEnd);
        counts[CountCodes.Overdue] = overdue;
        return Once(new(key, name, counts), moved);
    }

    /// <summary>A record that moved inside the row neither came nor went.</summary>
    private static CountRow Once(CountRow row, Moved? moved) =>
        row with
        {
            Counts = new Dictionary<string, long>(row.Counts)
            {
                [CountCodes.TransferredIn] = moved?.In ?? 0,
                [CountCodes.TransferredOut] = moved?.Out ?? 0,
            },
        };

    private static CountRow Sum(string key, string name, IReadOnlyList<CountRow> rows) =>
        new(
            key,
            name,
            rows.SelectMany(r => r.Counts)
                .GroupBy(c => c.Key)
                .ToDictionary(c => c.Key, c => c.Sum(x => x.Value))
        );
}
