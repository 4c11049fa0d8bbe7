using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Handling;

/// <summary>What an address of handling times asks for.</summary>
public sealed record HandlingQuestion
{
    [FromQuery(Name = "ngay")]
    public DateOnly? Day { get; init; }

    [FromQuery(Name = "don-vi")]
    public string? Unit { get; init; }

    [FromQuery(Name = "gop")]
    public bool Joined { get; init; }

    [FromQuery(Name = "nam")]
    public int? Year { get; init; }

    [FromQuery(Name = "thang")]
    public string? Month { get; init; }

    [FromQuery(Name = "thu-tuc")]
    public Guid? Procedure { get; init; }

    /// <summary>A field of procedures by its Vietnamese name.</summary>
    [FromQuery(Name = "linh-vuc")]
    public string? Field { get; init; }

    [FromQuery(Name = "kenh")]
    public Channel? Channel { get; init; }

    [FromQuery(Name = "theo")]
    public string? By { get; init; }
}

/// <summary>A part with its name and the question that asks for it alone.</summary>
/// <param name="Note">What tells it from another of the same name.</param>
public sealed record HandlingPart(
    string Name,
    Distribution Distribution,
    HandlingQuestion? Alone,
    string? Note = null
);

public sealed record HandlingAnswer(
    BoardFrame Frame,
    Period Period,
    HandlingQuestion Question,
    HandlingBy By,
    Distribution Whole,
    IReadOnlyList<HandlingBar> Bars,
    IReadOnlyList<HandlingPart> Parts,
    string? ProcedureName,
    IReadOnlyList<PictureSheet> Pictures
);

