using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Processes;
using Xunit;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>Conditions are total: every set of facts gives an answer, and more facts never take an answer back.</summary>
public sealed class ConditionTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Gen<Condition> Conditions = Gen.Recursive<Condition>(
        (depth, inner) =>
            depth > 3
                ? Test
                : Gen.OneOf<Condition>(
                    Test,
                    inner.Array[0, 3].Select(c => (Condition)new AllOf(c)),
                    inner.Array[0, 3].Select(c => (Condition)new AnyOf(c)),
                    inner.Select(c => (Condition)new Not(c))
                )
    );

    private static Gen<Condition> Test =>
        Gen.Select(
            Gen.OneOf(Names),
            Gen.OneOf(Enum.GetValues<Comparison>()),
            Gen.OneOf("0", "1", "2", "x"),
            (fact, comparison, value) => (Condition)new FactTest(fact, comparison, [value])
        );

    private static readonly Gen<Dictionary<string, string>> Facts = Gen.Dictionary(
        Gen.OneOf(Names),
        Gen.OneOf("0", "1", "2", "x")
    )[0, 3];

    [Fact]
    public void Holds_AnyConditionAndFacts_AnswersAndNeverBothWays() =>
        Gen.Select(Conditions, Facts)
            .Sample(
                (condition, facts) =>
                {
                    var answer = condition.Holds(facts);
                    new Not(condition).Holds(facts).ShouldBe(!answer);
                },
                iter: 2000
            );

    [Fact]
    public void Holds_WithMoreFacts_KeepsWhatWasKnown() =>
        Gen.Select(Conditions, Facts, Gen.OneOf(Names), Gen.OneOf("0", "1", "x"))
            .Sample(
                (condition, facts, name, value) =>
                {
                    if (!facts.ContainsKey(name) && condition.Holds(facts) is { } known)
                    {
                        condition
                            .Holds(new Dictionary<string, string>(facts) { [name] = value })
                            .ShouldBe(known);
                    }
                },
                iter: 2000
            );

    [Fact]
    public void Holds_AllAndAny_ObeyDeMorgan() =>
        Gen.Select(Conditions.Array[0, 3], Facts)
            .Sample(
                (conditions, facts) =>
                    new Not(new AllOf(conditions))
                        .Holds(facts)
                        .ShouldBe(new AnyOf([.. conditions.Select(c => new Not(c))]).Holds(facts)),
                iter: 1000
            );

    [Theory]
    [InlineData("{\"fact\":\"fee-due\"}", "fee-due=1", true)]
    [InlineData("{\"fact\":\"fee-due\"}", "fee-due=0", false)]
    [InlineData("{\"fact\":\"fee-due\"}", "", null)]
    [InlineData("{\"not\":{\"fact\":\"fee-due\"}}", "", null)]
    [InlineData("{\"fact\":\"fee-due\",\"is\":false}", "fee-due=0", true)]
    [InlineData("{\"fact\":\"channel\",\"in\":[\"online\",\"post\"]}", "channel=post", true)]
    [InlineData("{\"fact\":\"supplements\",\"atLeast\":2}", "supplements=2", true)]
    [InlineData("{\"fact\":\"supplements\",\"atMost\":1}", "supplements=2", false)]
    [InlineData("{\"fact\":\"supplements\",\"atMost\":1}", "supplements=many", null)]
    [InlineData("{\"any\":[{\"fact\":\"fee-due\"},{\"fact\":\"fee-paid\"}]}", "fee-paid=1", true)]
    public void Holds_ConditionOfText_AnswersByFacts(string when, string known, bool? expected)
    {
        var process = ProcessReader.Read(Sample.With(when)).Process!;
        var facts = known
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(f => f.Split('=')[0], f => f.Split('=')[1]);
        process.Main.Transitions[0].When!.Holds(facts).ShouldBe(expected);
    }
}
