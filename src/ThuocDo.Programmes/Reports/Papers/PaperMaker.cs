using System.Globalization;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Reports.Papers;

/// <summary>Puts a report on paper from what it keeps: text, figures of its cut, layout of its day.</summary>
public sealed class PaperMaker(
    UnitDirectory directory,
    NumberWords words,
    DemonstrationMode demonstration,
    Texts texts
)
{
    private static readonly string[] Columns =
    [
        "key",
        "condition",
        "target",
        "figure",
        "before",
        "verdict",
        "deadline",
    ];

    public async Task<ReportPaper> MakeAsync(Report report, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var unit = tree[report.UnitId];
        var sheet = NumberSheet.FromJson(report.Figures);
        var day = report.IssuedOn ?? VietnamTime.DayOf(report.CutAt);
        var layout = ReportLayout.Of(report.Kind, day, unit.Level);
        var name = ("unit", Capitals(unit));
        var above = ("above", Capitals(Above(tree, unit)));
        return new()
        {
            Layout = layout,
            Agency = layout.Lines("agency", name, above),
            Motto = [layout.Text("motto"), .. layout.Lines("motto-second")],
            Number = layout.Text("number", ("number", report.Number ?? NumberWords.None)),
            Place = Place(layout, unit, report.IssuedOn, day),
            Title = layout.Text("title"),
            Summary = layout.Text("summary", ("period", PeriodName(report))),
            Sections =
            [
                .. ReportText
                    .Parse(report.Text)
                    .Sections.Select(s => new PaperSection(
                        s.Heading,
                        [
                            .. s.Paragraphs.Select(p =>
                                string.Join(' ', p.Sentences.Select(x => words.Sentence(x, sheet)))
                            ),
                        ]
                    )),
            ],
            TableTitle = T("report.table"),
            Columns = [.. Columns.Select(c => T("report.column." + c))],
            Rows = [.. sheet.OfConditions.Select(c => Row(c.Now, c.Before))],
            ChartTitle = T("report.chart"),
            Chart = DocumentFonts.OfThisMachine is { } fonts
                ? ConditionChart.Draw(
                    sheet,
                    fonts,
                    new(T("report.chart.now"), T("report.chart.before"), T("report.chart.limit"))
                )
                : null,
            Signature = layout.Lines("signature"),
            Signer = report.Signer ?? "",
            RecipientsHead = layout.Text("recipients-head"),
            Recipients = layout.Lines("recipients"),
            Mark = string.Join(
                " · ",
                new[]
                {
                    report.State == ReportState.Draft ? T("report.mark.draft") : null,
                    demonstration.IsOn ? T("layout.demonstration") : null,
                }.OfType<string>()
            ),
            Sheet = sheet,
            MadeAt = report.CutAt,
        };
    }

    public string PeriodName(Report report) =>
        report.Quarter is { } quarter
            ? T("report.period.quarter", Roman(quarter), Year(report))
            : T("report.period.year", Year(report));

    private PaperRow Row(Figure now, Figure? before) =>
        new(
            now.Question.Key,
            now.Name.In(NumberWords.Language),
            T(
                now.Operator switch
                {
                    ConditionOperator.AtLeast => "report.limit.at-least",
                    ConditionOperator.Above => "report.limit.above",
                    ConditionOperator.Below => "report.limit.below",
                    _ => "report.limit.at-most",
                },
                words.Limit(now) ?? NumberWords.None
            ),
            words.Value(now) ?? NumberWords.None,
            words.Value(before) ?? NumberWords.None,
            T(VerdictKey(now.Verdict)),
            Formats.Day(now.Deadline)
        );

    /// <summary>A draft leaves the day open, as it is written by hand at the signature.</summary>
    private static string Place(ReportLayout layout, Unit unit, DateOnly? issued, DateOnly day) =>
        layout.Text(
            "place",
            ("place", unit.ShortName),
            ("day", issued is null ? NumberWords.None : Two(day.Day)),
            ("month", issued is null ? NumberWords.None : MonthText(day.Month)),
            ("year", day.Year.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>
    /// Days below 10 and the months January and February get a zero before them, so that nothing can be put in (Decree
    /// 30/2020/NĐ-CP; unconfirmed).
    /// </summary>
    private static string MonthText(int month) =>
        month <= 2 ? Two(month) : month.ToString(CultureInfo.InvariantCulture);

    private static string VerdictKey(Verdict verdict) =>
        verdict switch
        {
            Verdict.Met => "verdict.met",
            Verdict.AtRisk => "verdict.at_risk",
            Verdict.NotMet => "verdict.not_met",
            Verdict.NotYetMeasured => "verdict.not_yet_measured",
            _ => "verdict.not_applicable",
        };

    /// <summary>The unit with authority above; a reporting area has none. The province stands for itself.</summary>
    private static Unit Above(UnitTree tree, Unit unit)
    {
        var above = unit;
        do
        {
            above = above.ParentId is { } id ? tree.Find(id) : null;
        } while (above is { Kind: UnitKind.Area });

        return above ?? unit;
    }

    private static string Capitals(Unit unit) => unit.Name.ToUpper(CultureInfo.InvariantCulture);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Year(Report report) => report.Year.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int quarter) => quarter == 4 ? "IV" : new string('I', quarter);

    private string T(string key, params object?[] arguments) =>
        texts.In(NumberWords.Language, key, arguments);
}
