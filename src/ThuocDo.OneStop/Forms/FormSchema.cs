using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ThuocDo.OneStop.Forms;

/// <summary>What is wrong with one answer: the keyword of the schema that it breaks and the value of that keyword.</summary>
/// <param name="Question">Name of the property.</param>
public sealed record FormFault(string Question, string Keyword, object? Limit = null);

/// <summary>
/// The subset of JSON Schema 2020-12 in which forms are written, evaluated strictly: a schema with a keyword outside of
/// the subset is refused when it is loaded, so that no rule is ever silently skipped. Decision 20 lists the subset.
/// </summary>
public sealed class FormSchema
{
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>A pattern of a form must answer at once, whatever is typed.</summary>
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<string> required;
    private readonly IReadOnlyList<FormCondition> conditions;

    private FormSchema(
        IReadOnlyDictionary<string, FormProperty> properties,
        IReadOnlyList<string> required,
        IReadOnlyList<FormCondition> conditions
    )
    {
        Properties = properties;
        this.required = required;
        this.conditions = conditions;
    }

    /// <summary>In the order of the schema.</summary>
    public IReadOnlyDictionary<string, FormProperty> Properties { get; }

    /// <summary>The questions that are always asked.</summary>
    public IReadOnlyList<string> AlwaysRequired => required;

    /// <exception cref="FormatException">The schema uses what is not part of the subset.</exception>
    public static FormSchema Read(JsonElement root)
    {
        Only(
            root,
            "$schema",
            "$id",
            "title",
            "type",
            "properties",
            "required",
            "allOf",
            "additionalProperties"
        );
        if (
            root.GetProperty("$schema").GetString() != Dialect
            || root.GetProperty("type").GetString() != "object"
            || root.GetProperty("additionalProperties").ValueKind != JsonValueKind.False
        )
        {
            throw new FormatException(
                "A form is a closed object of JSON Schema 2020-12: $schema, type and additionalProperties say so."
            );
        }

        var properties = root.GetProperty("properties")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => FormProperty.Read(p.Name, p.Value, PatternTime));
        var conditions = root.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().Select(c => FormCondition.Read(c, properties.Keys)).ToList()
            : [];
        return new FormSchema(properties, Names(root, "required", properties.Keys), conditions);
    }

    /// <summary>The questions that must be answered, given the answers so far.</summary>
    public IReadOnlySet<string> RequiredBy(IReadOnlyDictionary<string, string?> answers)
    {
        var names = required.ToHashSet();
        foreach (var condition in conditions.Where(c => c.Holds(answers)))
        {
            names.UnionWith(condition.Then);
        }

        return names;
    }

    /// <param name="today">Dates in the past or future are seen from here.</param>
    public IReadOnlyList<FormFault> Check(
        IReadOnlyDictionary<string, string?> answers,
        DateOnly today
    )
    {
        var faults = new List<FormFault>();
        var must = RequiredBy(answers);
        foreach (var (name, property) in Properties)
        {
            var answer = answers.GetValueOrDefault(name);
            if (string.IsNullOrEmpty(answer))
            {
                if (must.Contains(name))
                {
                    faults.Add(new FormFault(name, "required"));
                }

                continue;
            }

            if (property.Fault(answer, answers, today) is { } fault)
            {
                faults.Add(fault);
            }
        }

        faults.AddRange(
            answers
                .Where(a => !string.IsNullOrEmpty(a.Value) && !Properties.ContainsKey(a.Key))
                .Select(a => new FormFault(a.Key, "additionalProperties"))
        );
        return faults;
    }

    internal static void Only(JsonElement element, params string[] keywords)
    {
        foreach (var keyword in element.EnumerateObject().Where(p => !keywords.Contains(p.Name)))
        {
            throw new FormatException(
                $"The keyword {keyword.Name} is not part of the subset for forms."
            );
        }
    }

    internal static List<string> Names(
        JsonElement element,
        string keyword,
        IEnumerable<string> known
    )
    {
        var names = element.TryGetProperty(keyword, out var list)
            ? list.EnumerateArray().Select(n => n.GetString()!).ToList()
            : [];
        return names.FirstOrDefault(n => !known.Contains(n)) is { } stranger
            ? throw new FormatException($"{keyword} names {stranger}, which is no property.")
            : names;
    }
}

public enum AnswerType
{
    String,
    Integer,
    Boolean,
}

/// <summary>One property of a form: what an answer may be.</summary>
public sealed class FormProperty
{
    private const string DateForm = "yyyy-MM-dd";

