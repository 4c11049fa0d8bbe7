using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>A message that was read: a document, a status, or why it is neither.</summary>
public sealed record EdxmlRead
{
    public EdxmlDocument? Document { get; init; }
    public EdxmlStatus? Status { get; init; }
    public EdxmlFault? Fault { get; init; }

    /// <summary>None where it was refused.</summary>
    public string? Key => Document?.Key ?? Status?.Key;

    public EdxmlRead Tidy() => this with { Document = Document?.Tidy(), Status = Status?.Tidy() };

    /// <summary>Whether two messages say the same, however they are written and whatever stations they passed.</summary>
    public bool SaysTheSame(EdxmlRead other) =>
        Fault is null
        && other.Fault is null
        && (
            Document is { } one && other.Document is { } two
                ? Sum(one).AsSpan().SequenceEqual(Sum(two))
                : Status is not null && Status == other.Status
        );

    private static byte[] Sum(EdxmlDocument document)
    {
        using var sum = SHA256.Create();
        using (var counted = new CryptoStream(Stream.Null, sum, CryptoStreamMode.Write))
        {
            EdxmlWriter.Write(document with { Trace = [] }, counted);
        }

        return sum.Hash!;
    }
}

/// <summary>
/// Reads messages of anybody: every length, depth and count is bounded, no type definition is read, nothing outside is fetched, no byte is
/// guessed. What the standard does not name is passed over.
/// </summary>
public static class EdxmlReader
{
    /// <summary>Bytes in which the declaration of the encoding stands.</summary>
    private const int Head = 256;

    /// <param name="source">Read once from its present place, at most the limit and a little more.</param>
    public static EdxmlRead Read(Stream source, EdxmlLimits? limits = null)
    {
        var bounds = limits ?? EdxmlLimits.Usual;
        XmlReader? reader = null;
        Walk? walk = null;
        try
        {
            var head = new byte[Head];
            head = head[..source.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
            if (EncodingCheck.FaultOf(head) is { } fault)
            {
                return new() { Fault = fault };
            }

            using var bounded = new BoundedStream(head, source, bounds);
            reader = XmlReader.Create(bounded, Settings(bounds));
            walk = new Walk(reader, bounds);
            return walk.Message();
        }
        catch (EdxmlException refused)
        {
            return new() { Fault = refused.Fault };
        }
        catch (XmlException broken)
        {
            return new() { Fault = Said(broken, walk?.Current ?? "edXML") };
        }
        finally
        {
            reader?.Dispose();
        }
    }

    public static EdxmlRead Read(byte[] message, EdxmlLimits? limits = null)
    {
        var bounds = limits ?? EdxmlLimits.Usual;
        if (message.LongLength > bounds.Bytes)
        {
            return new() { Fault = new("edxml.fault.too-long", "edXML", 0, bounds.Megabytes) };
        }

        using var stream = new MemoryStream(message, writable: false);
        return Read(stream, bounds);
    }

    private static XmlReaderSettings Settings(EdxmlLimits limits) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNames(limits.Names),
            MaxCharactersInDocument = limits.Bytes,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = true,
            ConformanceLevel = ConformanceLevel.Document,
        };

