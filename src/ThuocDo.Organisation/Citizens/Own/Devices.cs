namespace ThuocDo.Organisation.Citizens.Own;

/// <summary>The browser and system that a browser names, short enough to be recognised by its owner.</summary>
public static class Devices
{
    // The order matters: nearly every browser also calls itself Safari, and Edge also Chrome.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc_browser", "Coc Coc"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Null where nothing is recognised.</summary>
    public static string? Name(string? device)
    {
        var parts = new[] { Find(Browsers, device), Find(Systems, device) }
            .OfType<string>()
            .ToArray();
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    private static string? Find((string Mark, string Name)[] known, string? device) =>
        device is null
            ? null
            : known.FirstOrDefault(k => device.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
