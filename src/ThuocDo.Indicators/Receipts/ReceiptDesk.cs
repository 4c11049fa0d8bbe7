using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Registers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Receipts;

/// <summary>What the address of a receipt says; the same words as those of the page that shows the figure.</summary>
public sealed record ReceiptQuestion
{
    [FromRoute(Name = "condition")]
    public string Condition { get; init; } = "";

    [FromQuery(Name = "ngay")]
    public DateOnly? Day { get; init; }

    [FromQuery(Name = "don-vi")]
    public string? Unit { get; init; }

    [FromQuery(Name = "gop")]
    public bool Joined { get; init; }

    [FromQuery(Name = "rieng")]
    public bool Alone { get; init; }

    [FromQuery(Name = "cach")]
    public string? Reading { get; init; }

    [FromQuery(Name = "nam")]
    public int? Year { get; init; }

    [FromQuery(Name = "thang")]
    public string? Month { get; init; }

    [FromQuery(Name = "thu-tuc")]
    public Guid? Procedure { get; init; }

    [FromQuery(Name = "kenh")]
    public Channel? Channel { get; init; }
}

/// <param name="Subject">None while the figure is not measured, or is not one of this unit.</param>
public sealed record ReceiptAsked(BoardFrame Frame, BoardPlace Place, ReceiptSubject? Subject);

