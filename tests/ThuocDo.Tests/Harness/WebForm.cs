using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ThuocDo.Tests.Harness;

/// <summary>What a browser sends for a form.</summary>
public static class WebForm
{
    public static List<KeyValuePair<string, string>> Fields(
        IHtmlFormElement form,
        IReadOnlyDictionary<string, string?> filled,
        IElement? submitter
    )
    {
        var fields = new List<KeyValuePair<string, string>>();
        var open = filled.Keys.ToHashSet();
        foreach (var element in form.Elements.Where(e => !e.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || IsButton(element))
            {
                continue;
            }

            var given = filled.TryGetValue(name, out var value);
            open.Remove(name);
            foreach (var sent in given ? Filled(element, value) : Present(element))
            {
                fields.Add(new(name, sent));
            }
        }

        if (submitter?.GetAttribute("name") is { Length: > 0 } pressed)
        {
            fields.Add(new(pressed, submitter.GetAttribute("value") ?? ""));
        }

        return open.Count == 0
            ? fields
            : throw new InvalidOperationException(
                $"The form has no field {string.Join(", ", open)}; it has {string.Join(", ", fields.Select(f => f.Key).Distinct())}."
            );
    }

    public static HttpContent Content(
        IHtmlFormElement form,
        IReadOnlyList<KeyValuePair<string, string>> fields
    )
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
        {
            return new FormUrlEncodedContent(fields);
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        return content;
    }

    public static Uri Query(Uri action, IEnumerable<KeyValuePair<string, string>> fields) =>
        new UriBuilder(action)
        {
            Query = string.Join(
                '&',
                fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")
            ),
        }.Uri;

    private static bool IsButton(IElement element) =>
        element is IHtmlButtonElement
        || element
            is IHtmlInputElement { Type: "submit" or "button" or "reset" or "image" or "file" };

    private static IEnumerable<string> Present(IElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked
                ? [box.Value is { Length: > 0 } value ? value : "on"]
                : [],
            IHtmlInputElement input => [input.Value],
            IHtmlTextAreaElement area => [area.Value],
            IHtmlSelectElement select => select
                .Options.Where(o => o.IsSelected && !o.IsDisabled)
                .Select(o => o.Value),
            _ => [],
        };

    private static IEnumerable<string> Filled(IElement element, string? value)
    {
        switch (element)
        {
            case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                var own = box.Value is { Length: > 0 } said ? said : "on";
                return value is not null && (value == own || value == "on") ? [own] : [];
            case IHtmlInputElement { Type: "hidden" } hidden when IsCompanionOfBox(hidden):
                return [hidden.Value];
            case IHtmlSelectElement select when value is not null:
                return select.Options.Any(o => o.Value == value)
                    ? [value]
                    : throw new InvalidOperationException(
                        $"'{value}' is no choice of {select.Name}: {string.Join(", ", select.Options.Select(o => o.Value))}."
                    );
            default:
                return [value ?? ""];
        }
    }

    /// <summary>The hidden "false" that Razor writes beside each tick box of the same name.</summary>
    private static bool IsCompanionOfBox(IHtmlInputElement hidden) =>
        hidden
            .Form?.Elements.OfType<IHtmlInputElement>()
            .Any(e => e.Type == "checkbox" && e.Name == hidden.Name) == true;
}
