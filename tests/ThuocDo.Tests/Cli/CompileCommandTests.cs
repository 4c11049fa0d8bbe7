using System.Text.Json;
using Shouldly;
using ThuocDo.Tests.Programmes.Compiling;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class CompileCommandTests
{
    private static readonly string Plan = CompiledSample.PathOf("wrapped-plan.txt");

    [Theory]
    [InlineData(
        "--targets",
        "section,name,operator,value,unit,scope,deadline,rank_group,base_year,lead_body,kind,sentence"
    )]
    [InlineData(
        "--tasks",
        "section,no,task,lead_body,coordinating_bodies,deliverable,deadline_text,deadline_norm,sentence"
    )]
    [InlineData("--coverage", "line,start,end,state,items,sentence")]
    [InlineData("--duties", "section,addressee,kind,deadline_text,deadline_norm,line,sentence")]
    public async Task Compile_EachView_HasTheColumnsOfTheContract(string view, string columns)
    {
        var (code, lines, _) = await CommandLine.RunAsync("compile", Plan, view);

        code.ShouldBe(0);
        lines[0].ShouldBe(columns);
        lines.Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Compile_Targets_PrintsOnlyTargetsUnlessAllKindsAreAskedFor()
    {
        var (_, targets, _) = await CommandLine.RunAsync("compile", Plan, "--targets");
        var (_, all, _) = await CommandLine.RunAsync("compile", Plan, "--targets", "--all-kinds");

        targets.ShouldNotContain(l => l.Contains(",task-number,", StringComparison.Ordinal));
        all.ShouldContain(l => l.Contains(",task-number,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compile_AsJson_HasTheSameRows()
    {
        var (_, lines, _) = await CommandLine.RunAsync("compile", Plan, "--targets");
        var (code, json, _) = await CommandLine.RunAsync(
            "compile",
            Plan,
            "--targets",
            "--format",
            "json"
        );

        code.ShouldBe(0);
        using var document = JsonDocument.Parse(string.Join('\n', json));
        document.RootElement.GetArrayLength().ShouldBe(lines.Length - 1);
        document.RootElement[0].GetProperty("operator").GetString().ShouldBe(">=");
    }

    [Fact]
    public async Task Compile_WithAKey_PrintsRecallAndPrecision()
    {
        var (code, lines, _) = await CommandLine.RunAsync(
            "compile",
            Plan,
            "--targets",
            "--score",
            CompiledSample.PathOf("wrapped-plan.expected.csv")
        );

        code.ShouldBe(0);
        lines.ShouldContain("recall,,,,1.000");
        lines.ShouldContain("precision,,,,1.000");
    }

    [Fact]
    public async Task Compile_WithTheKeyOfAnotherText_NamesWhatIsMissedAndInvented()
    {
        var (code, lines, _) = await CommandLine.RunAsync(
            "compile",
            Plan,
            "--targets",
            "--score",
            CompiledSample.PathOf("party-resolution.expected.csv")
        );

        code.ShouldBe(1);
        lines.ShouldContain(l => l.StartsWith("missed,", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("invented,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--targets", "--tasks")]
    [InlineData("--all-kinds", "--all-kinds")]
    [InlineData("--targets", "--format=xml")]
    public async Task Compile_WrongUse_ExitsWithTwo(string first, string second)
    {
        var (code, lines, error) = await CommandLine.RunAsync("compile", Plan, first, second);

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Compile_MissingFile_ExitsWithTwoAndNamesIt()
    {
        var (code, _, error) = await CommandLine.RunAsync(
            "compile",
            "no-such-file.txt",
            "--targets"
        );

        code.ShouldBe(2);
        error.ShouldContain("no-such-file.txt");
    }
}