    public required string Name { get; init; }
    public required AnswerType Type { get; init; }
    public IReadOnlyList<string>? Enum { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public Regex? Pattern { get; init; }
    public bool IsDate { get; init; }
    public long? Minimum { get; init; }
    public long? Maximum { get; init; }

    /// <summary>A date not after today (<c>x-not-after</c>: <c>today</c>).</summary>
    public bool NotAfterToday { get; init; }

    /// <summary>A date not before that of another question (<c>x-not-before</c>).</summary>
    public string? NotBefore { get; init; }

    public static FormProperty Read(string name, JsonElement element, TimeSpan patternTime)
    {
        FormSchema.Only(
            element,
            "type",
            "enum",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "x-not-after",
            "x-not-before"
        );
        var format = Text("format");
        var after = Text("x-not-after");
        return format is not (null or "date") || after is not (null or "today")
            ? throw new FormatException(
                $"{name}: the only format is date, and x-not-after is today."
            )
            : new FormProperty
            {
                Name = name,
                Type = System.Enum.TryParse<AnswerType>(Text("type"), true, out var type)
                    ? type
                    : throw new FormatException(
                        $"{name}: a type of string, integer or boolean is needed."
                    ),
                Enum = element.TryGetProperty("enum", out var values)
                    ? [.. values.EnumerateArray().Select(v => v.GetString()!)]
                    : null,
                MinLength = (int?)Number("minLength"),
                MaxLength = (int?)Number("maxLength"),
                // Anchored by hand: the pattern of JSON Schema finds, the attribute of HTML fits as a whole.
                Pattern = Text("pattern") is { } pattern
                    ? new Regex(pattern, RegexOptions.CultureInvariant, patternTime)
                    : null,
                IsDate = format == "date",
                Minimum = Number("minimum"),
                Maximum = Number("maximum"),
                NotAfterToday = after is not null,
                NotBefore = Text("x-not-before"),
            };

        string? Text(string keyword) =>
            element.TryGetProperty(keyword, out var value) ? value.GetString() : null;
        long? Number(string keyword) =>
            element.TryGetProperty(keyword, out var value) ? value.GetInt64() : null;
    }

    public FormFault? Fault(
        string answer,
        IReadOnlyDictionary<string, string?> answers,
        DateOnly today
    ) =>
        Type switch
        {
            AnswerType.Boolean => answer is "true" or "false" ? null : Wrong("type", "boolean"),
            AnswerType.Integer => IntegerFault(answer),
            _ => TextFault(answer) ?? (IsDate ? DateFault(answer, answers, today) : null),
        };

    private FormFault? TextFault(string answer) =>
        Enum is { } values && !values.Contains(answer) ? Wrong("enum")
        : MinLength is { } least && answer.Length < least ? Wrong("minLength", least)
        : MaxLength is { } most && answer.Length > most ? Wrong("maxLength", most)
        : Pattern is { } pattern && !Fits(pattern, answer) ? Wrong("pattern")
        : null;

    private FormFault? IntegerFault(string answer) =>
        !long.TryParse(
            answer,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? Wrong("type", "integer")
        : number < Minimum ? Wrong("minimum", Minimum)
        : number > Maximum ? Wrong("maximum", Maximum)
        : null;

    private FormFault? DateFault(
        string answer,
        IReadOnlyDictionary<string, string?> answers,
        DateOnly today
    ) =>
        !TryDay(answer, out var day) ? Wrong("format")
        : NotAfterToday && day > today ? Wrong("x-not-after")
        : NotBefore is { } other
        && TryDay(answers.GetValueOrDefault(other), out var first)
        && day < first
            ? Wrong("x-not-before", first)
        : null;

    private static bool Fits(Regex pattern, string answer)
    {
        try
        {
            return pattern.IsMatch(answer);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text,
            DateForm,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );

    private FormFault Wrong(string keyword, object? limit = null) => new(Name, keyword, limit);
}

/// <summary><c>if</c> these questions have these answers, <c>then</c> these others are required too.</summary>
public sealed record FormCondition(
    IReadOnlyDictionary<string, IReadOnlyList<string>> If,
    IReadOnlyList<string> Then
)
{
    public bool Holds(IReadOnlyDictionary<string, string?> answers) =>
        If.All(c => answers.GetValueOrDefault(c.Key) is { } answer && c.Value.Contains(answer));

    public static FormCondition Read(JsonElement element, IEnumerable<string> known)
    {
        FormSchema.Only(element, "if", "then");
        var (when, then) = (element.GetProperty("if"), element.GetProperty("then"));
        FormSchema.Only(when, "properties", "required");
        FormSchema.Only(then, "required");
        var names = FormSchema.Names(when, "required", known);
        var values = when.GetProperty("properties")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => Values(p.Value));
        // Without "required" an absent answer would fit any "properties": the usual trap of JSON Schema.
        return values.Keys.Order().SequenceEqual(names.Order())
            ? new FormCondition(values, FormSchema.Names(then, "required", known))
            : throw new FormatException("The properties of an if must be required by it.");
    }

    private static IReadOnlyList<string> Values(JsonElement element)
    {
        FormSchema.Only(element, "const", "enum");
        return element.TryGetProperty("const", out var one)
            ? [Text(one)]
            : [.. element.GetProperty("enum").EnumerateArray().Select(Text)];
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetString()!,
        };
}