/// <summary>Answers the page of handling times and its files alike.</summary>
public sealed class HandlingDesk(
    BoardFrames frames,
    HandlingReader reader,
    IRecordSource records,
    ICurrentUser user,
    Texts texts
)
{
    /// <returns>Whether the person may see the scope; no answer where there is no such unit, period or part.</returns>
    public async Task<(bool IsAllowed, HandlingAnswer? Answer)> FindAsync(
        HandlingQuestion asked,
        CancellationToken cancellation
    )
    {
        var frame = await frames.FindAsync(
            asked.Day,
            asked.Unit,
            asked.Joined,
            Permissions.BoardView,
            cancellation
        );
        if (frame is not { IsAllowed: true })
        {
            return (frame is null, null);
        }

        if (Days(asked, frame.AsOf) is not { } period || HandlingLinks.ByOf(asked.By) is not { } by)
        {
            return (true, null);
        }

        var names = await records.ProcedureNamesAsync(cancellation);
        var fields = await records.ProcedureFieldsAsync(cancellation);
        var of = new HandlingAsked(
            frame.Scope,
            period.From,
            period.To,
            asked.Procedure is { } one ? [one]
                : string.IsNullOrEmpty(asked.Field) ? null
                : [.. fields.Where(f => f.Value.Vi == asked.Field).Select(f => f.Key)],
            asked.Channel
        );
        var read = await reader.ReadAsync(
            of,
            by == HandlingBy.Field ? HandlingBy.Procedure : by,
            cancellation
        );
        var whole = Distribution.Sum(read.Values);
        var bars = HandlingBars.Of(whole);
        var question = asked with
        {
            Day = frame.AsOf,
            Unit = frame.Scope.Key,
            Year = period.Month is null ? period.Year : null,
        };
        var parts = Parts(frame, question, by, read, names, fields);
        return (
            true,
            new(
                frame,
                period,
                question,
                by,
                whole,
                bars,
                parts,
                asked.Procedure is { } id
                    ? names.GetValueOrDefault(id) ?? texts["board.procedure.unknown"]
                    : null,
                [Histogram(frame, period, question, whole, bars)]
            )
        );
    }

    private static Period? Days(HandlingQuestion asked, DateOnly asOf)
    {
        if (asked.Year is < Period.FirstYear or > Period.LastYear)
        {
            return null;
        }

        var from = new DateOnly(asked.Year ?? asOf.Year, 1, 1);
        var to = from.AddYears(1).AddDays(-1);
        if (asked.Month is not null)
        {
            if (
                !DateOnly.TryParseExact(
                    asked.Month + "-01",
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out from
                ) || from.Year is < Period.FirstYear or > Period.LastYear
            )
            {
                return null;
            }

            to = from.AddMonths(1).AddDays(-1);
        }

        return from > asOf ? null : new(from.Year, from, to < asOf ? to : asOf, asked.Month);
    }

    /// <summary>The slowest first by what nine of ten results needed; months in their order.</summary>
    private List<HandlingPart> Parts(
        BoardFrame frame,
        HandlingQuestion question,
        HandlingBy by,
        IReadOnlyDictionary<string, Distribution> read,
        IReadOnlyDictionary<Guid, string> names,
        IReadOnlyDictionary<Guid, Bilingual> fields
    )
    {
        var parts = by switch
        {
            HandlingBy.Unit => read.Select(p =>
            {
                var unit = frame.Tree[Guid.Parse(p.Key)];
                // The row is the unit alone; its page is that of all below it.
                return new HandlingPart(
                    unit.NameIn(Texts.CurrentLanguage),
                    p.Value,
                    unit.Key == frame.Scope.Key
                        ? null
                        : question with
                        {
                            Unit = unit.Key,
                            Joined = false,
                        },
                    unit.ValidTo <= frame.AsOf
                        ? texts["board.closed", unit.ValidTo.Value.AddDays(-1)]
                        : null
                );
            }),
            HandlingBy.Procedure => read.Select(p =>
            {
                var id = Guid.Parse(p.Key);
                return new HandlingPart(
                    names.GetValueOrDefault(id) ?? texts["board.procedure.unknown"],
                    p.Value,
                    question with
                    {
                        Procedure = id,
                        Field = null,
                    }
                );
            }),
            HandlingBy.Field => read.GroupBy(p =>
                    fields.TryGetValue(Guid.Parse(p.Key), out var field) ? field : null
                )
                .Select(g => new HandlingPart(
                    g.Key?.ToString() ?? texts["board.procedure.unknown"],
                    Distribution.Sum(g.Select(p => p.Value)),
                    g.Key is { } field ? question with { Field = field.Vi, Procedure = null } : null
                )),
            HandlingBy.Channel => read.Select(p =>
            {
                var channel = Enum.Parse<Channel>(p.Key);
                return new HandlingPart(
                    texts[GapText.Of(channel)],
                    p.Value,
                    question with
                    {
                        Channel = channel,
                    }
                );
            }),
            _ => read.Select(p => new HandlingPart(
                p.Key,
                p.Value,
                question with
                {
                    Month = p.Key,
                    Year = null,
                }
            )),
        };
        return by == HandlingBy.Month
            ?
            [
                .. parts
                    .OrderBy(p => p.Name, StringComparer.Ordinal)
                    .Select(p =>
                        p with
                        {
                            Name = Formats.Month(
                                DateOnly.ParseExact(p.Name, "yyyy-MM", CultureInfo.InvariantCulture)
                            ),
                        }
                    ),
            ]
            :
            [
                .. parts
                    .OrderByDescending(p => p.Distribution.Percentile(90) ?? -1)
                    .ThenByDescending(p => p.Distribution.Known)
                    .ThenBy(p => p.Name, StringComparer.Create(Formats.Sorting, false)),
            ];
    }

    private PictureSheet Histogram(
        BoardFrame frame,
        Period period,
        HandlingQuestion question,
        Distribution whole,
        IReadOnlyList<HandlingBar> bars
    )
    {
        var mayDrill = user.Can(Permissions.BoardDrill);
        string? Records(HandlingBar bar) =>
            mayDrill && bar.Count > 0 ? HandlingLinks.Records(question, period, bar) : null;
        var title = texts["handling.picture", frame.ScopeName, period.From, period.To];
        var said = whole.Percentile(50) is { } median
            ? texts[
                "handling.picture.said",
                whole.Known,
                median,
                whole.Percentile(90)!.Value,
                whole.Counts[^1].Days
            ]
            : texts["handling.none"];
        return new(
            "thoi-gian",
            HandlingPicture.Draw(
                title,
                said,
                bars,
                new[] { (50, "P50"), (90, "P90"), (95, "P95") }
                    .Where(_ => whole.Known > 0)
                    .Select(p => (whole.Percentile(p.Item1)!.Value, p.Item2))
                    .ToList(),
                texts["handling.column.days"],
                bar => texts["handling.bar", bar.Name, bar.Count],
                Records
            ),
            [
                new(texts["handling.column.days"], "working_days"),
                new(texts["handling.column.count"], "results", true),
                new(texts["handling.column.share"], "share", true),
                new(texts["handling.column.within"], "share_within", true),
            ],
            [
                .. bars.Select(
                    (bar, i) =>
                    {
                        var share = (decimal)bar.Count / whole.Known;
                        var within = (decimal)bars.Take(i + 1).Sum(b => b.Count) / whole.Known;
                        return (IReadOnlyList<PictureCell>)
                            [
                                PictureCell.Of(bar.Name),
                                new(
                                    Formats.Number(bar.Count),
                                    PictureNumbers.Plain(bar.Count),
                                    Records(bar)
                                ),
                                new(Formats.Percent(share), PictureNumbers.Plain(share)),
                                new(Formats.Percent(within), PictureNumbers.Plain(within)),
                            ];
                    }
                ),
            ]
        );
    }
}

