using System.Globalization;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Registers;
using ThuocDo.Indicators.Verdicts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Board;

/// <summary>
/// Puts the board of a scope and a day together. All figures of dossiers come from one statement over folded years and
/// months, so the board costs the same with ten thousand dossiers as with ten million.
/// </summary>
public sealed class BoardReader(
    FigureReader figures,
    IConditionSource conditions,
    RegisterReader registers,
    UnitDirectory directory,
    IndexLibrary library
)
{
    /// <summary>The first year of which the board speaks, the base year of the targets.</summary>
    public const int FirstYear = 2020;

    private static readonly DefinitionBook Definitions = DefinitionBook.Shipped;

    public async Task<BoardView> ReadAsync(
        Scope scope,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        var table = await figures.ReadAsync(
            scope,
            [Interval.YearsUpTo(asOf)],
            Grouping.Level,
            null,
            cancellation
        );
        var list = await conditions.ConditionsAsync(cancellation);
        var sheet = new Sheet(
            scope,
            asOf,
            finder,
            table,
            await RegistersAsync(list, scope, asOf, cancellation),
            await library.BookAsync(cancellation)
        );
        return new BoardView
        {
            AsOf = asOf,
            Scope = scope,
            Programme = list is [var first, ..] ? first.Programme : null,
            Key = Key(sheet),
            Others =
            [
                Counted(sheet, Definitions.Find("on-time", "dossiers", asOf)),
                Counted(sheet, Definitions.Find("online-filing", "dossiers", asOf)),
            ],
            Lines =
            [
                .. list.GroupBy(c => c.Line)
                    .Select(line => new BoardLine(
                        line.Key,
                        [
                            .. line.Select(c => new BoardCondition(
                                c,
                                [.. c.Readings.Select(r => Read(sheet, c, r))]
                            )),
                        ]
                    )),
            ],
        };
    }

    /// <summary>What the registers say that the conditions ask for; those that nobody keeps are missing.</summary>
    private async Task<IReadOnlyDictionary<Definition, RegisterFigure>> RegistersAsync(
        IEnumerable<ConditionInfo> list,
        Scope scope,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Definition, RegisterFigure>();
        foreach (
            var (condition, definition) in list.SelectMany(c =>
                c.Readings.Select(r => (c, Definitions.Find(c.Indicator, r, asOf)))
            )
        )
        {
            if (!registers.Keeps(definition) || found.ContainsKey(definition))
            {
                continue;
            }

            var closed = scope.ClosedOn(definition.Level, asOf);
            var day = closed < asOf ? closed.Value : asOf;
            var now = await registers.CountAsync(definition, scope, day, cancellation);
            found[definition] = new(
                now,
                // A yearly number is judged by the last whole year, until the running one reaches it.
                condition.Kind == ConditionKind.Count && day is not { Month: 12, Day: 31 }
                    ? await registers.CountAsync(
                        definition,
                        scope,
                        new DateOnly(day.Year - 1, 12, 31),
                        cancellation
                    )
                    : null,
                registers.IsOfProvince(definition)
            );
        }

        return found;
    }

    private static KeyFigures Key(Sheet sheet)
    {
        var year = YearName(sheet.AsOf.Year);
        var before = YearName(sheet.AsOf.Year - 1);
        long Now(Measure measure) => sheet.Table.Total(null, measure, year);
        long Stock(string upTo) => Measures.Open(m => sheet.Table.TotalUpTo(null, m, upTo));
        return new KeyFigures
        {
            Balance = new Balance
            {
                Opening = Stock(before),
                Received = Now(Measures.Received),
                TransferredIn = Now(Measures.TransferredIn),
                Closed = Now(Measures.Closed),
                TransferredOut = Now(Measures.TransferredOut),
                Closing = Stock(year),
            },
            Resolved = Now(Measures.Resolved),
            Late = Now(Measures.ResolvedLate),
            OnTime = new(Now(Measures.ResolvedInTime), Now(Measures.Resolved)),
            Online = new(Now(Measures.ReceivedOnline), Now(Measures.Received)),
            OnTimeTrend = Trend(
                sheet,
                Definitions.Find("on-time", "dossiers", sheet.AsOf),
                sheet.AsOf
            ),
        };
    }

    private static ReadingResult Read(Sheet sheet, ConditionInfo condition, string reading)
    {
        var definition = Definitions.Find(condition.Indicator, reading, sheet.AsOf);
        return definition.Source switch
        {
            _ when !IsJudged(condition, definition) => new()
            {
                Definition = definition,
                Verdict = Verdict.NotYetMeasured,
            },
            FigureSource.Dossiers when definition.IsProvinceWide && !sheet.IsHome => ProvinceOnly(
                definition
            ),
            FigureSource.Dossiers => FromDossiers(sheet, condition, definition),
            FigureSource.Register => FromRegister(sheet, condition, definition),
            FigureSource.Published when !sheet.IsHome => ProvinceOnly(definition),
            FigureSource.Published => FromPublished(sheet, condition, definition),
            _ => new() { Definition = definition, Verdict = Verdict.NotYetMeasured },
        };
    }

    /// <summary>A condition that says something else than its indicator measures is not judged by it.</summary>
    private static bool IsJudged(ConditionInfo condition, Definition definition) =>
        definition.Source switch
        {
            FigureSource.Dossiers => condition
                is { Kind: ConditionKind.Share or ConditionKind.Level, Limit: not null }
                    or { Kind: ConditionKind.Growth, Limit: not null, BaseYear: not null },
            FigureSource.Register => condition
                is {
                    Kind: ConditionKind.Share or ConditionKind.Reduction or ConditionKind.Count,
                    Limit: not null
                },
            FigureSource.Published => condition.Index is not null
                && (
                    condition.Kind == ConditionKind.Group
                        ? condition.Group is not null
                        : condition.Limit is not null
                ),
            _ => true,
        };

    private static ReadingResult FromDossiers(
        Sheet sheet,
        ConditionInfo condition,
        Definition definition
    )
    {
        var result = Counted(sheet, definition);
        if (result.Share is not { } share)
        {
            return result;
        }

        if (condition is not { Kind: ConditionKind.Growth, BaseYear: { } baseYear })
        {
            return result with
            {
                Verdict = Judge.Percent(share, condition.Operator, condition.Limit!.Value),
            };
        }

        var last = sheet.LastDay(definition);
        var year = last is { Month: 12, Day: 31 } ? last.Year : last.Year - 1;
        var growth =
            year > baseYear
                ? new Growth(
                    baseYear,
                    sheet.Share(definition, baseYear),
                    year,
                    sheet.Share(definition, year)
                )
                : null;
        var relative = definition.Reading == "relative";
        return result with
        {
            Share = growth?.Now,
            Growth = growth,
            Year = growth?.Year,
            Number = relative ? growth?.PercentPerYear : growth?.PointsPerYear,
            Verdict = relative
                ? Judge.Relative(growth, condition.Limit!.Value)
                : Judge.Points(growth, condition.Limit!.Value),
        };
    }

    /// <summary>The share of the year and its series, without a verdict.</summary>
    private static ReadingResult Counted(Sheet sheet, Definition definition)
    {
        if (definition.Level is { } level && !sheet.Scope.HasLevel(level))
        {
            return new() { Definition = definition, Verdict = Verdict.NotApplicable };
        }

        var last = sheet.LastDay(definition);
        return new()
        {
            Definition = definition,
            Verdict = Verdict.NotYetMeasured,
            Share = sheet.Share(definition, last.Year),
            ClosedOn = sheet.ClosedOn(definition),
            Year = last.Year,
            Trend = Trend(sheet, definition, last),
        };
    }

    private static ReadingResult FromRegister(
        Sheet sheet,
        ConditionInfo condition,
        Definition definition
    )
    {
        var result = new ReadingResult
        {
            Definition = definition,
            Verdict = Verdict.NotYetMeasured,
        };
        if (!sheet.Registers.TryGetValue(definition, out var register))
        {
            return result;
        }

        if (register.IsOfProvince && !sheet.IsHome)
        {
            return ProvinceOnly(definition);
        }

        if (
            !register.IsOfProvince
            && definition.Level is { } level
            && !sheet.Scope.HasLevel(level)
        )
        {
            return result with { Verdict = Verdict.NotApplicable };
        }

        var last = sheet.LastDay(definition);
        result = result with { ClosedOn = sheet.ClosedOn(definition), Year = last.Year };
        var limit = condition.Limit!.Value;
        if (condition.Kind != ConditionKind.Count)
        {
            return result with
            {
                Share = register.Now,
                Verdict = Judge.Percent(register.Now, condition.Operator, limit),
            };
        }

        var isBefore =
            register.Before is not null
            && !condition.Operator.IsMet(register.Now.Numerator, limit);
        var number = (isBefore ? register.Before!.Value : register.Now).Numerator;
        return result with
        {
            Number = number,
            Year = isBefore ? last.Year - 1 : last.Year,
            Verdict = Judge.Number(number, condition.Operator, limit),
        };
    }

    private static ReadingResult FromPublished(
        Sheet sheet,
        ConditionInfo condition,
        Definition definition
    )
    {
        var known = sheet.Indices.Known(condition.Index!, sheet.AsOf);
        var result = new ReadingResult
        {
            Definition = definition,
            Verdict = Verdict.NotYetMeasured,
            ClosedOn = sheet.ProvinceClosedOn,
        };
        switch (definition.Reading)
        {
            case "score":
                var scored = known.LastOrDefault(e => e.Main.Score is not null);
                return Of(scored, scored?.Main, p => p.Score) with
                {
                    Verdict = Judge.Number(
                        scored?.Main.Score,
                        condition.Operator,
                        condition.Limit!.Value
                    ),
                };
            case "every-edition":
                var judged = known.Where(e => e.Year >= FirstYear).ToList();
                var last = judged.LastOrDefault();
                return Of(last, last?.Main, p => p.Rank) with
                {
                    Judged = judged,
                    Verdict = Judge.EveryEdition(judged, condition.Limit!.Value),
                };
            case "upper-middle-or-better" or "top-quartile":
                var wanted = definition.Reading == "top-quartile" ? "highest" : condition.Group!;
                var grouped = known.LastOrDefault(e => e.Main.Group is not null);
                return Of(grouped, grouped?.Main, p => p.Group?.Step) with
                {
                    Verdict = Judge.Group(
                        grouped?.Main.Group,
                        sheet.Indices.Group(condition.Index!, wanted)
                    ),
                };
            case "printed-rank":
                var printed = known.LastOrDefault(e => Printed(e) is not null);
                return Of(printed, printed is null ? null : Printed(printed), p => p.Rank) with
                {
                    Verdict = Judge.Rank(
                        printed is null ? null : Printed(printed),
                        condition.Limit!.Value
                    ),
                };
            default:
                var ranked = known.LastOrDefault(e => e.Main.Rank is not null);
                return Of(ranked, ranked?.Main, p => p.Rank) with
                {
                    Verdict = Judge.Rank(ranked?.Main, condition.Limit!.Value),
                };
        }

        ReadingResult Of(Edition? edition, Print? print, Func<Print, decimal?> value) =>
            result with
            {
                Edition = edition,
                Print = print,
                Year = edition?.Year,
                Number = print is null ? null : value(print),
                Trend =
                [
                    .. known.Select(e => new TrendPoint
                    {
                        Year = e.Year,
                        Value = value(e.Main),
                        IsBreak = e.IsBreak,
                    }),
                ],
            };

        static Print? Printed(Edition edition) =>
            edition.Prints.Skip(1).FirstOrDefault(p => p is { Rank: not null, IsAdded: false });
    }

    private static ReadingResult ProvinceOnly(Definition definition) =>
        new()
        {
            Definition = definition,
            Verdict = Verdict.NotApplicable,
            IsProvinceOnly = true,
        };

    private static List<TrendPoint> Trend(Sheet sheet, Definition definition, DateOnly last) =>
        [
            .. Enumerable
                .Range(FirstYear, Math.Max(0, last.Year - FirstYear + 1))
                .Select(year => (Year: year, Share: sheet.Share(definition, year)))
                .SkipWhile(p => !p.Share.IsApplicable)
                .Select(p => new TrendPoint
                {
                    Year = p.Year,
                    Value = p.Share.Value * 100,
                    Share = p.Share,
                    IsWhole = p.Year < last.Year || last is { Month: 12, Day: 31 },
                }),
        ];

    private static string YearName(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <param name="Before">Of the whole year before, where a number of the year is judged.</param>
    private sealed record RegisterFigure(Share Now, Share? Before, bool IsOfProvince);

    /// <summary>What was read for one board, with the questions that the readings ask of it.</summary>
    private sealed record Sheet(
        Scope Scope,
        DateOnly AsOf,
        ScopeFinder Finder,
        FigureTable Table,
        IReadOnlyDictionary<Definition, RegisterFigure> Registers,
        IndexBook Indices
    )
    {
        /// <summary>The province of the programme: published results and province-wide counts are its own.</summary>
        public bool IsHome { get; } = Scope.Key == Finder.Home(AsOf).Key && !Scope.IsJoined;

        /// <summary>A province that ended keeps its last edition.</summary>
        public DateOnly? ProvinceClosedOn =>
            Scope.Head.ValidTo is { } end && end <= AsOf ? end.AddDays(-1) : null;

        public DateOnly? ClosedOn(Definition definition) => Scope.ClosedOn(definition.Level, AsOf);

        /// <summary>A series that ended stands at its last day.</summary>
        public DateOnly LastDay(Definition definition) =>
            ClosedOn(definition) is { } closed && closed < AsOf ? closed : AsOf;

        public Share Share(Definition definition, int year) =>
            Table.TotalShare(
                definition.Level,
                definition.Numerator!,
                definition.Denominator!,
                YearName(year)
            );
    }
}
