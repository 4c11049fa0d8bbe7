using Shouldly;
using ThuocDo.Tests.Programmes.Cascade;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class CascadeCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cascade");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Cascade_PlansThatAreEnough_ExitsWithZeroAndNamesThem()
    {
        var (code, lines, error) = await RunAsync(
            CascadeSample.Share,
            "a,1,share,T,,80,,,\nb,1,share,T,,80,,,"
        );

        code.ShouldBe(0);
        error.ShouldBeEmpty();
        lines.ShouldBe([
            "finding,about,body,item,stated,asked,sentence",
            "implied,T,,\"a/1, b/1\",,,\"T (Share): whoever keeps the plans reaches a share ≥ 80%; a/1, b/1 are enough\"",
        ]);
    }

    [Fact]
    public async Task Cascade_AGap_ExitsWithOneAndExplainsIt()
    {
        var (code, lines, _) = await RunAsync(
            CascadeSample.Share,
            "a,1,share,T,,90,,,\nb,1,share,T,,60,,,",
            "T,a,denominator,,100,100\nT,b,denominator,,100,100"
        );

        code.ShouldBe(1);
        lines[1].ShouldStartWith("gap,T,,,,,");
        lines.ShouldContain(
            "short,T,b,,60,80,\"B plans a share ≥ 60%, needs a share ≥ 80%: 20 short\""
        );
        lines.ShouldContain("suffices,T,,,,69.01,\"If B each reach a share ≥ 69.01%, T follows\"");
        lines.ShouldContain(
            "figure,T,a,denominator,100,,\"T missed, for instance: the denominator of a is 100\""
        );
        lines[^1].ShouldStartWith("weaker,T,b,1,60,80,");
    }

    /// <summary>Every kind of finding, in both languages, has its words.</summary>
    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Cascade_AllFindings_AreSaidInWords(string language)
    {
        var (code, lines, _) = await RunAsync(
            "body,a,A,,,,,,\nbody,b,B,,,,,x|y,\n"
                + "condition,S,S,share,>=,80,,,2025-12-31\ncondition,K,K,count,>=,9,,,2025-12-31\n"
                + "condition,R,R,reduction,>=,10,2020,,2025-12-31\ncondition,G,G,growth,>=,5,2020,,2025-12-31\n"
                + "condition,L,L,level,>=,80,,,2025-12-31\ncondition,P,P,rank,<=,20,,,2025-12-31\n"
                + "condition,V,V,count,>=,5,,a,2025-12-31\n"
                + "condition,X,X,count,>=,5,,a,2025-12-31\ncondition,Y,Y,share,>=,5,,a,2025-12-31\n"
                + "task,N1,N1,,,,,,2024-12-31\ntask,N2,N2,,,,,,",
            "a,1,share,S,,70,,,2026-12-31\nb,1,count,S,<=,70,,x,\na,2,reduction,R,,8,2021,,\n"
                + "a,3,level,L,,80,,,\na,4,level,L,<=,70,,,\na,5,count,K,,5,,,\na,6,task,N1,,,,,2025-12-31\n"
                + "a,7,task,,,,,,\na,8,count,X,<=,4,,,\na,9,count,V,,5,,,",
            "G,a,numerator,,0,0\nG,a,base,2020,5,5\nY,a,numerator,,9,9\nY,a,denominator,,1,1\n"
                + "R,a,numerator,,6,6\nR,a,base,2020,5,5",
            language
        );

        code.ShouldBe(1);
        lines
            .Select(l => l.Split(',')[0])
            .Distinct()
            .Order()
            .ShouldBe([
                "contradiction",
                "contradictory",
                "figure",
                "finding",
                "gap",
                "implied",
                "late",
                "orphan",
                "short",
                "suffices",
                "untied",
                "weaker",
            ]);
        lines.ShouldAllBe(l => !l.Contains("cascade.", StringComparison.Ordinal));
        lines.ShouldAllBe(l => !l.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cascade_FaultyFile_ExitsWithTwoAndNamesEveryFault()
    {
        var (code, lines, error) = await RunAsync(
            CascadeSample.Share,
            "c,1,share,T,,80,,,\na,1,share,U,,80,,,2025-12-31"
        );

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain("plans.csv, line 2");
        error.ShouldContain("plans.csv, line 3");
    }

    [Fact]
    public async Task Cascade_UnreadableCell_ExitsWithTwo()
    {
        var (code, _, error) = await RunAsync(CascadeSample.Share, "a,1,share,T,,many,,,");

        code.ShouldBe(2);
        error.ShouldContain("line 2, column value");
    }

    [Fact]
    public async Task Cascade_MissingFile_ExitsWithTwoAndNamesIt()
    {
        var (code, _, error) = await CommandLine.RunAsync(
            "cascade",
            "--programme",
            "no-such-file.csv",
            "--plans",
            "no-such-file.csv"
        );

        code.ShouldBe(2);
        error.ShouldContain("no-such-file.csv");
    }

    private async Task<(int Code, string[] Lines, string Error)> RunAsync(
        string programme,
        string plans,
        string figures = "",
        string language = "en"
    ) =>
        await CommandLine.RunAsync(
            "cascade",
            "--programme",
            Write("programme.csv", CascadeSample.Programme, programme),
            "--plans",
            Write("plans.csv", CascadeSample.Plans, plans),
            "--figures",
            Write("figures.csv", CascadeSample.Figures, figures),
            "--lang",
            language
        );

    private string Write(string name, string header, string rows)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"{header}\n{rows}");
        return path;
    }
}
