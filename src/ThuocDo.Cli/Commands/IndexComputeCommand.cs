using System.CommandLine;
using System.Globalization;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Indicators.ServiceIndex;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo index compute</c>: totals, dimensions and ranks from published parts. Nothing is rounded; rows come out by
/// year and code, whatever their order in the input.
/// </summary>
public static class IndexComputeCommand
{
    private const string FixedPrefix = "fixed:";
    private const string WindowPrefix = "window:";
    private const string Service = "service-766";
    private const string SelfScore = "par-self";

    private static readonly string[] Dimensions =
    [
        "dim1",
        "dim2",
        "dim3",
        "dim4",
        "dim5",
        "dim6",
        "dim7",
        "dim8",
    ];

    /// <summary>What a method reads: the index and, where its files have no year, the year of its rules.</summary>
    private static readonly Dictionary<string, (string Index, int? Year)> Tables = new()
    {
        ["papi"] = ("PAPI", null),
        ["pci-total"] = ("PCI", null),
        ["dti-2020"] = ("DTI", 2020),
        ["dti-2022"] = ("DTI", 2022),
        ["ict"] = ("ICT", 2016),
        ["sipas"] = ("SIPAS", null),
    };

    private static readonly string[] Methods =
    [
        .. Tables.Keys,
        "pci-subindex",
        "par-index",
        SelfScore,
        Service,
    ];

