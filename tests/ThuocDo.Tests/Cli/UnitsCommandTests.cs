using Shouldly;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class UnitsCommandTests : IDisposable
{
    private const string Edges = "units/merge_old_to_new_2025-07-01_nationwide.csv";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("units");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Carry_AMerger_PrintsTheColumnsOfTheContract()
    {
        var (code, lines, error) = await RunAsync(
            "old_code,new_code,note\n001,009,Nhập toàn bộ\n002,009,Nhập toàn bộ\n",
            "code,numerator,denominator,name\n001,300,400,x\n002,500,1600,y\n003,1,0,z\n"
        );

        code.ShouldBe(0, error);
        error.ShouldBeEmpty();
        lines.ShouldBe([
            "code,numerator,denominator,rate,exact,rule",
            "003,1,0,,true,kept",
            "009,800,2000,0.4,true,whole",
        ]);
    }

    [Fact]
    public async Task Carry_ASplit_ApportionsAndMarks()
    {
        var (code, lines, _) = await RunAsync(
            "old_code,new_code,note\n1,8,Nhập một phần\n1,9,Nhập một phần\n2,9,Nhập một phần diện tích\n2,7,\"Nhập một phần diện tích, TOÀN BỘ dân số\"\n",
            "code,numerator,denominator\n1,3,10\n2,1,1\n"
        );

        code.ShouldBe(0);
        lines[1..]
            .ShouldBe([
                "7,1,1,1,true,whole-population",
                "8,2,5,0.4,false,equal-share",
                "9,1,5,0.2,false,area-only+equal-share",
            ]);
    }

    [Fact]
    public async Task Carry_AnEdgeWithoutAnOldCode_WarnsAndGoesOn()
    {
        var (code, lines, error) = await RunAsync(
            "old_code,new_code,note\n,11948,Sắp xếp toàn bộ huyện\n1,9,\n",
            "code,numerator,denominator\n1,3,\n"
        );

        code.ShouldBe(0);
        error.ShouldContain("11948");
        lines[1..].ShouldBe(["9,3,,,true,whole"]);
    }

    [Fact]
    public async Task Carry_WithoutTheFiguresOfAnOldUnit_SaysWhatTheSumLacks()
    {
        var (code, lines, error) = await RunAsync(
            "old_code,new_code,note\n1,9,\n2,9,\n",
            "code,numerator,denominator\n1,3,4\n"
        );

        code.ShouldBe(0);
        lines[1..].ShouldBe(["9,3,4,0.75,true,whole"]);
        error.ShouldContain("9");
        error.ShouldContain("2");
    }

    [Theory]
    [InlineData("code,rank\n1,5\n", "rank")]
    [InlineData("code,rate\n1,0.5\n", "rate")]
    [InlineData("code,numerator\n1,5\n", "denominator")]
    [InlineData("code,numerator,denominator\n1,five,5\n", "five")]
    [InlineData("code,numerator,denominator\n1,\"5,5\",5\n", "5,5")]
    [InlineData("code,numerator,denominator\n1,-5,5\n", "-5")]
    [InlineData("code,numerator,denominator\n1,1,5\n1,2,5\n", "3")]
    [InlineData("code,numerator,denominator\n,1,5\n", "code")]
    [InlineData("code,numerator,denominator,code\n1,1,5,1\n", "code")]
    [InlineData("code,numerator,denominator\n", "values.csv")]
    [InlineData("", "values.csv")]
    public async Task Carry_OfBadValues_SaysWhatIsWrongAndPrintsNothing(string values, string named)
    {
        var (code, lines, error) = await RunAsync("old_code,new_code,note\n1,9,\n", values);

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(named);
    }

    [Theory]
    [InlineData("old_code,note\n1,x\n", "new_code")]
    [InlineData("old_code,new_code,note\n1,,x\n", "new_code")]
    public async Task Carry_OfBadEdges_SaysWhatIsWrong(string edges, string named)
    {
        var (code, lines, error) = await RunAsync(edges, "code,numerator,denominator\n1,3,4\n");

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(named);
        error.ShouldContain("edges.csv");
    }

    [Fact]
    public async Task Carry_OfAFileThatIsNotThere_NamesIt()
    {
        var (code, _, error) = await CommandLine.RunAsync(
            "units",
            "carry",
            "--edges",
            Path.Combine(folder.FullName, "none.csv"),
            "--values",
            "none"
        );

        code.ShouldBe(2);
        error.ShouldContain("none.csv");
    }

    /// <summary>All real edges: sums are the same before and after, whole units are exact, divided ones are marked.</summary>
    [Fact]
    public async Task Carry_OverAllRealEdges_ConservesEverything()
    {
        var edges = ReferenceData.Rows("data/" + Edges);
        var old = edges.Select(e => e["old_code"]).OfType<string>().Distinct().Order().ToList();
        var random = new Random(11);
        var values = old.ToDictionary(
            c => c,
            _ => (N: random.Next(0, 5000), D: random.Next(5000, 90_000))
        );
        var file = Write(
            "values.csv",
            "code,numerator,denominator\n"
                + string.Concat(values.Select(v => $"{v.Key},{v.Value.N},{v.Value.D}\n"))
        );

        var (code, lines, error) = await CommandLine.RunAsync(
            "units",
            "carry",
            "--edges",
            ReferenceData.File("data/" + Edges),
            "--values",
            file
        );

        code.ShouldBe(0, error);
        var rows = Rows(lines);
        rows.Sum(r => r.Int("numerator")).ShouldBe(values.Sum(v => v.Value.N));
        rows.Sum(r => r.Int("denominator")).ShouldBe(values.Sum(v => v.Value.D));
        rows.Select(r => r["code"])
            .ShouldBe(
                edges
                    .Where(e => e["old_code"] is not null)
                    .Select(e => e["new_code"])
                    .Distinct()
                    .OrderBy(c => c, StringComparer.Ordinal)
            );
        error
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length.ShouldBe(edges.Count(e => e["old_code"] is null), "one warning each");

        var ways = edges.Where(e => e["old_code"] is not null).ToLookup(e => e["old_code"]!);
        foreach (var row in rows)
        {
            var sources = edges
                .Where(e => e["new_code"] == row["code"] && e["old_code"] is not null)
                .ToList();
            var isDivided = sources.Any(s =>
                ways[s["old_code"]!].Count() > 1
                && !ways[s["old_code"]!].Any(w => IsWholePopulation(w["note"]))
            );
            row["exact"].ShouldBe(isDivided ? "false" : "true", row["code"]);
            row["rule"]!.Contains("equal-share", StringComparison.Ordinal).ShouldBe(isDivided);
            if (!isDivided)
            {
                row.Int("numerator")
                    .ShouldBe(
                        sources
                            .Where(s =>
                                ways[s["old_code"]!].Count() == 1 || IsWholePopulation(s["note"])
                            )
                            .Sum(s => values[s["old_code"]!].N)
                    );
            }

            row.OptionalDecimal("rate")!
                .Value.ShouldBe(
                    (decimal)row.Int("numerator") / row.Int("denominator"),
                    0.000000000001m
                );
        }
    }

    private static bool IsWholePopulation(string? note) =>
        Folding.Fold(note ?? "").Contains("toan bo dan so", StringComparison.Ordinal);

    private Task<(int Code, string[] Lines, string Error)> RunAsync(string edges, string values) =>
        CommandLine.RunAsync(
            "units",
            "carry",
            "--edges",
            Write("edges.csv", edges),
            "--values",
            Write("values.csv", values)
        );

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static List<CsvRow> Rows(string[] lines) =>
        [.. Csv.Read(new StringReader(string.Join('\n', lines)), "output")];
}
