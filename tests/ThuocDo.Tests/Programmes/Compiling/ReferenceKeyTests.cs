using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Scoring;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>Real documents, read from the reference folder and never kept here.</summary>
public sealed class ReferenceKeyTests
{
    private const string Folder = "data/documents";

    [Fact]
    public void Compile_DocumentsWithKeys_ReachRecallAndPrecision()
    {
        var (marked, expected, found) = (0.0, 0, 0);
        foreach (var key in Keys("*.expected.csv"))
        {
            var score = CompiledSample.Score(Draft(key), key);
            marked += score.Marked;
            expected += score.Expected;
            found += score.Found;
            score.Recall.ShouldBeGreaterThanOrEqualTo(0.8, key);
            score.Precision.ShouldBeGreaterThanOrEqualTo(0.8, key);
        }

        (marked / expected).ShouldBeGreaterThanOrEqualTo(0.9);
        (marked / found).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Compile_DocumentsWithKeysOfTasks_FindsBodiesAndDates()
    {
        foreach (var key in Keys("*.expected-tasks.csv"))
        {
            using var reader = new StreamReader(key);
            var score = TaskScore.Of(Draft(key).Tasks, TaskKeyRow.Read(reader, key));

            score.Share.ShouldBeGreaterThanOrEqualTo(0.95, key);
        }
    }

    [Fact]
    public void Compile_DecisionOnProcedures_GivesNoTarget() =>
        CompiledSample
            .Targets(Draft(Directory.GetFiles(FolderPath(), "24-*.txt").ShouldHaveSingleItem()))
            .ShouldBeEmpty();

    private static IEnumerable<string> Keys(string pattern)
    {
        var keys = Directory.GetFiles(FolderPath(), pattern);
        keys.ShouldNotBeEmpty();
        return keys.Order();
    }

    private static string FolderPath() =>
        Path.GetDirectoryName(ReferenceData.File($"{Folder}/README.md"))!;

    private static CompiledDraft Draft(string key) =>
        ResolutionCompiler.Compile(
            File.ReadAllText(
                Path.Combine(FolderPath(), Path.GetFileName(key).Split('.')[0] + ".txt")
            )
        );
}
