using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ThuocDo.Indicators.OpenData;

/// <summary>One statement. The object is an address, or a text with its language or type.</summary>
public sealed record Triple(
    string Subject,
    string Predicate,
    string Object,
    bool IsAddress,
    string? Language = null,
    string? Type = null
);

/// <summary>
/// The catalogue of the open data by DCAT: a catalogue, one data set, a distribution for each file. Both texts are written from the same
/// statements; absolute addresses and no prefixes, so that nothing has to be looked up to read them.
/// </summary>
public static class Dcat
{
    private const string Vocabulary = "http://www.w3.org/ns/dcat#";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Is = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private const string Date = "http://www.w3.org/2001/XMLSchema#date";
    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    /// <param name="root">The address of the product, without a slash at its end.</param>
    public static IReadOnlyList<Triple> Of(FigureCube cube, string root)
    {
        var catalogue = root + OpenDataLinks.Page;
        var dataset = catalogue + "#chi-tieu";
        var publisher = catalogue + "#co-quan";
        var triples = new List<Triple>();
        void Address(string subject, string predicate, string value) =>
            triples.Add(new(subject, predicate, value, true));
        void Words(string subject, string predicate, string? value, string? language) =>
            triples.AddRange(
                value is null ? [] : [new Triple(subject, predicate, value, false, language)]
            );
        void Day(string subject, string predicate, DateOnly day) =>
            triples.Add(
                new(
                    subject,
                    predicate,
                    day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    false,
                    Type: Date
                )
            );

        Address(catalogue, Is, Vocabulary + "Catalog");
        Address(dataset, Is, Vocabulary + "Dataset");
        Address(publisher, Is, "http://xmlns.com/foaf/0.1/Agent");
        Words(publisher, "http://xmlns.com/foaf/0.1/name", cube.Units[0].Name.Vi, "vi");
        foreach (var subject in new[] { catalogue, dataset })
        {
            Words(subject, Terms + "title", cube.Title.Vi, "vi");
            Words(subject, Terms + "title", cube.Title.En, "en");
            Words(subject, Terms + "description", Description(cube), "en");
            Address(subject, Terms + "publisher", publisher);
            Day(subject, Terms + "modified", cube.AsOf);
        }

        Address(catalogue, Vocabulary + "dataset", dataset);
        Words(dataset, Terms + "identifier", "chi-tieu", null);
        foreach (var indicator in cube.Indicators)
        {
            Words(dataset, Vocabulary + "keyword", indicator.Name.Vi, "vi");
            Words(dataset, Vocabulary + "keyword", indicator.Name.En, "en");
        }

        foreach (var file in OpenDataLinks.Files.Where(f => !f.IsCatalogue))
        {
            var address = root + file.Address;
            var distribution = dataset + "-" + file.Name;
            Address(dataset, Vocabulary + "distribution", distribution);
            Address(distribution, Is, Vocabulary + "Distribution");
            Words(distribution, Terms + "title", file.Format, "en");
            Address(distribution, Vocabulary + "accessURL", address);
            Address(distribution, Vocabulary + "downloadURL", address);
            Address(distribution, Vocabulary + "mediaType", MediaTypes + file.MediaType);
        }

        return triples;
    }

    public static string Turtle(IEnumerable<Triple> triples)
    {
        var text = new StringBuilder();
        foreach (var subject in triples.GroupBy(t => t.Subject))
        {
            text.Append('<').Append(Iri(subject.Key)).Append("> ");
            text.AppendJoin(" ;\n    ", subject.Select(t => $"<{Iri(t.Predicate)}> {Object(t)}"));
            text.Append(" .\n");
        }

        return text.ToString();
    }

    /// <summary>In expanded form: no context has to be fetched.</summary>
    public static string JsonLd(IEnumerable<Triple> triples)
    {
        var graph = new JsonArray();
        foreach (var subject in triples.GroupBy(t => t.Subject))
        {
            var node = new JsonObject { ["@id"] = subject.Key };
            foreach (var predicate in subject.GroupBy(t => t.Predicate))
            {
                node[predicate.Key == Is ? "@type" : predicate.Key] = new JsonArray([
                    .. predicate.Select(t =>
                        predicate.Key == Is ? JsonValue.Create(t.Object)
                        : t.IsAddress ? (JsonNode)new JsonObject { ["@id"] = t.Object }
                        : Literal(t)
                    ),
                ]);
            }

            graph.Add(node);
        }

        return graph.ToJsonString();
    }

    private static JsonObject Literal(Triple triple)
    {
        var literal = new JsonObject { ["@value"] = triple.Object };
        if (triple.Language is { } language)
        {
            literal["@language"] = language;
        }

        if (triple.Type is { } type)
        {
            literal["@type"] = type;
        }

        return literal;
    }

    private static string Description(FigureCube cube) =>
        (cube.IsDemonstration ? "Demonstration data: made up. " : "")
        + "Figures of the public board by condition and year; a figure that is not applicable or not yet measured carries its status.";

    private static string Object(Triple triple) =>
        triple.IsAddress ? $"<{Iri(triple.Object)}>"
        : triple.Language is { } language ? $"\"{Escaped(triple.Object)}\"@{language}"
        : triple.Type is { } type ? $"\"{Escaped(triple.Object)}\"^^<{Iri(type)}>"
        : $"\"{Escaped(triple.Object)}\"";

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(
                c switch
                {
                    '\\' => @"\\",
                    '"' => "\\\"",
                    '\n' => @"\n",
                    '\r' => @"\r",
                    '\t' => @"\t",
                    < ' ' or '\u007f' => $"\\u{(int)c:X4}",
                    _ => c.ToString(),
                }
            );
        }

        return escaped.ToString();
    }

    /// <summary>What may not stand between angle brackets is written as its number.</summary>
    private static string Iri(string address)
    {
        var escaped = new StringBuilder(address.Length);
        foreach (var c in address)
        {
            escaped.Append(
                c <= ' ' || "<>\"{}|^`\\".Contains(c, StringComparison.Ordinal)
                    ? $"\\u{(int)c:X4}"
                    : c.ToString()
            );
        }

        return escaped.ToString();
    }
}
