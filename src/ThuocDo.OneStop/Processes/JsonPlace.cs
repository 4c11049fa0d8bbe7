using System.Globalization;
using System.Text.Json;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// A value in a JSON text together with its place. Reading is strict: a wrong type, a missing or an unknown name is
/// noted with its place and reading goes on, so that all mistakes are told at once.
/// </summary>
internal sealed class JsonPlace(JsonElement element, string path, List<ProcessFault> faults)
{
    private readonly HashSet<string> asked = [];

    public string Path => path.Length == 0 ? "$" : path;

    public JsonPlace? Optional(string name) => Find(name);

    public JsonPlace? Required(string name)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        if (IsObject)
        {
            Fault("process-json.missing", name);
        }

        return null;
    }

    public string Text(string name) => Required(name)?.AsText() ?? "";

    public string? OptionalText(string name) => Optional(name)?.AsText();

    public bool Flag(string name)
    {
        if (Optional(name) is not { } place)
        {
            return false;
        }

        if (place.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            return place.Kind == JsonValueKind.True;
        }

        place.Fault("process-json.flag");
        return false;
    }

    public int? OptionalCount(string name)
    {
        if (Optional(name) is not { } place)
        {
            return null;
        }

        if (place.Kind == JsonValueKind.Number && place.Element.TryGetInt32(out var count))
        {
            return count;
        }

        place.Fault("process-json.count");
        return null;
    }

    public decimal? AsNumber() =>
        Kind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number : null;

    public string? AsText()
    {
        if (Kind == JsonValueKind.String)
        {
            return element.GetString();
        }

        Fault("process-json.text");
        return null;
    }

    /// <summary>The value of an enumeration, written in lower case with hyphens.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (Words(value) == text)
            {
                return value;
            }
        }

        Find(name)!
            .Fault(
                "process-json.choice",
                text,
                string.Join(", ", Enum.GetValues<T>().Select(Words))
            );
        return null;
    }

    public Limit? OptionalLimit(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (Limit.TryParse(text, out var limit, out var error))
        {
            return limit;
        }

        faults.Add(new(Find(name)!.Path, error));
        return null;
    }

    public IReadOnlyList<JsonPlace> List(string name, bool required = false)
    {
        var place = required ? Required(name) : Optional(name);
        if (place is null)
        {
            return [];
        }

        return place.Items();
    }

    public IReadOnlyList<JsonPlace> Items()
    {
        if (Kind != JsonValueKind.Array)
        {
            Fault("process-json.list");
            return [];
        }

        return
        [
            .. element
                .EnumerateArray()
                .Select(
                    (item, i) =>
                        new JsonPlace(
                            item,
                            string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"),
                            faults
                        )
                ),
        ];
    }

    public IReadOnlyList<string> Texts(string name) =>
        [.. List(name).Select(p => p.AsText()).OfType<string>()];

    public bool IsObject
    {
        get
        {
            if (Kind == JsonValueKind.Object)
            {
                return true;
            }

            if (asked.Add(""))
            {
                Fault("process-json.object");
            }

            return false;
        }
    }

    public JsonValueKind Kind => element.ValueKind;

    public JsonElement Element => element;

    /// <summary>Names nobody asked for are mistakes: a typing error must not be taken for "not given".</summary>
    public void NothingElse()
    {
        if (Kind != JsonValueKind.Object)
        {
            return;
        }

        foreach (
            var name in element.EnumerateObject().Select(p => p.Name).Where(n => !asked.Contains(n))
        )
        {
            faults.Add(
                new(
                    Of(name),
                    new(
                        "process-json.unknown",
                        name,
                        string.Join(
                            ", ",
                            asked.Where(a => a.Length > 0).Order(StringComparer.Ordinal)
                        )
                    )
                )
            );
        }
    }

    public void Fault(string key, params object[] arguments) =>
        faults.Add(new(Path, new(key, arguments)));

    public static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value
                .ToString()
                .Select(
                    (c, i) =>
                        char.IsUpper(c)
                            ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c)
                            : c.ToString()
                )
        );

    private JsonPlace? Find(string name)
    {
        asked.Add(name);
        return
            IsObject
            && element.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, Of(name), faults)
            : null;
    }

    private string Of(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