    /// <summary>The framework knows one exception for everything; which it was is read from where it happened and what it says.</summary>
    private static EdxmlFault Said(XmlException broken, string element)
    {
        if (broken.InnerException is EdxmlException inner)
        {
            return inner.Fault;
        }

        var words = broken.Message;
        var key =
            words.Contains("DTD", StringComparison.Ordinal) ? "edxml.fault.dtd"
            : words.Contains("encoding", StringComparison.OrdinalIgnoreCase) ? "edxml.fault.bytes"
            : words.Contains("invalid character", StringComparison.OrdinalIgnoreCase)
                ? "edxml.fault.character"
            : words.Contains("Base64", StringComparison.OrdinalIgnoreCase) ? "edxml.fault.base64"
            : words.Contains("entity", StringComparison.OrdinalIgnoreCase) ? "edxml.fault.entity"
            : "edxml.fault.malformed";
        return new EdxmlFault(key, element, broken.LineNumber);
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private sealed class Walk(XmlReader reader, EdxmlLimits limits)
    {
        private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

        private static readonly string[] ZonedForms =
        [
            "yyyy-MM-dd'T'HH:mm:ssK",
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            "yyyy-MM-dd HH:mm:sszzz",
            "yyyy/MM/dd HH:mm:sszzz",
        ];

        private static readonly string[] LocalForms =
        [
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy/MM/dd HH:mm:ss",
            "dd/MM/yyyy HH:mm:ss",
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "dd/MM/yyyy",
        ];

        private readonly char[] buffer = new char[1024];
        private string space = "";
        private long attachmentBytes;
        private int nodes;

        /// <summary>The element that is being read.</summary>
        public string Current { get; private set; } = "edXML";

        public EdxmlRead Message()
        {
            reader.MoveToContent();
            if (reader.LocalName != "edXML")
            {
                throw Wrong("edxml.fault.root", Short(reader.LocalName));
            }

            space = reader.NamespaceURI;
            if (space.Length > 0 && space != EdxmlProfile.Namespace)
            {
                throw Wrong("edxml.fault.namespace", "edXML", EdxmlProfile.Namespace);
            }

            Header? header = null;
            List<EdxmlAttachment>? attachments = null;
            var line = Line;
            Children(
                "edXML",
                name =>
                {
                    switch (name)
                    {
                        case "edXMLEnvelope":
                            Once(header, name);
                            header = Envelope();
                            return true;
                        case "AttachmentEncoded":
                            Once(attachments, name);
                            attachments = Attachments();
                            return true;
                        default:
                            return false;
                    }
                }
            );
            // What stands behind the root must be nothing.
            while (reader.Read()) { }
            return header is null
                ? throw Wrong("edxml.fault.missing", "edXMLEnvelope", line)
                : new EdxmlRead
                {
                    Document = header.Document is { } document
                        ? document with
                        {
                            Trace = header.Trace ?? [],
                            Attachments = attachments ?? [],
                        }
                        : null,
                    Status = header.Status,
                };
        }

        private sealed record Header(
            EdxmlDocument? Document,
            List<EdxmlTrace>? Trace,
            EdxmlStatus? Status
        );

        private int Line => ((IXmlLineInfo)reader).LineNumber;

        private Header Envelope()
        {
            Header? header = null;
            var line = Line;
            Children(
                "edXMLEnvelope",
                name =>
                {
                    if (name != "edXMLHeader")
                    {
                        return false;
                    }

                    Once(header, name);
                    header = ReadHeader();
                    return true;
                }
            );
            return header ?? throw Wrong("edxml.fault.missing", "edXMLHeader", line);
        }

        private Header ReadHeader()
        {
            EdxmlDocument? document = null;
            List<EdxmlTrace>? trace = null;
            EdxmlStatus? status = null;
            var line = Line;
            Children(
                "edXMLHeader",
                name =>
                {
                    switch (name)
                    {
                        case "MessageHeader":
                            Once(document, name);
                            document = MessageHeader();
                            return true;
                        case "TraceHeaderList":
                            Once(trace, name);
                            trace = Trace();
                            return true;
                        case "Status":
                            Once(status, name);
                            status = Status();
                            return true;
                        default:
                            return false;
                    }
                }
            );
            if (document is null && status is null)
            {
                throw Wrong("edxml.fault.missing", "MessageHeader", line);
            }

            return document is not null && status is not null
                ? throw Wrong("edxml.fault.both", "edXMLHeader", line)
                : new Header(document, trace, status);
        }

        private EdxmlDocument MessageHeader()
        {
            var line = Line;
            var to = new List<EdxmlOrganisation>();
            EdxmlOrganisation? from = null;
            Words? code = null;
            Words? issue = null;
            Words? type = null;
            Words? signer = null;
            string? subject = null;
            string? id = null;
            (int? Pages, List<string> Appendixes)? other = null;
            Children(
                "MessageHeader",
                name =>
                {
                    switch (name)
                    {
                        case "From":
                            Once(from, name);
                            from = Organisation(name);
                            return true;
                        case "To":
                            Few(to.Count, limits.Organisations, name);
                            to.Add(Organisation(name));
                            return true;
                        case "Code":
                            Once(code, name);
                            code = Read(name, "CodeNumber", "CodeNotation");
                            return true;
                        case "PromulgationInfo":
                            Once(issue, name);
                            issue = Read(name, "Place", "PromulgationDate");
                            return true;
                        case "DocumentType":
                            Once(type, name);
                            type = Read(name, "Type", "TypeName");
                            return true;
                        case "Subject":
                            Once(subject, name);
                            subject = Text(name, limits.Text);
                            return true;
                        case "SignerInfo":
                            Once(signer, name);
                            signer = Read(name, "FullName", "Position", "Competence");
                            return true;
                        case "OtherInfo":
                            Once(other, name);
                            other = Other();
                            return true;
                        case "DocumentId":
                            Once(id, name);
                            id = Text(name, limits.Word);
                            return true;
                        default:
                            return false;
                    }
                }
            );
            if (to.Count == 0)
            {
                throw Wrong("edxml.fault.missing", "To", line);
            }

            return new EdxmlDocument
            {
                DocumentId = Needed(id, "DocumentId", line),
                From = from ?? throw Wrong("edxml.fault.missing", "From", line),
                To = to,
                CodeNumber = Needed(code, "CodeNumber", line),
                CodeNotation = Needed(code, "CodeNotation", line),
                Place = issue?["Place"],
                PromulgatedOn = Day(Needed(issue, "PromulgationDate", line), issue!.Line),
                Type = type?["Type"],
                TypeName = Needed(type, "TypeName", line),
                Subject = Needed(subject, "Subject", line),
                Signer = signer is null
                    ? null
                    : new EdxmlSigner(
                        Needed(signer, "FullName", line),
                        signer["Position"],
                        signer["Competence"]
                    ),
                PageAmount = other?.Pages,
                Appendixes = other?.Appendixes ?? [],
            };
        }

        private (int?, List<string>)? Other()
        {
            int? pages = null;
            List<string>? appendixes = null;
            Children(
                "OtherInfo",
                name =>
                {
                    switch (name)
                    {
                        case "PageAmount":
                            Once(pages, name);
                            var line = Line;
                            var text = Text(name, limits.Word);
                            if (text.Length > 0)
                            {
                                pages = int.TryParse(
                                    text,
                                    NumberStyles.None,
                                    CultureInfo.InvariantCulture,
                                    out var number
                                )
                                    ? number
                                    : throw Wrong("edxml.fault.number", name, line);
                            }

                            return true;
                        case "Appendixes":
                            Once(appendixes, name);
                            appendixes = [];
                            Children(
                                name,
                                inner =>
                                {
                                    if (inner != "Appendix")
                                    {
                                        return false;
                                    }

                                    Few(appendixes.Count, limits.Attachments, inner);
                                    if (Text(inner, limits.Text) is { Length: > 0 } words)
                                    {
                                        appendixes.Add(words);
                                    }

                                    return true;
                                }
                            );
                            return true;
                        default:
                            return false;
                    }
                }
            );
            return (pages, appendixes ?? []);
        }

        private List<EdxmlTrace> Trace()
        {
            var stations = new List<EdxmlTrace>();
            Children(
                "TraceHeaderList",
                name =>
                {
                    if (name != "TraceHeader")
                    {
                        return false;
                    }

                    Few(stations.Count, limits.Stations, name);
                    var line = Line;
                    var words = Read(name, "OrganId", "Timestamp");
                    stations.Add(
                        new EdxmlTrace(
                            Needed(words, "OrganId", line),
                            Instant(Needed(words, "Timestamp", line), line)
                        )
                    );
                    return true;
                }
            );
            return stations;
        }

        private EdxmlStatus Status()
        {
            var line = Line;
            Words? about = null;
            EdxmlOrganisation? from = null;
            string? code = null;
            string? description = null;
            string? at = null;
            Children(
                "Status",
                name =>
                {
                    switch (name)
                    {
                        case "ResponseFor":
                            Once(about, name);
                            about = Read(name, "OrganId", "Code", "PromulgationDate", "DocumentId");
                            return true;
                        case "From":
                            Once(from, name);
                            from = Organisation(name);
                            return true;
                        case "StatusCode":
                            Once(code, name);
                            code = Text(name, limits.Word);
                            return true;
                        case "Description":
                            Once(description, name);
                            description = Text(name, limits.Text);
                            return true;
                        case "Timestamp":
                            Once(at, name);
                            at = Text(name, limits.Word);
                            return true;
                        default:
                            return false;
                    }
                }
            );
            if (about is null)
            {
                throw Wrong("edxml.fault.missing", "ResponseFor", line);
            }

            var known = Needed(code, "StatusCode", line);
            return new EdxmlStatus
            {
                From = from ?? throw Wrong("edxml.fault.missing", "From", line),
                SenderId = Needed(about, "OrganId", about.Line),
                DocumentId = Needed(about, "DocumentId", about.Line),
                Code = about["Code"],
                PromulgatedOn = about["PromulgationDate"] is { } day ? Day(day, about.Line) : null,
                Status =
                    EdxmlText.Status(known)
                    ?? throw Wrong("edxml.fault.status", "StatusCode", line, Short(known)),
                Description = string.IsNullOrEmpty(description) ? null : description,
                At = Instant(Needed(at, "Timestamp", line), line),
            };
        }

        private List<EdxmlAttachment> Attachments()
        {
            var attachments = new List<EdxmlAttachment>();
            Children(
                "AttachmentEncoded",
                name =>
                {
                    if (name != "Attachment")
                    {
                        return false;
                    }

                    Few(attachments.Count, limits.Attachments, name);
                    attachments.Add(Attachment());
                    return true;
                }
            );
            return attachments;
        }

        private EdxmlAttachment Attachment()
        {
            var line = Line;
            string? title = null;
            string? type = null;
            byte[]? content = null;
            Children(
                "Attachment",
                name =>
                {
                    switch (name)
                    {
                        case "AttachmentName":
                            Once(title, name);
                            var at = Line;
                            title = Text(name, limits.Word);
                            if (EdxmlRules.FaultOfName(title, at) is { } fault)
                            {
                                throw new EdxmlException(fault);
                            }

                            return true;
                        case "ContentType":
                            Once(type, name);
                            type = Text(name, limits.Word);
                            return true;
                        case "ContentTransferEncoded":
                            Once(content, name);
                            content = Base64(name);
                            return true;
                        default:
                            return false;
                    }
                }
            );
            return new EdxmlAttachment(
                Needed(title, "AttachmentName", line),
                Needed(type, "ContentType", line),
                content ?? throw Wrong("edxml.fault.missing", "ContentTransferEncoded", line)
            );
        }

        private byte[] Base64(string name)
        {
            var line = Line;
            using var content = new MemoryStream();
            var chunk = new byte[16 * 1024];
            try
            {
                for (
                    int read;
                    (read = reader.ReadElementContentAsBase64(chunk, 0, chunk.Length)) > 0;

                )
                {
                    if ((attachmentBytes += read) > limits.AttachmentBytes)
                    {
                        throw Wrong("edxml.fault.too-long", name, line, limits.Megabytes);
                    }

                    content.Write(chunk, 0, read);
                }
            }
            catch (Exception broken)
                when (broken is FormatException or XmlException { InnerException: FormatException })
            {
                throw Wrong("edxml.fault.base64", name, line);
            }

            return content.ToArray();
        }

        private EdxmlOrganisation Organisation(string parent)
        {
            var line = Line;
            var words = Read(parent, "OrganId", "OrganName");
            return new EdxmlOrganisation(
                Needed(words, "OrganId", line),
                Needed(words, "OrganName", line)
            );
        }

        private sealed class Words(int line) : Dictionary<string, string?>
        {
            public int Line => line;

            public new string? this[string name]
            {
                get => TryGetValue(name, out var text) && text is { Length: > 0 } ? text : null;
                set => base[name] = value;
            }
        }

        /// <summary>The children of a plain element, each at most once.</summary>
        private Words Read(string parent, params string[] names)
        {
            var words = new Words(Line);
            Children(
                parent,
                name =>
                {
                    if (!names.Contains(name))
                    {
                        return false;
                    }

                    if (words.ContainsKey(name))
                    {
                        throw Wrong("edxml.fault.twice", name);
                    }

                    words[name] = Text(name, limits.Word);
                    return true;
                }
            );
            return words;
        }

        /// <summary>Goes through the children of the element at hand and to behind its end.</summary>
        /// <param name="take">Reads the child of this name to behind its end; false: it is not known.</param>
        private void Children(string parent, Func<string, bool> take)
        {
            if (reader.IsEmptyElement)
            {
                reader.Read();
                return;
            }

            reader.Read();
            while (reader.NodeType != XmlNodeType.EndElement)
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        Count();
                        Current = Short(reader.LocalName);
                        if (reader.NamespaceURI != space || !take(reader.LocalName))
                        {
                            PassOver();
                        }

                        Current = parent;
                        break;
                    case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        reader.Read();
                        break;
                    default:
                        throw Wrong("edxml.fault.stray", parent);
                }
            }

            reader.Read();
        }

