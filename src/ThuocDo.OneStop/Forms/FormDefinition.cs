using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Forms;

/// <summary>What of the person who signed in answers a question before it is asked.</summary>
public enum Prefill
{
    None,
    Name,
    Identity,
}

public sealed record FormChoice(string Value, Named Name);

/// <summary>How one property of the schema is asked.</summary>
/// <param name="As">A kind of control of the tag helper <c>field</c>; chosen from the type if not given.</param>
public sealed record FormQuestion(
    FormProperty Property,
    Named Label,
    Named? Hint,
    string? As,
    string? Width,
    Prefill Prefill,
    string? Suggested,
    IReadOnlyList<FormChoice> Choices
)
{
    public string Name => Property.Name;

    /// <summary>The answer as people read it.</summary>
    public string InWords(string answer, string language, string yes) =>
        Choices.FirstOrDefault(c => c.Value == answer)?.Name.In(language)
        ?? (
            Property.Type == AnswerType.Boolean
                ? answer == "true"
                    ? yes
                    : "–"
                : Property.IsDate
                && DateOnly.TryParseExact(
                    answer,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
                    : answer
        );
}

public sealed record FormSection(Named Title, IReadOnlyList<FormQuestion> Questions);

/// <summary>
/// A declaration (tờ khai) as data: a schema that says what is valid and a layout that says how it is asked. Counter and
/// portal show the same one. A definition that was used never changes; the next one has the next number.
/// </summary>
public sealed record FormDefinition(
    string Code,
    int Number,
    Named Title,
    FormSchema Schema,
    IReadOnlyList<FormSection> Sections,
    string Source,
    bool IsConfirmed
)
{
    private static readonly JsonWriterOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Code}/{Number}");

    public IEnumerable<FormQuestion> Questions => Sections.SelectMany(s => s.Questions);

    /// <exception cref="FormatException">Schema and layout do not fit each other, or either is wrong.</exception>
    public static FormDefinition Read(JsonElement root, string source, bool isConfirmed)
    {
        FormSchema.Only(root, "code", "number", "title", "schema", "layout");
        var schema = FormSchema.Read(root.GetProperty("schema"));
        var sections = root.GetProperty("layout")
            .EnumerateArray()
            .Select(s => new FormSection(
                Name(s.GetProperty("title")),
                [.. s.GetProperty("questions").EnumerateArray().Select(q => Question(q, schema))]
            ))
            .ToList();
        var asked = sections.SelectMany(s => s.Questions).Select(q => q.Name).ToList();
        return asked.Order().SequenceEqual(schema.Properties.Keys.Order())
            ? new FormDefinition(
                root.GetProperty("code").GetString()!,
                root.GetProperty("number").GetInt32(),
                Name(root.GetProperty("title")),
                schema,
                sections,
                source,
                isConfirmed
            )
            : throw new FormatException("Each property of the schema is asked exactly once.");
    }

    /// <summary>
    /// Answers without blanks around them and composed, those of this form alone; an empty one is none. A tick that was
    /// not set is none too.
    /// </summary>
    public Dictionary<string, string?> Clean(IEnumerable<KeyValuePair<string, string?>> typed)
    {
        var clean = new Dictionary<string, string?>();
        foreach (var (name, value) in typed)
        {
            var text = value?.Trim().Normalize(NormalizationForm.FormC);
            if (
                !string.IsNullOrEmpty(text)
                && Schema.Properties.TryGetValue(name, out var property)
                && !(property.Type == AnswerType.Boolean && text == "false")
            )
            {
                clean[name] = text;
            }
        }

        return clean;
    }

    /// <summary>The answers as the JSON object that the schema describes, its properties in the order of the schema.</summary>
    public string Write(IReadOnlyDictionary<string, string?> answers)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            writer.WriteStartObject();
            foreach (var (name, property) in Schema.Properties)
            {
                if (answers.GetValueOrDefault(name) is not { Length: > 0 } answer)
                {
                    continue;
                }

                switch (property.Type)
                {
                    case AnswerType.Boolean:
                        writer.WriteBoolean(name, answer == "true");
                        break;
                    case AnswerType.Integer
                        when long.TryParse(
                            answer,
                            NumberStyles.AllowLeadingSign,
                            CultureInfo.InvariantCulture,
                            out var number
                        ):
                        writer.WriteNumber(name, number);
                        break;
                    default:
                        writer.WriteString(name, answer);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Dictionary<string, string?> ReadAnswers(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(
                p => p.Name,
                p =>
                    p.Value.ValueKind switch
                    {
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        JsonValueKind.Number => p.Value.GetRawText(),
                        _ => p.Value.GetString(),
                    }
            );
    }

    private static FormQuestion Question(JsonElement element, FormSchema schema)
    {
        FormSchema.Only(
            element,
            "name",
            "label",
            "hint",
            "as",
            "width",
            "prefill",
            "suggested",
            "choices"
        );
        var name = element.GetProperty("name").GetString()!;
        if (!schema.Properties.TryGetValue(name, out var property))
        {
            throw new FormatException($"The layout asks {name}, which is no property.");
        }

        var choices = element.TryGetProperty("choices", out var list)
            ? list.EnumerateArray()
                .Select(c => new FormChoice(c.GetProperty("value").GetString()!, Name(c)))
                .ToList()
            : [];
        return (property.Enum ?? []).SequenceEqual(choices.Select(c => c.Value))
            ? new FormQuestion(
                property,
                Name(element.GetProperty("label")),
                element.TryGetProperty("hint", out var hint) ? Name(hint) : null,
                Text("as"),
                Text("width"),
                Enum.TryParse<Prefill>(Text("prefill"), true, out var prefill)
                    ? prefill
                    : Prefill.None,
                Text("suggested"),
                choices
            )
            : throw new FormatException($"{name}: the choices are not those of its enum.");

        string? Text(string keyword) =>
            element.TryGetProperty(keyword, out var value) ? value.GetString() : null;
    }

    private static Named Name(JsonElement element) =>
        new(element.GetProperty("vi").GetString()!, element.GetProperty("en").GetString()!);
}