    public static Command Create()
    {
        var method = new Option<string>("--method")
        {
            Description = CliTexts.T["index-cli.help.method", string.Join(", ", Methods)],
            Required = true,
        };
        var input = new Option<string>("--input")
        {
            Description = CliTexts.T["index-cli.help.input"],
            Required = true,
        };
        var anchors = new Option<string>("--anchors")
        {
            Description = CliTexts.T["index-cli.help.anchors"],
        };
        var groups = new Option<string>("--groups")
        {
            Description = CliTexts.T["index-cli.help.groups"],
        };
        var command = new Command("compute", CliTexts.T["index-cli.help.compute"])
        {
            method,
            input,
            anchors,
            groups,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(method)!,
                parsed.GetValue(input)!,
                parsed.GetValue(anchors),
                parsed.GetValue(groups),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Run(
        string method,
        string input,
        string? anchors,
        string? groups,
        TextWriter output,
        TextWriter error
    )
    {
        if (Misuse(method, anchors, groups) is { } misuse)
        {
            return CompileCommand.Refuse(error, misuse);
        }

        if (InputFiles.Open(input, error) is not { } file)
        {
            return ThuocDoCommand.WrongUse;
        }

        var (rows, files) = method switch
        {
            "pci-subindex" => SubIndices(file, anchors ?? "cumulative", error),
            "par-index" => (ParRows(ParIndex.Read(file)), [file]),
            SelfScore => (SelfRows(file), [file]),
            Service => (ServiceRows(file), [file]),
            _ => (TableRows(method, file, groups), [file]),
        };
        if (rows is null || !InputFiles.AreSound(error, files))
        {
            return ThuocDoCommand.WrongUse;
        }

        foreach (var row in rows)
        {
            output.Write(CsvText.Line(row));
        }

        return ThuocDoCommand.Done;
    }

    private static Explanation? Misuse(string method, string? anchors, string? groups)
    {
        if (!Methods.Contains(method))
        {
            return new("index-cli.error.method", method, string.Join(", ", Methods));
        }

        if (anchors is not null && method != "pci-subindex")
        {
            return new("index-cli.error.no-anchors");
        }

        if (anchors is not null && !IsTable(anchors) && SpanOf(anchors) is null)
        {
            return new("index-cli.error.anchors", anchors);
        }

        if (groups is null)
        {
            return null;
        }

        string[] known = [.. Dimensions, "total"];
        return method != "papi" ? new("index-cli.error.no-groups")
            : known.Contains(groups) ? null
            : new("index-cli.error.groups", groups, string.Join(", ", known));
    }

    private static IEnumerable<string[]> TableRows(string method, IndexFile file, string? groups)
    {
        var (index, year) = Tables[method];
        var inputs = IndexTableReader.Read(file, index, year);
        var scores = file.IsSound
            ? IndexScoring.Of(inputs, y => IndexMethods.Shipped.Find(index, y)!)
            : [];
        return method switch
        {
            "papi" => PapiRows(scores, groups),
            "pci-total" => Rows(
                "year,gso_code,score,rank",
                scores,
                s => [Numbers.Text(s.Year), s.Unit, Numbers.Text(s.Total), Numbers.Text(s.Rank)]
            ),
            "sipas" => Rows(
                "year,gso_code,total,rank",
                scores,
                s => [Numbers.Text(s.Year), s.Unit, Numbers.Text(s.Total), Numbers.Text(s.Rank)]
            ),
            _ => Rows(
                "gso_code,total,rank",
                scores,
                s => [s.Unit, Numbers.Text(s.Total), Numbers.Text(s.Rank)]
            ),
        };
    }

    private static IEnumerable<string[]> PapiRows(IReadOnlyList<IndexScore> scores, string? groups)
    {
        var cuts = scores
            .GroupBy(s => s.Year)
            .ToDictionary(g => g.Key, g => Quartiles.Of(g.Select(s => ValueOf(s, groups))));
        return Rows(
            "year,gso_code,"
                + string.Join(',', Dimensions)
                + ",total,rank,n_ranked"
                + (groups is null ? "" : ",group,p25,p50,p75"),
            scores,
            s =>
                [
                    Numbers.Text(s.Year),
                    s.Unit,
                    .. Dimensions.Select(d => Numbers.Text(s.Parts.GetValueOrDefault(d))),
                    Numbers.Text(s.Total),
                    Numbers.Text(s.Rank),
                    Numbers.Text(s.Ranked),
                    .. groups is null ? [] : GroupFields(cuts[s.Year], ValueOf(s, groups)),
                ]
        );
    }

    private static string[] GroupFields(Quartiles? cuts, decimal? value) =>
        [
            cuts is null || value is not { } known ? "" : GroupName(cuts.GroupOf(known)),
            Numbers.Text(cuts?.P25),
            Numbers.Text(cuts?.P50),
            Numbers.Text(cuts?.P75),
        ];

    private static string GroupName(QuartileGroup group) =>
        group switch
        {
            QuartileGroup.High => "high",
            QuartileGroup.UpperMiddle => "upper-middle",
            QuartileGroup.LowerMiddle => "lower-middle",
            _ => "low",
        };

    private static decimal? ValueOf(IndexScore score, string? dimension) =>
        dimension is null ? null
        : dimension == "total" ? score.Total
        : score.Parts.GetValueOrDefault(dimension);

    private static (IEnumerable<string[]>? Rows, IReadOnlyList<IndexFile> Files) SubIndices(
        IndexFile input,
        string anchors,
        TextWriter error
    )
    {
        IReadOnlyList<IndexFile> files = [input];
        IReadOnlyList<SubIndexScore> scores = [];
        if (SpanOf(anchors) is { } span)
        {
            var readings = IndicatorReader.Read(input, isScaleKnown: false);
            scores = input.IsSound ? PciSubIndices.Of(readings, span) : [];
        }
        else
        {
            if (InputFiles.Open(anchors[FixedPrefix.Length..], error) is not { } tableFile)
            {
                return (null, files);
            }

            files = [input, tableFile];
            var table = FixedAnchorReader.Read(tableFile);
            var readings = IndicatorReader.Read(input, isScaleKnown: true);
            if (files.All(f => f.IsSound))
            {
                FixedAnchorReader.Check(input, readings, table, tableFile.Name);
            }

            scores = files.All(f => f.IsSound) ? PciSubIndices.Of(readings, table) : [];
        }

        return (
            Rows(
                "year,gso_code,sub_index,score",
                scores,
                s => [Numbers.Text(s.Year), s.Unit, s.SubIndex, Numbers.Text(s.Score)]
            ),
            files
        );
    }

    private static bool IsTable(string anchors) =>
        anchors.StartsWith(FixedPrefix, StringComparison.Ordinal)
        && anchors.Length > FixedPrefix.Length;

    private static AnchorSpan? SpanOf(string anchors) =>
        anchors switch
        {
            "in-year" => AnchorSpan.InYear,
            "cumulative" => AnchorSpan.Cumulative,
            _ when anchors.StartsWith(WindowPrefix, StringComparison.Ordinal)
                    && int.TryParse(
                        anchors[WindowPrefix.Length..],
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var years
                    )
                    && years >= 1 => new AnchorSpan(years),
            _ => null,
        };

    private static IEnumerable<string[]> ParRows(IReadOnlyList<ParResult> results) =>
        Rows(
            "year,level,unit,gso_code,total,printed,difference,holds,rank,group",
            results,
            r =>
                [
                    Numbers.Text(r.Year),
                    r.Level,
                    r.Unit,
                    r.Code,
                    Numbers.Text(r.Sum.Sum),
                    Numbers.Text(r.Sum.Printed),
                    Numbers.Text(r.Sum.Difference),
                    r.Sum.Holds switch
                    {
                        true => "true",
                        false => "false",
                        _ => "",
                    },
                    Numbers.Text(r.Rank),
                    r.Group?.Key ?? "",
                ]
        );

    /// <summary>Every criterion of each body in the order of its table, then the total.</summary>
    private static IEnumerable<string[]> SelfRows(IndexFile file) =>
        Rows(
            "year,set,unit,code,max,points,open,lost",
            ParSelfTable
                .Read(file)
                .SelectMany(r =>
                    r.Tree.All.Select(c => (Sheet: r, c.Code, c.Max, Node: r.Score[c.Code]))
                        .Append((Sheet: r, Code: "", r.Tree.Max, Node: r.Score.Total))
                ),
            r =>
                [
                    Numbers.Text(r.Sheet.Year),
                    r.Sheet.Set,
                    r.Sheet.Unit,
                    r.Code,
                    Numbers.Text(r.Max),
                    Numbers.Text(r.Node.Points),
                    Numbers.Text(r.Node.Open),
                    Numbers.Text(r.Node.Lost),
                ]
        );

    /// <summary>By the newest rules: metrics, their groups, and the total of what was counted.</summary>
    private static IEnumerable<string[]> ServiceRows(IndexFile file) =>
        Rows(
            "period,unit,group,metric,max,share,points",
            ServiceTable
                .Read(file, ServiceSet.On(DateOnly.MaxValue)!)
                .SelectMany(result =>
                    result
                        .Score.Groups.Where(g => g.Points is not null)
                        .SelectMany(group =>
                            group
                                .Metrics.Where(m => m.Points is not null)
                                .Select(m =>
                                    (
                                        result,
                                        Group: group.Group.Key,
                                        m.Metric.Key,
                                        m.Metric.Max,
                                        m.Share,
                                        m.Points
                                    )
                                )
                                .Append(
                                    (result, group.Group.Key, "", group.Within, null, group.Points)
                                )
                        )
                        .Append((result, "", "", result.Score.Within, null, result.Score.Points))
                ),
            r =>
                [
                    r.result.Period,
                    r.result.Unit,
                    r.Group,
                    r.Key,
                    Numbers.Text(r.Max),
                    Numbers.Text(r.Share),
                    Numbers.Text(r.Points),
                ]
        );

    private static IEnumerable<string[]> Rows<T>(
        string columns,
        IEnumerable<T> items,
        Func<T, string[]> fields
    ) => [columns.Split(','), .. items.Select(fields)];
}