        /// <summary>The text of the element at hand, to behind its end.</summary>
        private string Text(string name, int most)
        {
            if (reader.IsEmptyElement)
            {
                reader.Read();
                return "";
            }

            var line = Line;
            var text = new StringBuilder();
            reader.Read();
            while (reader.NodeType != XmlNodeType.EndElement)
            {
                if (
                    reader.NodeType
                    is not (
                        XmlNodeType.Text
                        or XmlNodeType.CDATA
                        or XmlNodeType.Whitespace
                        or XmlNodeType.SignificantWhitespace
                    )
                )
                {
                    throw Wrong("edxml.fault.nested", name, line);
                }

                for (int read; (read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0; )
                {
                    if (text.Length + read > most)
                    {
                        throw Wrong("edxml.fault.text-too-long", name, line, most);
                    }

                    text.Append(buffer, 0, read);
                }

                reader.Read();
            }

            reader.Read();
            return text.ToString();
        }

        private void PassOver()
        {
            if (reader.IsEmptyElement)
            {
                reader.Read();
                return;
            }

            var depth = reader.Depth;
            do
            {
                reader.Read();
                if (reader.Depth > limits.Depth)
                {
                    throw Wrong("edxml.fault.depth", Short(reader.LocalName), Line, limits.Depth);
                }

                if (reader.NodeType == XmlNodeType.Element)
                {
                    Count();
                }
            } while (reader.Depth > depth || reader.NodeType != XmlNodeType.EndElement);
            reader.Read();
        }

        /// <summary>Elements and their attributes, also of those passed over.</summary>
        private void Count()
        {
            if ((nodes += 1 + reader.AttributeCount) > limits.Nodes)
            {
                throw Wrong("edxml.fault.too-many", Short(reader.LocalName), Line, limits.Nodes);
            }
        }

        private void Once(object? before, string name)
        {
            if (before is not null)
            {
                throw Wrong("edxml.fault.twice", name);
            }
        }

        private void Few(int before, int most, string name)
        {
            if (before >= most)
            {
                throw Wrong("edxml.fault.too-many", name, Line, most);
            }
        }

        private static string Needed(string? text, string name, int line) =>
            string.IsNullOrEmpty(text) ? throw Wrong("edxml.fault.missing", name, line) : text;

        private static string Needed(Words? words, string name, int line) =>
            Needed(words?[name], name, words?.Line ?? line);

        private static DateOnly Day(string text, int line) =>
            DateOnly.TryParseExact(
                text.Trim(),
                [EdxmlProfile.DateFormat, "yyyy-MM-dd", "yyyy/MM/dd", "dd/MM/yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : throw Wrong("edxml.fault.date", "PromulgationDate", line, Short(text));

        /// <summary>A time without a zone is Vietnamese time: no system there writes another.</summary>
        private static DateTime Instant(string text, int line)
        {
            var said = text.Trim();
            return DateTime.TryParseExact(
                    said,
                    LocalForms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var local
                )
                    ? new DateTimeOffset(local, Vietnam).UtcDateTime
                : DateTimeOffset.TryParseExact(
                    said,
                    ZonedForms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var zoned
                )
                    ? zoned.UtcDateTime
                : throw Wrong("edxml.fault.date", "Timestamp", line, Short(text));
        }

        private EdxmlException Wrong(string key, string element) => Wrong(key, element, Line);

        private EdxmlException Wrong(string key, string element, string more) =>
            Wrong(key, element, Line, more);

        private static EdxmlException Wrong(
            string key,
            string element,
            int line,
            params object[] more
        ) => new(new EdxmlFault(key, element, line, more));
    }
}
