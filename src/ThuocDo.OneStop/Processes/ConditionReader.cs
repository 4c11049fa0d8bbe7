using System.Globalization;
using System.Text.Json;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// Conditions as JSON: <c>{"all":[…]}</c>, <c>{"any":[…]}</c>, <c>{"not":…}</c>, <c>{"fact":"fee-due"}</c>,
/// <c>{"fact":"channel","is":"online"}</c>, <c>{"fact":"channel","in":["online","post"]}</c>,
/// <c>{"fact":"area","atLeast":500}</c>, <c>{"fact":"area","atMost":500}</c>.
/// </summary>
internal static class ConditionReader
{
    private static readonly Condition Wrong = new AllOf([]);

    public static Condition Read(JsonPlace at)
    {
        if (!at.IsObject)
        {
            return Wrong;
        }

        var (all, any, not) = (at.Optional("all"), at.Optional("any"), at.Optional("not"));
        var fact = at.OptionalText("fact");
        var given = new object?[] { all, any, not, fact }.Count(x => x is not null);
        if (given != 1)
        {
            at.Fault("process-json.condition");
            return Wrong;
        }

        var condition =
            all is not null ? (Condition)new AllOf(Several(all))
            : any is not null ? new AnyOf(Several(any))
            : not is not null ? new Not(Read(not))
            : Test(at, fact!);
        at.NothingElse();
        return condition;
    }

    public static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        switch (condition)
        {
            case AllOf all:
                Write(writer, "all", all.Conditions);
                break;
            case AnyOf any:
                Write(writer, "any", any.Conditions);
                break;
            case Not not:
                writer.WritePropertyName("not");
                Write(writer, not.Inner);
                break;
            case FactTest test:
                Write(writer, test);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FactTest test)
    {
        writer.WriteString("fact", test.Fact);
        switch (test.Comparison)
        {
            case Comparison.In:
                writer.WriteStartArray("in");
                foreach (var value in test.Values)
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
                break;
            case Comparison.AtLeast or Comparison.AtMost:
                writer.WriteNumber(
                    test.Comparison == Comparison.AtLeast ? "atLeast" : "atMost",
                    FactTest.Number(test.Values[0])!.Value
                );
                break;
            default:
                if (test.Values[0] == FactDeclaration.No)
                {
                    writer.WriteBoolean("is", false);
                }
                else if (test.Values[0] != FactDeclaration.Yes)
                {
                    writer.WriteString("is", test.Values[0]);
                }

                break;
        }
    }

    private static void Write(
        Utf8JsonWriter writer,
        string name,
        IReadOnlyList<Condition> conditions
    )
    {
        writer.WriteStartArray(name);
        foreach (var condition in conditions)
        {
            Write(writer, condition);
        }

        writer.WriteEndArray();
    }

    private static List<Condition> Several(JsonPlace at)
    {
        var list = at.Items().Select(Read).ToList();
        if (list.Count == 0)
        {
            at.Fault("process-json.empty");
        }

        return list;
    }

    private static FactTest Test(JsonPlace at, string fact)
    {
        var (is_, in_) = (at.Optional("is"), at.Optional("in"));
        var (least, most) = (at.Optional("atLeast"), at.Optional("atMost"));
        if (new[] { is_, in_, least, most }.Count(x => x is not null) > 1)
        {
            at.Fault("process-json.comparison");
        }

        if (in_ is not null)
        {
            return new(
                fact,
                Comparison.In,
                [.. in_.Items().Select(i => i.AsText()).OfType<string>()]
            );
        }

        if ((least ?? most) is { } bound)
        {
            if (bound.AsNumber() is not { } number)
            {
                bound.Fault("process-json.number");
                number = 0;
            }

            return new(
                fact,
                least is not null ? Comparison.AtLeast : Comparison.AtMost,
                [number.ToString("0.############", CultureInfo.InvariantCulture)]
            );
        }

        return is_?.Kind switch
        {
            null or JsonValueKind.True => FactTest.Flag(fact),
            JsonValueKind.False => FactTest.Flag(fact, false),
            _ => new(fact, Comparison.Is, [is_.AsText() ?? ""]),
        };
    }
}
