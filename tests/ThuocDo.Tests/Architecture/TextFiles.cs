using System.Xml.Linq;

namespace ThuocDo.Tests.Architecture;

/// <summary>One text with where it stands.</summary>
public sealed record TextEntry(string File, string Area, string Language, string Key, string Value);

public static class TextFiles
{
    public static IReadOnlyList<string> Names { get; } = Repository.Sources(".resx").ToList();

    public static IReadOnlyList<TextEntry> Entries { get; } = Names.SelectMany(Read).ToList();

    public static IReadOnlySet<string> Keys { get; } = Entries.Select(e => e.Key).ToHashSet();

    public static IReadOnlySet<string> Areas { get; } = Entries.Select(e => e.Area).ToHashSet();

    private static IEnumerable<TextEntry> Read(string file)
    {
        // Texts/AREA.LANGUAGE.resx
        var parts = Path.GetFileName(file).Split('.');
        return XDocument
            .Parse(Repository.Read(file))
            .Descendants("data")
            .Select(d => new TextEntry(
                file,
                parts[0],
                parts[1],
                d.Attribute("name")!.Value,
                d.Element("value")?.Value ?? ""
            ));
    }
}
