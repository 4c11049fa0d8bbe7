using System.Text;
using System.Xml;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>
/// Lets so many bytes through and no more, and no tag longer than a bound: a reader holds a tag as a whole, so a single one could fill the
/// memory.
/// </summary>
internal sealed class BoundedStream(byte[] head, Stream rest, EdxmlLimits limits) : Stream
{
    private int taken;
    private long passed;
    private int inTag;
    private int closing;
    private byte quote;
    private Place place;

    // Read once from the beginning to the end: what it says it cannot do it refuses, as the contract of streams asks.
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => passed;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (taken < head.Length)
        {
            read = Math.Min(buffer.Length, head.Length - taken);
            head.AsSpan(taken, read).CopyTo(buffer);
            taken += read;
        }
        else
        {
            read = rest.Read(buffer);
        }

        passed += read;
        if (passed > limits.Bytes)
        {
            throw new EdxmlException(new("edxml.fault.too-long", "edXML", 0, limits.Megabytes));
        }

        Watch(buffer[..read]);
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    /// <summary>
    /// Follows the markup as far as a bound needs it: a ">" inside an attribute ends no tag, comments and CDATA are text however long, an
    /// instruction is bounded like a tag.
    /// </summary>
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (place == Place.Text)
            {
                var start = bytes.IndexOf((byte)'<');
                if (start < 0)
                {
                    return;
                }

                (place, inTag) = (Place.Begin, 0);
                bytes = bytes[(start + 1)..];
                continue;
            }

            Step(bytes[0]);
            bytes = bytes[1..];
        }
    }

    private void Step(byte next)
    {
        if (place is not (Place.Comment or Place.Cdata) && ++inTag > limits.Tag)
        {
            throw new EdxmlException(
                new("edxml.fault.tag-too-long", "edXML", 0, limits.Tag / 1024)
            );
        }

        switch (place)
        {
            case Place.Begin:
                closing = 0;
                place = next switch
                {
                    (byte)'!' => Place.Bang,
                    (byte)'?' => Place.Instruction,
                    (byte)'>' => Place.Text,
                    _ => Place.Tag,
                };
                break;
            case Place.Bang:
                // Whatever is neither is refused by the reader itself.
                place = next switch
                {
                    (byte)'-' => Place.BangDash,
                    (byte)'[' => Place.Cdata,
                    _ => Place.Tag,
                };
                break;
            case Place.BangDash:
                place = next == (byte)'-' ? Place.Comment : Place.Tag;
                break;
            case Place.Tag:
                if (next is (byte)'"' or (byte)'\'')
                {
                    (place, quote) = (Place.Quoted, next);
                }
                else if (next == (byte)'>')
                {
                    place = Place.Text;
                }

                break;
            case Place.Quoted:
                if (next == quote)
                {
                    place = Place.Tag;
                }

                break;
            default:
                var (mark, needed) = place switch
                {
                    Place.Comment => ((byte)'-', 2),
                    Place.Cdata => ((byte)']', 2),
                    _ => ((byte)'?', 1),
                };
                if (next == (byte)'>' && closing >= needed)
                {
                    place = Place.Text;
                }

                closing = next == mark ? closing + 1 : 0;
                break;
        }
    }

    private enum Place
    {
        Text,
        Begin,
        Bang,
        BangDash,
        Tag,
        Quoted,
        Instruction,
        Comment,
        Cdata,
    }
}

/// <summary>
/// The names of one message, of elements, attributes, prefixes and instructions: the reader keeps each for as long as it reads, so they are
/// counted.
/// </summary>
internal sealed class BoundedNames(int most) : NameTable
{
    private int count;

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    public override string Add(char[] key, int start, int len) =>
        len == 0 ? "" : Get(key, start, len) ?? Counted(base.Add(key, start, len));

    private string Counted(string name) =>
        ++count <= most
            ? name
            : throw new EdxmlException(new("edxml.fault.too-many-names", "edXML", 0, most));
}

/// <summary>Ends the reading of a message; never leaves the reader.</summary>
internal sealed class EdxmlException(EdxmlFault fault) : IOException(fault.Key)
{
    public EdxmlFault Fault => fault;
}

/// <summary>What the first bytes say about the encoding: the standard knows UTF-8 alone.</summary>
internal static class EncodingCheck
{
    private static readonly string[] Taken = ["utf-8", "utf8"];

    public static EdxmlFault? FaultOf(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return new("edxml.fault.empty", "edXML", 0);
        }

        if (
            head is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]
            || head[..Math.Min(4, head.Length)].Contains((byte)0)
        )
        {
            return new("edxml.fault.encoding", "edXML", 1, "UTF-16/UTF-32");
        }

        var text = Encoding.Latin1.GetString(head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head);
        if (!text.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return null;
        }

        var end = text.IndexOf("?>", StringComparison.Ordinal);
        if (end < 0)
        {
            // Longer than anybody writes it, or hiding what it says.
            return new("edxml.fault.encoding", "edXML", 1, "?");
        }

        var declaration = text[..end];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var open = declaration.IndexOfAny(['"', '\''], at);
        var close = open < 0 ? -1 : declaration.IndexOf(declaration[open], open + 1);
        var name = close < 0 ? "?" : declaration[(open + 1)..close];
        return Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? null
            : new(
                "edxml.fault.encoding",
                "edXML",
                1,
                name.Length <= 40 && name.All(c => c is > ' ' and < (char)127) ? name : "?"
            );
    }
}
