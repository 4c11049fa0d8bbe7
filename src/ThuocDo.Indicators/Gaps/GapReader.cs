using System.Globalization;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Focus;
using ThuocDo.Indicators.Registers;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Gaps;

public enum SplitBy
{
    Unit,
    Procedure,
    Field,
    Channel,
    Month,
}

/// <summary>A part with its name and the address of what it is made of.</summary>
/// <param name="Place">Where its records are; none of a part that has no records of its own.</param>
public sealed record GapRow(string Name, Contribution Contribution, BoardPlace? Place);

/// <param name="Gap">Of the sum of these parts: the same number as the whole.</param>
public sealed record GapSplit(SplitBy By, Gap Gap, IReadOnlyList<GapRow> Rows);

/// <summary>A gap with all its splits and what would close it.</summary>
/// <param name="ByTarget">None where there are no units to ask.</param>
/// <param name="UnitNames">By key; a unit that ended is named with its last day and its heir.</param>
/// <param name="ByOwnBest">The same with every unit as good as in the best of its last four whole quarters.</param>
public sealed record GapSheet(
    Gap Gap,
    IReadOnlyList<GapSplit> Splits,
    Closing? ByTarget,
    Closing? ByOwnBest,
    IReadOnlyDictionary<string, string> UnitNames
);

