using System.Xml;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>How much a message may be. Everything beyond is refused before it is held in memory.</summary>
public sealed record EdxmlLimits
{
    private const int Mebibyte = 1 << 20;

    public static readonly EdxmlLimits Usual = new();

    /// <summary>Of the whole message in bytes: one attachment of the largest size the file store takes, in base64, and its head.</summary>
    public long Bytes { get; init; } = 16 * Mebibyte;

    /// <summary>Of all attachments together, decoded.</summary>
    public int AttachmentBytes { get; init; } = 12 * Mebibyte;
    public int Attachments { get; init; } = 30;
    public int Organisations { get; init; } = 300;
    public int Stations { get; init; } = 100;
    public int Depth { get; init; } = 12;

    /// <summary>Elements and attributes, also those that are passed over.</summary>
    public int Nodes { get; init; } = 20_000;

    /// <summary>Different names of them: each is kept while a message is read.</summary>
    public int Names { get; init; } = 2_000;

    /// <summary>Of one text, in characters.</summary>
    public int Text { get; init; } = 2_000;

    /// <summary>Of one name or code, in characters.</summary>
    public int Word { get; init; } = 200;

    /// <summary>From "&lt;" to "&gt;", in bytes: a tag is held as a whole.</summary>
    public int Tag { get; init; } = 16 * 1024;

    public long Megabytes => Bytes / Mebibyte;
}

/// <summary>Why a message was refused: the sentence, the element in which it happened and the line.</summary>
/// <param name="Line">From 1; 0 where the whole message is meant.</param>
public sealed record EdxmlFault(string Key, string Element, int Line, params object[] More)
{
    public Outcome ToOutcome() => Outcome.Refused(Key, [Element, Line, .. More]);
}

/// <summary>Names that the standard sets; dated facts, see <c>data/circulation/edxml.csv</c>.</summary>
public static class EdxmlProfile
{
    private static readonly Dictionary<string, string> Facts = ShippedData
        .Rows("circulation/edxml.csv")
        .Where(r => r["valid_to"] is null)
        .ToDictionary(r => r.Required("name"), r => r.Required("value"));

    public static string Namespace { get; } = Facts["namespace"];
    public static string DateFormat { get; } = Facts["date-format"];
}

/// <summary>What a message must keep before it is written.</summary>
public static class EdxmlRules
{
    /// <returns>None: it can be written and will be read back as it is.</returns>
    public static EdxmlFault? FaultOf(EdxmlDocument document, EdxmlLimits limits)
    {
        if (document.To.Count == 0)
        {
            return new("edxml.fault.missing", "To", 0);
        }

        if (document.To.Count > limits.Organisations)
        {
            return new("edxml.fault.too-many", "To", 0, limits.Organisations);
        }

        if (document.Attachments.Count > limits.Attachments)
        {
            return new("edxml.fault.too-many", "Attachment", 0, limits.Attachments);
        }

        if (document.Trace.Count > limits.Stations)
        {
            return new("edxml.fault.too-many", "TraceHeader", 0, limits.Stations);
        }

        // In base64 and with its head it must still be short enough to be read.
        var bytes = document.Attachments.Sum(a => (long)a.Content.Length);
        if (
            bytes > limits.AttachmentBytes
            || (bytes + 2) / 3 * 4 + HeadBytes(document) > limits.Bytes
        )
        {
            return new("edxml.fault.too-long", "AttachmentEncoded", 0, limits.Megabytes);
        }

        return document
                .Attachments.Select(a => FaultOfName(a.Name, 0))
                .FirstOrDefault(f => f is not null)
            ?? Words(document, limits)
                .Select(w => FaultOf(w, limits))
                .FirstOrDefault(f => f is not null);
    }

    /// <summary>More than what is no attachment takes: texts escaped, tags around them.</summary>
    private static long HeadBytes(EdxmlDocument document) =>
        4_096
        + 300L * (document.To.Count + document.Trace.Count + document.Attachments.Count)
        + 6L * Words(document, EdxmlLimits.Usual).Sum(w => w.Value?.Length ?? 0);

    public static EdxmlFault? FaultOf(EdxmlStatus status, EdxmlLimits limits) =>
        new Word[]
        {
            new("OrganId", status.From.Id),
            new("OrganName", status.From.Name),
            new("ResponseFor", status.SenderId),
            new("DocumentId", status.DocumentId),
            new("Code", status.Code, IsOptional: true),
            new("Description", status.Description, IsOptional: true, IsLong: true),
        }
            .Select(w => FaultOf(w, limits))
            .FirstOrDefault(f => f is not null);

    /// <summary>A name leads nowhere: no path, no drive, no control character.</summary>
    public static EdxmlFault? FaultOfName(string name, int line) =>
        name.Length is 0 or > 255
        || name.IndexOfAny(['/', '\\', ':']) >= 0
        || name.Any(char.IsControl)
        || name.All(c => c is '.' or ' ')
            ? new("edxml.fault.attachment-name", "AttachmentName", line)
            : null;

    private static IEnumerable<Word> Words(EdxmlDocument document, EdxmlLimits limits)
    {
        yield return new("DocumentId", document.DocumentId);
        yield return new("CodeNumber", document.CodeNumber);
        yield return new("CodeNotation", document.CodeNotation);
        yield return new("Place", document.Place, IsOptional: true);
        yield return new("Type", document.Type, IsOptional: true);
        yield return new("TypeName", document.TypeName);
        yield return new("Subject", document.Subject, IsLong: true);
        foreach (var organisation in document.To.Prepend(document.From))
        {
            yield return new("OrganId", organisation.Id);
            yield return new("OrganName", organisation.Name);
        }

        if (document.Signer is { } signer)
        {
            yield return new("FullName", signer.FullName);
            yield return new("Position", signer.Position, IsOptional: true);
            yield return new("Competence", signer.Competence, IsOptional: true);
        }

        foreach (var appendix in document.Appendixes.Take(limits.Attachments + 1))
        {
            yield return new("Appendix", appendix, IsLong: true);
        }

        foreach (var station in document.Trace)
        {
            yield return new("OrganId", station.OrganId);
        }

        foreach (var attachment in document.Attachments)
        {
            yield return new("AttachmentName", attachment.Name);
            yield return new("ContentType", attachment.ContentType);
        }
    }

    private static EdxmlFault? FaultOf(Word word, EdxmlLimits limits)
    {
        var most = word.IsLong ? limits.Text : limits.Word;
        return string.IsNullOrEmpty(word.Value)
            ? word.IsOptional
                ? null
                : new("edxml.fault.missing", word.Element, 0)
            : word.Value.Length > most
                ? new("edxml.fault.text-too-long", word.Element, 0, most)
                : !IsXml(word.Value)
                    ? new("edxml.fault.character", word.Element, 0)
                    : null;
    }

    private static bool IsXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    private sealed record Word(
        string Element,
        string? Value,
        bool IsOptional = false,
        bool IsLong = false
    );
}