/// <summary>Addresses of handling times.</summary>
public static class HandlingLinks
{
    public const string Page = "/bang-dieu-hanh/thoi-gian";

    /// <summary>Name of the file with every part.</summary>
    public const string Parts = "phan";

    private static readonly (string Name, HandlingBy By)[] Names =
    [
        ("don-vi", HandlingBy.Unit),
        ("thu-tuc", HandlingBy.Procedure),
        ("linh-vuc", HandlingBy.Field),
        ("kenh", HandlingBy.Channel),
        ("thang", HandlingBy.Month),
    ];

    /// <summary>By unit where nothing is said; none of an unknown name.</summary>
    public static HandlingBy? ByOf(string? name) =>
        name is null
            ? HandlingBy.Unit
            : Names.Where(n => n.Name == name).Select(n => (HandlingBy?)n.By).FirstOrDefault();

    public static string NameOf(HandlingBy by) => Names.Single(n => n.By == by).Name;

    public static string To(BoardPlace place) =>
        Page + (place with { Alone = false, Verdict = null, Reading = null }).Query();

    public static string To(HandlingQuestion asked, HandlingBy by) =>
        Page + Place(asked).Query([.. Rest(asked), ("theo", NameOf(by))]);

    /// <summary>Every part of the split as a file.</summary>
    public static string PartsFile(HandlingQuestion asked, HandlingBy by) =>
        Page
        + Place(asked)
            .Query([.. Rest(asked), ("theo", NameOf(by)), ("hinh", Parts), ("tai", "csv")]);

    /// <summary>The records behind a bar.</summary>
    public static string Records(HandlingQuestion asked, Period period, HandlingBar bar)
    {
        var whole = ScoreLinks.RecordsOf(
            Measures.Resolved.Code,
            asked.Unit!,
            period.From,
            period.To.AddDays(1),
            asked.Field
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{whole}&chuoi=true{(asked.Joined ? "&gop=true" : "")}{(asked.Procedure is { } p ? $"&thu-tuc={p:D}" : "")}{(asked.Channel is { } c ? $"&kenh={c}" : "")}&ngay-tu={bar.Least}&ngay-den={bar.Most}"
        );
    }

    private static BoardPlace Place(HandlingQuestion asked) =>
        new()
        {
            Day = asked.Day,
            Unit = asked.Unit,
            Joined = asked.Joined,
            Year = asked.Year,
            Month = asked.Month,
            Procedure = asked.Procedure,
            Channel = asked.Channel,
        };

    private static (string, string)[] Rest(HandlingQuestion asked) =>
        string.IsNullOrEmpty(asked.Field) ? [] : [("linh-vuc", asked.Field)];
}
