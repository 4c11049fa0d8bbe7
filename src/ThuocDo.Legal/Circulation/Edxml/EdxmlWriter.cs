using System.Globalization;
using System.Text;
using System.Xml;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>Writes messages: UTF-8 without a mark, no white space of its own, so that reading and writing again gives the same.</summary>
public static class EdxmlWriter
{
    private const int Chunk = 48 * 1024;

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        // A carriage return would come back as a line feed.
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    /// <exception cref="ArgumentException">A text holds what XML cannot; <see cref="EdxmlRules"/> tells before.</exception>
    public static byte[] Write(EdxmlDocument document)
    {
        using var stream = new MemoryStream();
        Write(document, stream);
        return stream.ToArray();
    }

    /// <inheritdoc cref="Write(EdxmlDocument)"/>
    public static void Write(EdxmlDocument document, Stream into) =>
        Write(
            into,
            writer =>
            {
                Open(writer, "edXMLEnvelope");
                Open(writer, "edXMLHeader");
                Open(writer, "MessageHeader");
                Organisation(writer, "From", document.From);
                foreach (var receiver in document.To)
                {
                    Organisation(writer, "To", receiver);
                }

                Open(writer, "Code");
                Text(writer, "CodeNumber", document.CodeNumber);
                Text(writer, "CodeNotation", document.CodeNotation);
                writer.WriteEndElement();
                Open(writer, "PromulgationInfo");
                Text(writer, "Place", document.Place);
                Text(writer, "PromulgationDate", Day(document.PromulgatedOn));
                writer.WriteEndElement();
                Open(writer, "DocumentType");
                Text(writer, "Type", document.Type);
                Text(writer, "TypeName", document.TypeName);
                writer.WriteEndElement();
                Text(writer, "Subject", document.Subject);
                if (document.Signer is { } signer)
                {
                    Open(writer, "SignerInfo");
                    Text(writer, "FullName", signer.FullName);
                    Text(writer, "Position", signer.Position);
                    Text(writer, "Competence", signer.Competence);
                    writer.WriteEndElement();
                }

                if (document.PageAmount is not null || document.Appendixes.Count > 0)
                {
                    Open(writer, "OtherInfo");
                    Text(
                        writer,
                        "PageAmount",
                        document.PageAmount?.ToString(CultureInfo.InvariantCulture)
                    );
                    if (document.Appendixes.Count > 0)
                    {
                        Open(writer, "Appendixes");
                        foreach (var appendix in document.Appendixes)
                        {
                            Text(writer, "Appendix", appendix);
                        }

                        writer.WriteEndElement();
                    }

                    writer.WriteEndElement();
                }

                Text(writer, "DocumentId", document.DocumentId);
                writer.WriteEndElement();
                if (document.Trace.Count > 0)
                {
                    Open(writer, "TraceHeaderList");
                    foreach (var station in document.Trace)
                    {
                        Open(writer, "TraceHeader");
                        Text(writer, "OrganId", station.OrganId);
                        Text(writer, "Timestamp", Instant(station.At));
                        writer.WriteEndElement();
                    }

                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
                if (document.Attachments.Count > 0)
                {
                    Open(writer, "AttachmentEncoded");
                    foreach (var attachment in document.Attachments)
                    {
                        Open(writer, "Attachment");
                        Text(writer, "AttachmentName", attachment.Name);
                        Text(writer, "ContentType", attachment.ContentType);
                        Open(writer, "ContentTransferEncoded");
                        for (var at = 0; at < attachment.Content.Length; at += Chunk)
                        {
                            writer.WriteBase64(
                                attachment.Content,
                                at,
                                Math.Min(Chunk, attachment.Content.Length - at)
                            );
                        }

                        writer.WriteEndElement();
                        writer.WriteEndElement();
                    }

                    writer.WriteEndElement();
                }
            }
        );

    /// <exception cref="ArgumentException">A text holds what XML cannot.</exception>
    public static byte[] Write(EdxmlStatus status)
    {
        using var stream = new MemoryStream();
        Write(
            stream,
            writer =>
            {
                Open(writer, "edXMLEnvelope");
                Open(writer, "edXMLHeader");
                Open(writer, "Status");
                Open(writer, "ResponseFor");
                Text(writer, "OrganId", status.SenderId);
                Text(writer, "Code", status.Code);
                Text(writer, "PromulgationDate", status.PromulgatedOn is { } day ? Day(day) : null);
                Text(writer, "DocumentId", status.DocumentId);
                writer.WriteEndElement();
                Organisation(writer, "From", status.From);
                Text(writer, "StatusCode", EdxmlText.Of(status.Status));
                Text(writer, "Description", status.Description);
                Text(writer, "Timestamp", Instant(status.At));
                writer.WriteEndElement();
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
        );
        return stream.ToArray();
    }

    private static void Write(Stream into, Action<XmlWriter> content)
    {
        using var writer = XmlWriter.Create(into, Settings);
        writer.WriteStartDocument();
        writer.WriteStartElement("edXML", EdxmlProfile.Namespace);
        content(writer);
        writer.WriteEndElement();
        writer.WriteEndDocument();
    }

    private static void Organisation(XmlWriter writer, string name, EdxmlOrganisation organisation)
    {
        Open(writer, name);
        Text(writer, "OrganId", organisation.Id);
        Text(writer, "OrganName", organisation.Name);
        writer.WriteEndElement();
    }

    private static void Open(XmlWriter writer, string name) =>
        writer.WriteStartElement(name, EdxmlProfile.Namespace);

    private static void Text(XmlWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteElementString(name, EdxmlProfile.Namespace, text);
        }
    }

    private static string Day(DateOnly day) =>
        day.ToString(EdxmlProfile.DateFormat, CultureInfo.InvariantCulture);

    private static string Instant(DateTime at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
