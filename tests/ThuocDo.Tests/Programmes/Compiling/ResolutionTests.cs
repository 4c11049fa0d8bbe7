using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>The resolution the platform was made for, read from the reference folder.</summary>
public sealed class ResolutionTests
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["percent"] = "%",
        ["percent-per-year"] = "%/năm",
        ["points"] = "điểm",
        ["rounds-per-year"] = "cuộc/năm",
    };

    private static string Text() =>
        File.ReadAllText(ReferenceData.File("resolution/nghi-quyet-cai-cach-hanh-chinh-2021.txt"));

    [Fact]
    public void Compile_Resolution_FindsEachConditionOfTheShippedProgrammeAndNoOther()
    {
        var targets = CompiledSample.Targets(ResolutionCompiler.Compile(Text()));
        var conditions = ShippedData.Rows("programme/conditions.csv");

        targets.Count.ShouldBe(24);
        conditions.Count.ShouldBe(24);
        for (var i = 0; i < conditions.Count; i++)
        {
            var (condition, target) = (conditions[i], targets[i]);
            var name = condition.Required("condition");
            target.Deadline.ShouldBe("2025", name);
            target.BaseYear.ShouldBe(condition["base_year"] ?? "", name);
            target.Section.ShouldBe("II.2.2", name);
            switch (condition.Required("kind"))
            {
                case "rank":
                    target.Operator.ShouldBe("rank<=", name);
                    target.Value.ShouldBe(condition.Required("value"), name);
                    break;
                case "group":
                    target.Operator.ShouldBe("=", name);
                    target.RankGroup.ShouldNotBeEmpty(name);
                    break;
                default:
                    target.Operator.ShouldBeOneOf(Operators(condition.Required("kind")));
                    target.Value.ShouldBe(condition.Required("value"), name);
                    target.Unit.ShouldBe(Units[condition.Required("unit")], name);
                    break;
            }
        }

        targets[0].RankGroup.ShouldBe("tốt");
        targets[^3].Scope.ShouldBe("cấp tỉnh");
        targets[^2].Scope.ShouldBe("cấp huyện");
        targets[^1].Scope.ShouldBe("cấp xã");
    }

    private static string[] Operators(string kind) =>
        kind switch
        {
            "growth" => ["growth>="],
            "reduction" => ["reduce>="],
            // A bare percentage prints as it stands; adoption makes the floor of it.
            _ => [">=", "="],
        };

    [Fact]
    public void Compile_Resolution_ReportsWhatItLeavesOpen()
    {
        var targets = CompiledSample.Targets(ResolutionCompiler.Compile(Text()));

        targets.Count(t => t.Doubts.Contains(Doubt.GrowthOfRate)).ShouldBe(1);
        targets.Count(t => t.Doubts.Contains(Doubt.NamedGroup)).ShouldBe(1);
        targets.Count(t => t.Doubts.Contains(Doubt.BarePercent)).ShouldBe(7);
    }

    [Fact]
    public void Compile_Resolution_FindsTaskGroupsAndAddressees()
    {
        var tasks = ResolutionCompiler.Compile(Text()).Tasks;

        tasks
            .Where(t => t.Section.StartsWith("III.", StringComparison.Ordinal) && t.No.Length > 0)
            .Select(t => t.Section)
            .ShouldBe(Enumerable.Range(1, 8).Select(i => $"III.{i}"));
        var addressees = tasks
            .Where(t => t.Section.StartsWith("IV.", StringComparison.Ordinal) && t.No.Length > 0)
            .ToList();
        addressees.Select(t => t.Section).ShouldBe(Enumerable.Range(1, 7).Select(i => $"IV.{i}"));
        addressees.ShouldAllBe(t => t.LeadBody.Length > 0);
    }

    [Fact]
    public void Compile_Resolution_FindsDatedDutiesAndTheYearlyReport()
    {
        var duties = ResolutionCompiler.Compile(Text()).Duties;

        duties
            .Select(d => (d.Section, d.DeadlineNorm, d.IsReport))
            .ShouldBe([
                ("III.1", "2021", false),
                ("IV.1", "2021-10-30", false),
                ("IV.7", "ongoing", true),
            ]);
        duties.ShouldAllBe(d => d.Addressee.Length > 0);
    }

    /// <summary>Every word stands in exactly one sentence or in a label, in the order of the text.</summary>
    [Fact]
    public void Compile_Resolution_AccountsForEverySentence()
    {
        var draft = ResolutionCompiler.Compile(Text());
        var lines = LineCleaner.Read(Text()).Where(l => !l.IsBlank);
        var words = string.Concat(
            lines.Select(l => l.Text[LabelReader.Read(l.Text, Label.None).Length..])
        );

        string.Concat(draft.Sentences.Select(s => s.Text))
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(words.Replace(" ", "", StringComparison.Ordinal));
        draft.Sentences.Count(s => s.State == SentenceState.NotUnderstood).ShouldBe(0);
    }

    [Fact]
    public void Compile_Resolution_PointsToTheWords()
    {
        var text = Text();
        var begins = LineCleaner.Read(text).Select(l => l.Offset).ToList();
        foreach (var sentence in ResolutionCompiler.Compile(text).Sentences)
        {
            var begin = begins[sentence.Place.Line - 1];
            var words = text[(begin + sentence.Place.Start)..(begin + sentence.Place.End)]
                .Replace("*", "", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

            string.Join(' ', words).ShouldBe(sentence.Text);
        }
    }
}
