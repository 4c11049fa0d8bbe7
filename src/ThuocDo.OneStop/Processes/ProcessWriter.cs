using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>Writes a process in one canonical form, so that its hash says whether anything changed.</summary>
public static class ProcessWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    public static string Write(ProcessDefinition process)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("code", process.Code);
            Write(writer, "name", process.Name);
            Text(writer, "limit", process.Limit?.ToString());
            Text(writer, "decision", process.Decision);
            Flag(writer, "confirmed", process.IsConfirmed);
            Flag(writer, "fee", process.HasFee);
            Texts(writer, "procedures", process.Procedures);
            List(writer, "phases", process.Phases, Write);
            List(writer, "facts", process.Facts, Write);
            List(writer, "parts", process.Parts, Write);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Hash(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private static void Write(Utf8JsonWriter writer, ProcessPhase phase)
    {
        writer.WriteString("code", phase.Code);
        Write(writer, "name", phase.Name);
    }

    private static void Write(Utf8JsonWriter writer, FactDeclaration fact)
    {
        writer.WriteString("name", fact.Name);
        writer.WriteString("type", JsonPlace.Words(fact.Type));
        writer.WriteString("source", JsonPlace.Words(fact.Source));
        Texts(writer, "values", fact.Values);
        if (fact.Label is not null)
        {
            Write(writer, "label", fact.Label);
        }
    }

    private static void Write(Utf8JsonWriter writer, ProcessPart part)
    {
        writer.WriteString("code", part.Code);
        Write(writer, "name", part.Name);
        List(writer, "steps", part.Steps, Write, always: true);
        List(writer, "transitions", part.Transitions, Write, always: true);
    }

    private static void Write(Utf8JsonWriter writer, StepDefinition step)
    {
        writer.WriteString("code", step.Code);
        Write(writer, "name", step.Name);
        if (step.Kind != StepKind.Work)
        {
            writer.WriteString("kind", JsonPlace.Words(step.Kind));
        }

        Text(writer, "role", step.Role is { } role ? JsonPlace.Words(role) : null);
        Unit(writer, step.Unit);
        if (step.Budget?.Share is { } share)
        {
            writer.WriteNumber("budget", share / 1.0000000000000000000000000000m);
        }
        else
        {
            Text(writer, "budget", step.Budget?.Limit?.ToString());
        }

        Text(writer, "phase", step.Phase);
        List(writer, "opinions", step.Opinions, Write);
        if (step.Join != JoinRule.All)
        {
            writer.WriteString("join", JsonPlace.Words(step.Join));
        }

        if (step.JoinCount != 0)
        {
            writer.WriteNumber("joinCount", step.JoinCount);
        }

        Text(writer, "part", step.Part);
    }

    private static void Write(Utf8JsonWriter writer, OpinionSlot slot)
    {
        writer.WriteString("code", slot.Code);
        Write(writer, "question", slot.Question);
        Unit(writer, slot.Unit);
        Text(writer, "due", slot.Due?.ToString());
    }

    private static void Write(Utf8JsonWriter writer, Transition way)
    {
        writer.WriteString("from", way.From);
        writer.WriteString("to", way.To);
        if (way.Name is not null)
        {
            Write(writer, "name", way.Name);
        }

        if (way.When is not null)
        {
            writer.WritePropertyName("when");
            ConditionReader.Write(writer, way.When);
        }

        Flag(writer, "otherwise", way.Otherwise);
        Text(writer, "after", way.After?.ToString());
        Flag(writer, "takesFee", way.TakesFee);
    }

    private static void Unit(Utf8JsonWriter writer, UnitChoice unit) =>
        Text(writer, "unit", unit == default ? null : unit.ToString());

    private static void Write(Utf8JsonWriter writer, string name, Named named)
    {
        writer.WriteStartObject(name);
        writer.WriteString("vi", named.Vi);
        writer.WriteString("en", named.En);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void List<T>(
        Utf8JsonWriter writer,
        string name,
        IReadOnlyList<T> items,
        Action<Utf8JsonWriter, T> write,
        bool always = false
    )
    {
        if (items.Count == 0 && !always)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
