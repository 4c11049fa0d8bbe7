using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Processes;
using Xunit;
using static ThuocDo.Tests.OneStop.Processes.Sample;

namespace ThuocDo.Tests.OneStop.Processes;

public sealed class ProcessRunTests
{
    [Theory]
    [InlineData(JoinRule.All, 0, "-,-", false)]
    [InlineData(JoinRule.All, 0, "agree,-", false)]
    [InlineData(JoinRule.All, 0, "agree,silent", true)]
    [InlineData(JoinRule.First, 0, "silent,-", false)]
    [InlineData(JoinRule.First, 0, "disagree,-", true)]
    [InlineData(JoinRule.First, 0, "silent,silent", true)]
    [InlineData(JoinRule.AtLeast, 2, "agree,-,disagree", true)]
    [InlineData(JoinRule.AtLeast, 2, "agree,-,silent", false)]
    [InlineData(JoinRule.AtLeast, 2, "agree,silent,silent", true)]
    public void IsJoined_ByRule_Answers(JoinRule rule, int count, string answers, bool expected) =>
        ProcessRun.IsJoined(rule, count, Answers(answers)).ShouldBe(expected);

    /// <summary>Whatever comes in whatever order: once joined, every further answer leaves it joined.</summary>
    [Fact]
    public void IsJoined_AsAnswersComeIn_TurnsOnceAndStays() =>
        Gen.Select(
                Gen.OneOf(Enum.GetValues<JoinRule>()),
                Gen.Int[1, 4],
                Gen.OneOf(KnownFacts.Answers.ToArray()).Array[1, 5],
                Gen.Int[0, int.MaxValue]
            )
            .Sample(
                (rule, count, answers, seed) =>
                {
                    var order = Enumerable.Range(0, answers.Length).ToArray();
                    new Random(seed).Shuffle(order);
                    var now = new string?[answers.Length];
                    var turns = 0;
                    var joined = false;
                    foreach (var i in order)
                    {
                        now[i] = answers[i];
                        var next = ProcessRun.IsJoined(
                            rule,
                            count,
                            [.. now.Select((a, n) => new OpinionAnswer($"{n}", a))]
                        );
                        turns += next != joined ? 1 : 0;
                        joined = next;
                    }

                    joined.ShouldBeTrue("nobody is left to wait for");
                    turns.ShouldBe(1);
                },
                iter: 2000
            );

    [Fact]
    public void Open_WithOtherwise_IsOpenOnlyWhenNothingElseIs()
    {
        var part = Part(
            [Step("a"), Step("b"), Step("c")],
            [Way("a", "b", FactTest.Flag("fee-due")), Way("a", "c") with { Otherwise = true }]
        );

        To("1").ShouldBe(["b"]);
        To("0").ShouldBe(["c"]);

        IEnumerable<string> To(string due) =>
            ProcessRun
                .Open(part, "a", new Dictionary<string, string> { ["fee-due"] = due })
                .Select(t => t.To);
    }

    private static List<OpinionAnswer> Answers(string text) =>
        [.. text.Split(',').Select((a, i) => new OpinionAnswer($"{i}", a == "-" ? null : a))];
}
