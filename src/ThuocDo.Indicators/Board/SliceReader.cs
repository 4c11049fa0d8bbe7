using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Indicators.Scores;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>By what a share is laid apart when it is asked for.</summary>
public enum SliceBy
{
    Field,
    Channel,

    /// <summary>The heads of units in the days in which they held the post: of the unit itself, without the units below it.</summary>
    Head,
}

/// <summary>One part of a share, with the addresses of its records where they can be listed.</summary>
public sealed record Slice(string Name, string? Note, Share Share, string? Above, string? Below);

/// <summary>Lays a share apart by field, channel or head, from the same facts as the share.</summary>
public sealed class SliceReader(
    FigureReader figures,
    HeadTerms heads,
    IRecordSource records,
    Texts texts
)
{
    private const string Days = "days";

    private static readonly (string Name, SliceBy By)[] Names =
    [
        ("linh-vuc", SliceBy.Field),
        ("kenh", SliceBy.Channel),
        ("dung-dau", SliceBy.Head),
    ];

    public static SliceBy? ByOf(string? name) =>
        Names.Where(n => n.Name == name).Select(n => (SliceBy?)n.By).FirstOrDefault();

    public static string NameOf(SliceBy by) => Names.Single(n => n.By == by).Name;

    /// <summary>
    /// Whoever has most to do comes first. Several heads of one unit answer for the same records, so slices by head are not to be added up.
    /// </summary>
    public async Task<IReadOnlyList<Slice>> ReadAsync(
        BoardFrame frame,
        string indicator,
        Definition definition,
        Period period,
        BoardPlace place,
        SliceBy by,
        CancellationToken cancellation
    )
    {
        var asked = new Asked(frame, indicator, definition, period, place);
        var slices = by switch
        {
            SliceBy.Field => await ByFieldAsync(asked, cancellation),
            SliceBy.Channel => await ByChannelAsync(asked, cancellation),
            _ => await ByHeadAsync(asked, cancellation),
        };
        var sign = definition.Upwards ? 1 : -1;
        return
        [
            .. slices
                .Where(s => s.Share != new Share(0, 0))
                .OrderBy(s => s.Share.Value is { } value ? sign * value : 2)
                .ThenBy(s => s.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    private async Task<IEnumerable<Slice>> ByFieldAsync(Asked asked, CancellationToken cancellation)
    {
        var fields = await records.ProcedureFieldsAsync(cancellation);
        var table = await figures.ReadByProcedureAsync(
            asked.Frame.Scope,
            asked.Definition.Level,
            asked.Period.Interval,
            asked.Measures,
            cancellation
        );
        return table
            .Parts.GroupBy(part => fields.TryGetValue(Guid.Parse(part), out var f) ? f : null)
            .Select(g => new Slice(
                g.Key?.ToString() ?? texts["board.procedure.unknown"],
                null,
                g.Aggregate(new Share(0, 0), (sum, part) => sum + asked.Of(table, part)),
                asked.Records(asked.Definition.Numerator!, g.Key?.Vi),
                asked.Records(asked.Definition.Denominator!, g.Key?.Vi)
            ));
    }

    private async Task<IEnumerable<Slice>> ByChannelAsync(
        Asked asked,
        CancellationToken cancellation
    )
    {
        var table = await figures.ReadByChannelAsync(
            asked.Frame.Scope,
            asked.Definition.Level,
            asked.Period.Interval,
            asked.Measures,
            cancellation
        );
        return table.Parts.Select(part =>
        {
            var channel = Enum.Parse<Channel>(part);
            var place = asked.Place with { Channel = channel, Procedure = null };
            return new Slice(
                texts[GapText.Of(channel)],
                null,
                asked.Of(table, part),
                BoardLinks.Records(asked.Indicator, place, true),
                BoardLinks.Records(asked.Indicator, place, false)
            );
        });
    }

    private async Task<IEnumerable<Slice>> ByHeadAsync(Asked asked, CancellationToken cancellation)
    {
        var (from, end) = (asked.Period.From, asked.Period.To.AddDays(1));
        var units = asked
            .Frame.Scope.Units.Where(u =>
                asked.Definition.Level is null || u.Level == asked.Definition.Level
            )
            .ToDictionary(u => u.Id);
        var terms = (await heads.InAsync(from, end, cancellation))
            .Where(t => units.ContainsKey(t.UnitId))
            .Select(t => (Term: t, Days: t.Within(from, end)))
            .Where(t => t.Days is not null)
            .ToList();
        // Terms of the same days are read together, each group of its own units alone.
        var shares = new Dictionary<(Guid Unit, (DateOnly, DateOnly) Days), Share>();
        foreach (var group in terms.GroupBy(t => t.Days!.Value))
        {
            var table = await figures.ReadAsync(
                asked.Frame.Scope with
                {
                    Units = [.. group.Select(t => units[t.Term.UnitId]).Distinct()],
                },
                [new Interval(Days, group.Key.From, group.Key.To.AddDays(-1))],
                Grouping.Unit,
                asked.Measures,
                cancellation
            );
            foreach (var part in table.Parts)
            {
                shares[(Guid.Parse(part), group.Key)] = table.Share(
                    part,
                    asked.Definition.Numerator!,
                    asked.Definition.Denominator!,
                    Days
                );
            }
        }

        return terms.Select(t =>
        {
            var (unit, days) = (units[t.Term.UnitId], t.Days!.Value);
            return new Slice(
                $"{t.Term.PersonName}, {unit.NameIn(Texts.CurrentLanguage)}",
                $"{t.Term.Post.TitleIn(Texts.CurrentLanguage)}, {Formats.Day(days.From)} – {Formats.Day(days.To.AddDays(-1))}",
                shares.GetValueOrDefault((t.Term.UnitId, days)),
                Listed(asked.Definition.Numerator!),
                Listed(asked.Definition.Denominator!)
            );

            string? Listed(Measure measure) =>
                ScoreCounts.Find(measure.Code) is null
                    ? null
                    : ScoreLinks.RecordsOf(measure.Code, unit.Key, days.From, days.To, alone: true);
        });
    }

    private sealed record Asked(
        BoardFrame Frame,
        string Indicator,
        Definition Definition,
        Period Period,
        BoardPlace Place
    )
    {
        public IReadOnlyList<Measure> Measures { get; } =
        [Definition.Numerator!, Definition.Denominator!];

        public Share Of(FigureTable table, string part) =>
            table.Share(part, Definition.Numerator!, Definition.Denominator!, Period.Interval.Name);

        /// <summary>The list of records knows a field, but no level of units.</summary>
        public string? Records(Measure measure, string? field) =>
            field is null || Definition.Level is not null || ScoreCounts.Find(measure.Code) is null
                ? null
                : ScoreLinks.RecordsOf(
                    measure.Code,
                    Frame.Scope.Key,
                    Period.From,
                    Period.To.AddDays(1),
                    field
                ) + (Frame.Scope.IsJoined ? "&chuoi=true&gop=true" : "&chuoi=true");
    }
}
