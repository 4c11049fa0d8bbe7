using System.Globalization;
using System.Text;
using System.Xml;

namespace ThuocDo.Legal.Documents;

/// <summary>
/// Writes a document in Akoma Ntoso 3.0 (OASIS LegalDocML): an <c>act</c> with its identification, dates and relations, its preamble and its parts
/// with stable identifiers. A clause is a <c>paragraph</c>, a point a <c>point</c>.
/// </summary>
public static class AkomaNtoso
{
    public const string Namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

    private const string Source = "#register";

    /// <param name="relations">What the document does to others: kind, address of the other, the part that is meant.</param>
    public static string Write(
        LegalDocument document,
        string language,
        string issuer,
        IReadOnlyList<DocumentPart> parts,
        IReadOnlyList<(RelationKind Kind, string Address, string? Provision)> relations
    )
    {
        var text = new Utf8Writer();
        using (
            var xml = XmlWriter.Create(
                text,
                new XmlWriterSettings { Indent = true, NewLineChars = "\n" }
            )
        )
        {
            xml.WriteStartElement("akomaNtoso", Namespace);
            xml.WriteStartElement("act", Namespace);
            xml.WriteAttributeString("name", document.Kind.ToString().ToLowerInvariant());
            Meta(xml, document, language, issuer, relations);
            if (parts.FirstOrDefault(p => p.Kind == PartKind.Preamble) is { } preamble)
            {
                xml.WriteStartElement("preamble", Namespace);
                Paragraphs(xml, preamble.Paragraphs);
                xml.WriteEndElement();
            }

            xml.WriteStartElement("body", Namespace);
            foreach (var part in parts.Where(p => p.Kind != PartKind.Preamble))
            {
                Part(xml, part);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    /// <summary>Address of the work, the same whatever its text: country, kind, day, number.</summary>
    public static string AddressOf(LegalDocument document) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/akn/vn/act/{document.Kind.ToString().ToLowerInvariant()}/{document.IssuedOn ?? DateOnly.MinValue:yyyy-MM-dd}/{Plain(document.Symbol ?? document.Id.ToString("N"))}"
        );

    private static void Meta(
        XmlWriter xml,
        LegalDocument document,
        string language,
        string issuer,
        IReadOnlyList<(RelationKind Kind, string Address, string? Provision)> relations
    )
    {
        var (address, day) = (AddressOf(document), Day(document.IssuedOn ?? DateOnly.MinValue));
        var tongue = language == "en" ? "eng" : "vie";
        xml.WriteStartElement("meta", Namespace);
        xml.WriteStartElement("identification", Namespace);
        xml.WriteAttributeString("source", Source);
        Level("FRBRWork", address + "/!main", address);
        Level("FRBRExpression", $"{address}/{tongue}@/!main", $"{address}/{tongue}@");
        Level("FRBRManifestation", $"{address}/{tongue}@/!main.xml", $"{address}/{tongue}@.xml");
        xml.WriteEndElement();
        if (document.PublishedOn is { } published)
        {
            xml.WriteStartElement("publication", Namespace);
            xml.WriteAttributeString("date", Day(published));
            xml.WriteAttributeString("name", document.PublishedIn);
            xml.WriteAttributeString("showAs", document.PublishedIn);
            xml.WriteEndElement();
        }

        Lifecycle(xml, document);
        if (relations.Count > 0)
        {
            xml.WriteStartElement("analysis", Namespace);
            xml.WriteAttributeString("source", Source);
            xml.WriteStartElement("otherReferences", Namespace);
            xml.WriteAttributeString("source", Source);
            foreach (var (kind, to, provision) in relations)
            {
                xml.WriteStartElement("alternativeReference", Namespace);
                xml.WriteAttributeString("for", "#" + kind.ToString());
                xml.WriteAttributeString("href", provision is null ? to : $"{to}#{provision}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteStartElement("references", Namespace);
        xml.WriteAttributeString("source", Source);
        Organisation("register", "/ontology/organization/register", "thuocdo");
        Organisation("issuer", "/ontology/organization/issuer", issuer);
        xml.WriteEndElement();
        xml.WriteEndElement();

        void Level(string name, string self, string uri)
        {
            xml.WriteStartElement(name, Namespace);
            Value("FRBRthis", self);
            Value("FRBRuri", uri);
            xml.WriteStartElement("FRBRdate", Namespace);
            xml.WriteAttributeString("date", day);
            xml.WriteAttributeString("name", "issued");
            xml.WriteEndElement();
            xml.WriteStartElement("FRBRauthor", Namespace);
            xml.WriteAttributeString("href", "#issuer");
            xml.WriteEndElement();
            if (name == "FRBRWork")
            {
                Value("FRBRcountry", "vn");
                Value("FRBRnumber", document.Symbol ?? "");
                Value("FRBRname", document.Title);
            }
            else if (name == "FRBRExpression")
            {
                xml.WriteStartElement("FRBRlanguage", Namespace);
                xml.WriteAttributeString("language", tongue);
                xml.WriteEndElement();
            }
            else
            {
                Value("FRBRformat", "application/xml");
            }

            xml.WriteEndElement();
        }

        void Value(string name, string value)
        {
            xml.WriteStartElement(name, Namespace);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        void Organisation(string id, string href, string show)
        {
            xml.WriteStartElement("TLCOrganization", Namespace);
            xml.WriteAttributeString("eId", id);
            xml.WriteAttributeString("href", href);
            xml.WriteAttributeString("showAs", Clean(show));
            xml.WriteEndElement();
        }
    }

    private static void Lifecycle(XmlWriter xml, LegalDocument document)
    {
        if (document.IssuedOn is not { } issued)
        {
            return;
        }

        xml.WriteStartElement("lifecycle", Namespace);
        xml.WriteAttributeString("source", Source);
        Event("e1", issued, "generation");
        if (document.EffectiveOn is { } effective)
        {
            Event("e2", effective, "generation");
        }

        if (document.ExpiresOn is { } ends)
        {
            Event("e3", ends, "repeal");
        }

        xml.WriteEndElement();

        void Event(string id, DateOnly day, string type)
        {
            xml.WriteStartElement("eventRef", Namespace);
            xml.WriteAttributeString("eId", id);
            xml.WriteAttributeString("date", Day(day));
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("source", Source);
            xml.WriteEndElement();
        }
    }

    private static void Part(XmlWriter xml, DocumentPart part)
    {
        xml.WriteStartElement(NameOf(part.Kind), Namespace);
        xml.WriteAttributeString("eId", part.Id);
        xml.WriteElementString("num", Namespace, Clean(part.Number));
        if (part.Heading.Length > 0)
        {
            xml.WriteElementString("heading", Namespace, Clean(part.Heading));
        }

        if (part.Parts.Count == 0)
        {
            xml.WriteStartElement("content", Namespace);
            Paragraphs(xml, part.Paragraphs);
            xml.WriteEndElement();
        }
        else
        {
            if (part.Paragraphs.Count > 0)
            {
                xml.WriteStartElement("intro", Namespace);
                Paragraphs(xml, part.Paragraphs);
                xml.WriteEndElement();
            }

            foreach (var inner in part.Parts)
            {
                Part(xml, inner);
            }
        }

        xml.WriteEndElement();
    }

    private static void Paragraphs(XmlWriter xml, IReadOnlyList<string> paragraphs)
    {
        foreach (var paragraph in paragraphs.Count == 0 ? [""] : paragraphs)
        {
            xml.WriteElementString("p", Namespace, Clean(paragraph));
        }
    }

    private static string NameOf(PartKind kind) =>
        kind == PartKind.Clause ? "paragraph" : kind.ToString().ToLowerInvariant();

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plain(string symbol) =>
        new([.. symbol.Where(c => !char.IsWhiteSpace(c)).Select(c => c == '/' ? '-' : c)]);

    /// <summary>A pasted text may hold signs that XML has no place for.</summary>
    private static string Clean(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : new([.. text.Where(XmlConvert.IsXmlChar)]);

    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
