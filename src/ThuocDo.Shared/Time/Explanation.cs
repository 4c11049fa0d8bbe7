using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Time;

/// <summary>
/// One sentence of a reasoning, as the key of a text and its arguments: rules never speak a language.
/// Arguments may be days, local times, UTC instants, numbers, <see cref="Named"/> things and further explanations.
/// </summary>
public sealed record Explanation(string Key, params object[] Arguments)
{
    /// <summary>The sentence in the language named, else in that of the present request.</summary>
    public string Render(Texts texts, string? language = null)
    {
        var chosen = language ?? Texts.CurrentLanguage;
        return texts.In(
            chosen,
            Key,
            Arguments
                .Select(
                    object? (argument) =>
                        argument switch
                        {
                            Explanation inner => inner.Render(texts, chosen),
                            Named named => named.In(chosen),
                            _ => argument,
                        }
                )
                .ToArray()
        );
    }

    public override string ToString() => $"{Key}({string.Join("; ", Arguments)})";
}

/// <summary>A name that data hold in both languages, such as that of a holiday.</summary>
public sealed record Named(string Vi, string En)
{
    public string In(string language) => language == "en" ? En : Vi;

    public static Named List(IEnumerable<Named> names)
    {
        var list = names.ToList();
        return new(
            string.Join("; ", list.Select(n => n.Vi)),
            string.Join("; ", list.Select(n => n.En))
        );
    }

    public override string ToString() => Vi;
}
