using Shouldly;
using ThuocDo.Programmes.Compiling;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

public sealed class SampleTests
{
    public static TheoryData<string> WithKey => new(CompiledSample.WithKey);

    public static TheoryData<string> WithoutTargets => new(CompiledSample.WithoutTargets);

    [Theory, MemberData(nameof(WithKey))]
    public void Compile_SampleWithKey_FindsItsTargetsAndNoOthers(string name)
    {
        var draft = CompiledSample.Draft(name);

        var score = CompiledSample.Score(draft, CompiledSample.PathOf($"{name}.expected.csv"));

        score.Missed.ShouldBeEmpty();
        score.Invented.Select(t => $"{t.Operator} {t.Value} {t.Name}").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(WithKey))]
    public void Compile_SampleWithKey_DatesAndPlacesItsTargets(string name)
    {
        var draft = CompiledSample.Draft(name);
        using var reader = new StreamReader(CompiledSample.PathOf($"{name}.expected.csv"));

        foreach (var row in ThuocDo.Shared.Reference.Csv.Read(reader))
        {
            if (row["kind"] == "target")
            {
                draft.Targets.ShouldContain(t =>
                    t.Operator == row["operator"]
                    && t.Value == row["value"]
                    && t.Deadline == (row["deadline"] ?? "")
                    && t.Section == row["section"]
                );
            }
        }
    }

    /// <summary>Ceilings of rewards, ages, speeds, references, days, numbers of documents and telephones.</summary>
    [Theory, MemberData(nameof(WithoutTargets))]
    public void Compile_SampleWithoutTargets_InventsNone(string name) =>
        CompiledSample
            .Targets(CompiledSample.Draft(name))
            .Select(t => $"{t.Operator} {t.Value} {t.Sentence}")
            .ShouldBeEmpty();

    [Fact]
    public void Samples_WithoutTargets_AreThree() =>
        CompiledSample.WithoutTargets.Count().ShouldBeGreaterThanOrEqualTo(3);

    [Theory, MemberData(nameof(WithKey))]
    public void Compile_TextInOtherForms_GivesTheSameTargets(string name)
    {
        var text = CompiledSample.Text(name);
        var plain = Rows(ResolutionCompiler.Compile(text));

        Rows(ResolutionCompiler.Compile(text.Normalize(System.Text.NormalizationForm.FormD)))
            .ShouldBe(plain);
        Rows(ResolutionCompiler.Compile(text.ReplaceLineEndings("\r\n"))).ShouldBe(plain);
        Rows(ResolutionCompiler.Compile(text.Replace(' ', '\u00a0'))).ShouldBe(plain);
    }

    [Theory, MemberData(nameof(WithKey))]
    public void Compile_Twice_GivesTheSame(string name) =>
        Rows(CompiledSample.Draft(name)).ShouldBe(Rows(CompiledSample.Draft(name)));

    private static List<string> Rows(CompiledDraft draft) =>
        [.. draft.Targets.Select(t => $"{t.Section} {t.Operator} {t.Value} {t.Deadline} {t.Name}")];
}
