using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Drawing;

/// <summary>Conditions in words, for people and for the expressions of BPMN.</summary>
public static class ConditionText
{
    public static string InWords(Condition condition, Texts texts) =>
        condition switch
        {
            AllOf all => Join(all.Conditions, texts["process.and"], texts),
            AnyOf any => Join(any.Conditions, texts["process.or"], texts),
            Not not => texts["process.not", InWords(not.Inner, texts)],
            FactTest { Comparison: Comparison.AtLeast } test => $"{test.Fact} ≥ {test.Values[0]}",
            FactTest { Comparison: Comparison.AtMost } test => $"{test.Fact} ≤ {test.Values[0]}",
            FactTest { Values: [FactDeclaration.Yes] } test => test.Fact,
            FactTest { Values: [FactDeclaration.No] } test => texts["process.not", test.Fact],
            FactTest test =>
                $"{test.Fact} = {string.Join(" / ", test.Values.Select(v => Value(v, texts)))}",
            _ => "",
        };

    /// <summary>An expression in the friendly enough expression language of modellers.</summary>
    public static string Expression(Condition condition) =>
        condition switch
        {
            AllOf all => "(" + string.Join(" and ", all.Conditions.Select(Expression)) + ")",
            AnyOf any => "(" + string.Join(" or ", any.Conditions.Select(Expression)) + ")",
            Not not => $"not({Expression(not.Inner)})",
            FactTest { Comparison: Comparison.AtLeast } test => $"{Name(test)} >= {test.Values[0]}",
            FactTest { Comparison: Comparison.AtMost } test => $"{Name(test)} <= {test.Values[0]}",
            FactTest { Values: [FactDeclaration.Yes] } test => $"{Name(test)} = true",
            FactTest { Values: [FactDeclaration.No] } test => $"{Name(test)} = false",
            FactTest test =>
                $"{Name(test)} in ({string.Join(", ", test.Values.Select(v => $"\"{v}\""))})",
            _ => "true",
        };

    /// <summary>The name of an answer or outcome; other values as they stand.</summary>
    public static string Value(string value, Texts texts) =>
        KnownFacts.Answers.Contains(value) || KnownFacts.Outcomes.Contains(value)
            ? texts[$"process.value.{value}"]
            : value;

    private static string Name(FactTest test) => test.Fact.Replace('.', '_').Replace('-', '_');

    private static string Join(IReadOnlyList<Condition> conditions, string word, Texts texts) =>
        conditions.Count == 1
            ? InWords(conditions[0], texts)
            : "(" + string.Join($" {word} ", conditions.Select(c => InWords(c, texts))) + ")";
}