/// <summary>Finds the figure that an address means, the one that the board shows there.</summary>
public sealed class ReceiptDesk(
    BoardFrames frames,
    BoardReader reader,
    RegisterReader registers,
    IRecordSource records,
    Texts texts
)
{
    /// <returns>
    /// Whether the person may see the scope, asked before anything is read; and none where there is no such condition, unit or month.
    /// </returns>
    public async Task<(bool IsAllowed, ReceiptAsked? Asked)> FindAsync(
        ReceiptQuestion question,
        CancellationToken cancellation
    )
    {
        if (!TryMonth(question.Month, out var month))
        {
            return (true, null);
        }

        var frame = await frames.FindAsync(
            question.Day ?? month?.AddMonths(1).AddDays(-1),
            question.Unit,
            question.Joined,
            Permissions.BoardView,
            cancellation
        );
        if (frame is not { IsAllowed: true })
        {
            return (frame is null, null);
        }

        if (
            (question.Procedure is not null ? 1 : 0)
                + (question.Channel is not null ? 1 : 0)
                + (question.Alone ? 1 : 0)
            > 1
        )
        {
            return (true, null);
        }

        var place = frame.Place with
        {
            Reading = question.Reading,
            Year = question.Year,
            Month = question.Month,
            Procedure = question.Procedure,
            Channel = question.Channel,
            Alone = question.Alone,
        };
        if (CountLines.Find(question.Condition) is { } terms)
        {
            return CountOf(question, frame, month, terms) is { } count
                ? (true, new(frame, place, count))
                : (true, null);
        }

        var board = await reader.ReadAsync(frame.Scope, frame.AsOf, cancellation);
        if (IndicatorView.Find(board, question.Condition) is not { } indicator)
        {
            return (true, null);
        }

        var chosen = indicator.Choose(question.Reading);
        var isGrowth = indicator.Info?.Kind == ConditionKind.Growth;
        if (Period.Of(question.Year, question.Month, chosen, frame.AsOf) is not { } period)
        {
            return (true, null);
        }

        // An increase without year or month is that of the board; with one of them, the share of those days is meant.
        var growth = isGrowth && question.Year is null && question.Month is null;
        var subject = await SubjectAsync(
            new(indicator, chosen, frame.Scope, frame.AsOf, growth),
            new(period.From, period.To),
            cancellation
        );
        if (subject is not null && question.Procedure is { } procedure)
        {
            subject = subject with
            {
                Procedure = procedure,
                ProcedureName =
                    (await records.ProcedureNamesAsync(cancellation)).GetValueOrDefault(procedure)
                    ?? texts["board.procedure.unknown"],
            };
        }

        return (
            true,
            new(
                frame,
                place,
                subject is { Source: FigureSource.Dossiers }
                    ? subject with
                    {
                        Alone = question.Alone,
                        Channel = question.Channel,
                    }
                    : subject
            )
        );
    }

    /// <summary>The figure of a reading as the board shows it, without anything chosen: for the public board.</summary>
    public async Task<ReceiptSubject?> OfBoardAsync(
        BoardView board,
        string condition,
        CancellationToken cancellation
    )
    {
        if (
            IndicatorView.Find(board, condition) is not { } indicator
            || Period.Of(null, null, indicator.Readings[0], board.AsOf) is not { } period
        )
        {
            return null;
        }

        return await SubjectAsync(
            new(
                indicator,
                indicator.Readings[0],
                board.Scope,
                board.AsOf,
                indicator.Info?.Kind == ConditionKind.Growth
            ),
            new(period.From, period.To),
            cancellation
        );
    }

    private sealed record Chosen(
        IndicatorView Indicator,
        ReadingResult Result,
        Scope Scope,
        DateOnly AsOf,
        bool IsGrowth
    );

    private async Task<ReceiptSubject?> SubjectAsync(
        Chosen asked,
        DaySpan days,
        CancellationToken cancellation
    )
    {
        var (result, definition) = (asked.Result, asked.Result.Definition);
        var subject = new ReceiptSubject
        {
            Condition = asked.Indicator.Key,
            Indicator = definition.Indicator,
            Reading = definition.Reading,
            Version = definition.VersionText,
            DefinitionHash = definition.Hash,
            Source = definition.Source,
            Name = asked.Indicator.Name,
            Basis = definition.Basis,
            Scope = asked.Scope,
            AsOf = asked.AsOf,
            Level = definition.Level,
            Periods = [days],
            Unit = "percent",
        };
        return definition.Source switch
        {
            _ when result.IsProvinceOnly => null,
            // An increase may be unknown where the share of a year is known.
            FigureSource.Dossiers
                when result.Share is not null
                    || (asked.Indicator.Info?.Kind == ConditionKind.Growth && !asked.IsGrowth) =>
                Counted(
                    subject with
                    {
                        Numerator = [new(definition.Numerator!)],
                        Denominator = [new(definition.Denominator!)],
                    },
                    asked
                ),
            FigureSource.Register when result.HasFigure => await RegisteredAsync(
                subject,
                asked,
                cancellation
            ),
            FigureSource.Published when result.Edition is not null => Published(subject, result),
            _ => null,
        };
    }

    private static ReceiptSubject? Counted(ReceiptSubject subject, Chosen asked)
    {
        if (!asked.IsGrowth)
        {
            return subject;
        }

        return asked.Result.Growth is { } growth
            ? subject with
            {
                Periods = [YearOf(growth.BaseYear), YearOf(growth.Year)],
                Unit = subject.Reading == "relative" ? "percent-per-year" : "points-per-year",
            }
            : null;
    }

    private static DaySpan YearOf(int year) => new(new(year, 1, 1), new(year, 12, 31));

    private async Task<ReceiptSubject> RegisteredAsync(
        ReceiptSubject subject,
        Chosen asked,
        CancellationToken cancellation
    )
    {
        var definition = asked.Result.Definition;
        var day = RegisterDay.Of(asked.Result, asked.AsOf);
        var items = await registers.ListAsync(definition, asked.Scope, day, cancellation);
        return subject with
        {
            Register = definition.Register,
            Periods = [new(day, day)],
            Unit = asked.Indicator.Info?.Kind == ConditionKind.Count ? "count" : subject.Unit,
            Records =
            [
                [.. items.Select(Record)],
            ],
        };
    }

    public static RegisterRecord Record(RegisterItem item) =>
        new(
            $"register\n{item.UnitId:D}\n{item.Code}\n{item.RecordId:D}\n{item.Version}",
            item.Above,
            item.Below
        );

    private static ReceiptSubject Published(ReceiptSubject subject, ReadingResult result)
    {
        var judged = result.Judged.Count > 0 ? result.Judged : [result.Edition!];
        return subject with
        {
            Register = result.Edition!.Index,
            Level = null,
            Unit = "published",
            Periods = [.. judged.Select(e => YearOf(e.Year))],
            Records =
            [
                .. judged.Select(e =>
                    (IReadOnlyList<RegisterRecord>)
                        [
                            Record(
                                e,
                                e == result.Edition && result.Print is { } print ? print : e.Main
                            ),
                        ]
                ),
            ],
            Published = result.Number,
        };
    }

    public static RegisterRecord Record(Edition edition, Print print)
    {
        var text = new StringBuilder("print");
        foreach (
            var value in new[]
            {
                edition.Index,
                edition.Year.ToString(CultureInfo.InvariantCulture),
                edition.Province,
                print.Publisher,
                print.Score is { } score ? Canonical.Number(score) : "",
                print.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
                print.Ranked?.ToString(CultureInfo.InvariantCulture) ?? "",
                print.Group?.Key ?? "",
            }
        )
        {
            text.Append('\n').Append(value);
        }

        return new(text.ToString(), 1, 1);
    }

    private ReceiptSubject? CountOf(
        ReceiptQuestion question,
        BoardFrame frame,
        DateOnly? month,
        IReadOnlyList<Term> terms
    )
    {
        if (DaysOf(question.Year, month, frame.AsOf) is not { } days)
        {
            return null;
        }

        if (question.Condition == CountLines.Open)
        {
            days = days with { From = Interval.Beginning };
        }

        var key = "receipt.count." + question.Condition;
        var name = new Bilingual(texts.In("vi", key), texts.In("en", key));
        return new ReceiptSubject
        {
            Condition = question.Condition,
            Indicator = question.Condition,
            Reading = "count",
            Version = "1",
            DefinitionHash = [],
            Source = FigureSource.Dossiers,
            Name = name,
            Basis = new(
                texts.In("vi", "receipt.count.basis"),
                texts.In("en", "receipt.count.basis")
            ),
            Scope = frame.Scope,
            AsOf = frame.AsOf,
            Procedure = question.Procedure,
            Channel = question.Channel,
            Alone = question.Alone,
            Numerator = terms,
            Periods = [days],
            Unit = "count",
        };
    }

    /// <summary>The days of a count: a month, or a year, up to the day of the board.</summary>
    /// <returns>None where they begin after that day, or the year is none of the calendar.</returns>
    public static DaySpan? DaysOf(int? year, DateOnly? month, DateOnly asOf)
    {
        var chosen = year ?? asOf.Year;
        if (chosen is < Period.FirstYear or > Period.LastYear)
        {
            return null;
        }

        var from = month ?? new DateOnly(chosen, 1, 1);
        var to = (month is null ? from.AddYears(1) : from.AddMonths(1)).AddDays(-1);
        return from > asOf ? null : new(from, to < asOf ? to : asOf);
    }

    private static bool TryMonth(string? text, out DateOnly? month)
    {
        month = null;
        if (text is null)
        {
            return true;
        }

        var isMonth = DateOnly.TryParseExact(
            text + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        );
        month = first;
        return isMonth && first.Year is > 1 and < 9999;
    }
}
