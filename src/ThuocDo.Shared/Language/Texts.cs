using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace ThuocDo.Shared.Language;

/// <summary>
/// Every sentence of the product, by key, in the language of the present request: Vietnamese first, English beside it.
/// Keys are unique over all modules and start with the name of their file (<c>clock.explain.started</c> is in
/// <c>Texts/clock.vi.resx</c> and <c>Texts/clock.en.resx</c>).
/// </summary>
public sealed class Texts
{
    public static readonly IReadOnlyList<string> Languages = ["vi", "en"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage;

    public Texts(IEnumerable<Assembly> assemblies)
    {
        var list = assemblies.Distinct().ToList();
        byLanguage = Languages.ToFrozenDictionary(
            language => language,
            language =>
                list.SelectMany(a => Entries(a, language))
                    .ToFrozenDictionary(e => e.Key, e => e.Value)
        );
    }

    public static string CurrentLanguage =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";

    public string this[string key] => In(CurrentLanguage, key);

    public string this[string key, params object?[] arguments] =>
        In(CurrentLanguage, key, arguments);

    public IReadOnlyDictionary<string, string> All(string language) => byLanguage[language];

    public bool Has(string key) => byLanguage["vi"].ContainsKey(key);

    /// <summary>The text in a named language; instants and numbers among the arguments are printed by <see cref="Formats"/>.</summary>
    public string In(string language, string key, params object?[] arguments)
    {
        if (!byLanguage[language].TryGetValue(key, out var text))
        {
            return $"[{key}]";
        }

        return arguments.Length == 0
            ? text
            : string.Format(
                CultureInfo.InvariantCulture,
                text,
                arguments.Select(a => (object?)Formats.Any(a, language)).ToArray()
            );
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(
        Assembly assembly,
        string language
    )
    {
        Assembly satellite;
        try
        {
            satellite = assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo(language));
        }
        catch (FileNotFoundException)
        {
            yield break;
        }

        foreach (
            var name in satellite
                .GetManifestResourceNames()
                .Where(n => n.Contains(".Texts.", StringComparison.Ordinal))
        )
        {
            using var reader = new ResourceReader(satellite.GetManifestResourceStream(name)!);
            foreach (DictionaryEntry entry in reader)
            {
                yield return new((string)entry.Key, (string)entry.Value!);
            }
        }
    }
}