/// <summary>Reads the parts of a share: from the same facts as the page of the indicator, so both show the same numbers.</summary>
public sealed class GapReader(
    FigureReader figures,
    RegisterReader registers,
    IRecordSource records,
    Texts texts
)
{
    private const int Quarters = 4;

    /// <summary>The gap of a reading in the days of a period.</summary>
    /// <exception cref="ArgumentException">The reading is not counted.</exception>
    public async Task<GapSheet> ReadAsync(
        BoardFrame frame,
        ReadingResult reading,
        GapTarget target,
        Period period,
        BoardPlace place,
        CancellationToken cancellation
    ) =>
        reading.Definition switch
        {
            { Numerator: not null, Denominator: not null } => await OfRecordsAsync(
                new Question(frame, reading.Definition, target, period, place),
                cancellation
            ),
            { Source: FigureSource.Register } => await OfRegisterAsync(
                frame,
                reading,
                target,
                cancellation
            ),
            _ => throw new ArgumentException("The reading is not counted.", nameof(reading)),
        };

    private async Task<GapSheet> OfRecordsAsync(Question asked, CancellationToken cancellation)
    {
        var (scope, definition, interval) = (
            asked.Frame.Scope,
            asked.Definition,
            asked.Period.Interval
        );
        var splits = new List<GapSplit>();
        Closing? byTarget = null;
        Closing? byBest = null;
        Dictionary<string, string> unitNames = [];
        // Distinct people are in no unit and no procedure: the province alone has them.
        if (!definition.IsProvinceWide)
        {
            var units = await figures.ReadAsync(
                scope,
                [interval],
                Grouping.Unit,
                asked.Measures,
                cancellation
            );
            var own = units
                .Parts.Select(part => (Part: part, Unit: asked.Frame.Tree[Guid.Parse(part)]))
                .Where(x => definition.Level is null || x.Unit.Level == definition.Level)
                .Where(x => asked.Of(units, x.Part).IsApplicable)
                .ToList();
            unitNames = own.ToDictionary(
                x => x.Unit.Key,
                x => FocusText.NameOn(texts, asked.Frame.Tree, x.Unit, asked.Frame.AsOf)
            );
            var byUnit = Split(
                asked.Target,
                SplitBy.Unit,
                own.Select(x => new Named(
                    x.Unit.Key,
                    x.Unit.NameIn(Texts.CurrentLanguage),
                    asked.Of(units, x.Part),
                    asked.Place with
                    {
                        Unit = x.Unit.Key,
                        Joined = false,
                        // Its own records: those of the units below it are parts of their own.
                        Alone = true,
                    }
                ))
            );
            splits.Add(byUnit);
            if (!byUnit.Gap.IsMet)
            {
                var parts = byUnit.Rows.Select(r => r.Contribution.Part).ToList();
                byTarget = byUnit.Gap.ByTarget(parts);
                byBest = byUnit.Gap.ByOwnBest(
                    parts,
                    await BestAsync(
                        asked,
                        own.ToDictionary(x => x.Part, x => x.Unit.Key),
                        cancellation
                    )
                );
            }

            var names = await records.ProcedureNamesAsync(cancellation);
            var procedures = await figures.ReadByProcedureAsync(
                scope,
                definition.Level,
                interval,
                asked.Measures,
                cancellation
            );
            splits.Add(
                Split(
                    asked.Target,
                    SplitBy.Procedure,
                    procedures.Parts.Select(part =>
                    {
                        var id = Guid.Parse(part);
                        return new Named(
                            part,
                            names.GetValueOrDefault(id) ?? texts["board.procedure.unknown"],
                            asked.Of(procedures, part),
                            asked.Place with
                            {
                                Procedure = id,
                            }
                        );
                    })
                )
            );
            var fields = await records.ProcedureFieldsAsync(cancellation);
            splits.Add(
                Split(
                    asked.Target,
                    SplitBy.Field,
                    procedures
                        .Parts.GroupBy(part =>
                            fields.TryGetValue(Guid.Parse(part), out var field) ? field : null
                        )
                        .Select(g => new Named(
                            g.Key?.Vi ?? "",
                            g.Key?.ToString() ?? texts["board.procedure.unknown"],
                            g.Aggregate(
                                new Share(0, 0),
                                (sum, part) => sum + asked.Of(procedures, part)
                            ),
                            null
                        ))
                )
            );
            var channels = await figures.ReadByChannelAsync(
                scope,
                definition.Level,
                interval,
                asked.Measures,
                cancellation
            );
            splits.Add(
                Split(
                    asked.Target,
                    SplitBy.Channel,
                    channels.Parts.Select(part =>
                    {
                        var channel = Enum.Parse<Channel>(part);
                        return new Named(
                            part,
                            texts[GapText.Of(channel)],
                            asked.Of(channels, part),
                            asked.Place with
                            {
                                Channel = channel,
                            }
                        );
                    })
                )
            );
        }

        var months = await figures.ReadAsync(
            scope,
            [new Interval("months", asked.Period.From, asked.Period.To, Bucket.Month)],
            Grouping.Level,
            asked.Measures,
            cancellation
        );
        var byMonth = Split(
            asked.Target,
            SplitBy.Month,
            months.Buckets.Select(month => new Named(
                month,
                Formats.Month(DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)),
                months.TotalShare(
                    definition.Level,
                    definition.Numerator!,
                    definition.Denominator!,
                    month
                ),
                asked.Place with
                {
                    Month = month,
                }
            ))
        );
        if (asked.Period.Month is null)
        {
            splits.Add(byMonth);
        }

        return new(byMonth.Gap, splits, byTarget, byBest, unitNames);
    }

    /// <summary>By key, the best share of each unit in its last whole quarters.</summary>
    private async Task<IReadOnlyDictionary<string, Share>> BestAsync(
        Question asked,
        IReadOnlyDictionary<string, string> keys,
        CancellationToken cancellation
    )
    {
        var intervals = QuartersBefore(asked.Period.To.AddDays(1))
            .Select(from => new Interval(
                from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                from,
                from.AddMonths(3).AddDays(-1)
            ))
            .ToList();
        var table = await figures.ReadAsync(
            asked.Frame.Scope,
            intervals,
            Grouping.Unit,
            asked.Measures,
            cancellation
        );
        var sign = asked.Target.Operator.IsFloor() ? 1 : -1;
        return keys.Select(k =>
                (
                    Key: k.Value,
                    Best: intervals
                        .Select(i =>
                            table.Share(
                                k.Key,
                                asked.Definition.Numerator!,
                                asked.Definition.Denominator!,
                                i.Name
                            )
                        )
                        .Where(s => s.IsApplicable)
                        .OrderByDescending(s => s.Value!.Value * sign)
                        .Select(s => (Share?)s)
                        .FirstOrDefault()
                )
            )
            .Where(x => x.Best is not null)
            .ToDictionary(x => x.Key, x => x.Best!.Value);
    }

    /// <summary>First days of the last whole quarters that ended before a day.</summary>
    public static IReadOnlyList<DateOnly> QuartersBefore(DateOnly day)
    {
        var running = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
        return [.. Enumerable.Range(1, Quarters).Select(n => running.AddMonths(-3 * n))];
    }

    private async Task<GapSheet> OfRegisterAsync(
        BoardFrame frame,
        ReadingResult reading,
        GapTarget target,
        CancellationToken cancellation
    )
    {
        var items = await registers.ListAsync(
            reading.Definition,
            frame.Scope,
            RegisterDay.Of(reading, frame.AsOf),
            cancellation
        );
        if (registers.IsOfProvince(reading.Definition))
        {
            return new(
                new Gap(target, RegisterReader.Sum(items)),
                [],
                null,
                null,
                new Dictionary<string, string>()
            );
        }

        var split = Split(
            target,
            SplitBy.Unit,
            items
                .GroupBy(i => (i.UnitId, i.UnitName))
                .Select(g => new Named(
                    g.Key.UnitId is { } id ? frame.Tree[id].Key : g.Key.UnitName,
                    g.Key.UnitName,
                    RegisterReader.Sum(g),
                    null
                ))
        );
        return new(
            split.Gap,
            [split],
            split.Gap.IsMet
                ? null
                : split.Gap.ByTarget(split.Rows.Select(r => r.Contribution.Part)),
            null,
            split.Rows.ToDictionary(r => r.Contribution.Part.Key, r => r.Name)
        );
    }

    private static GapSplit Split(GapTarget target, SplitBy by, IEnumerable<Named> parts)
    {
        var list = parts
            .Where(p => p.Share.IsApplicable || p.Share.Numerator != 0)
            .ToDictionary(p => p.Key);
        var gap = new Gap(
            target,
            list.Values.Aggregate(new Share(0, 0), (sum, part) => sum + part.Share)
        );
        return new(
            by,
            gap,
            [
                .. gap.Split(list.Values.Select(p => new GapPart(p.Key, p.Share)))
                    .Select(c => new GapRow(list[c.Part.Key].Name, c, list[c.Part.Key].Place)),
            ]
        );
    }

    private sealed record Named(string Key, string Name, Share Share, BoardPlace? Place);

    private sealed record Question(
        BoardFrame Frame,
        Definition Definition,
        GapTarget Target,
        Period Period,
        BoardPlace Place
    )
    {
        public IReadOnlyList<Measure> Measures { get; } =
        [Definition.Numerator!, Definition.Denominator!];

        public Share Of(FigureTable table, string part) =>
            table.Share(part, Definition.Numerator!, Definition.Denominator!, Period.Interval.Name);
    }
}
