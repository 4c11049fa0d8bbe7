using System.Text;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>
/// Lets so many bytes through and no more, and no tag longer than a bound: a reader holds a tag as a whole, so a single one could fill the
/// memory.
/// </summary>
internal sealed class BoundedStream(byte[] head, Stream rest, EdxmlLimits limits) : Stream
{
    private int taken;
    private long passed;
    private int inTag = -1;

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

    /// <summary>Comments and CDATA begin with "&lt;!" and are text, however long.</summary>
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (inTag < 0)
            {
                var start = bytes.IndexOf((byte)'<');
                if (start < 0)
                {
                    return;
                }

                inTag = 0;
                bytes = bytes[(start + 1)..];
                continue;
            }

            if (inTag == 0 && bytes[0] == (byte)'!')
            {
                inTag = -1;
                continue;
            }

            var end = bytes.IndexOf((byte)'>');
            inTag += end < 0 ? bytes.Length : end;
            if (inTag > limits.Tag)
            {
                throw new EdxmlException(
                    new("edxml.fault.tag-too-long", "edXML", 0, limits.Tag / 1024)
                );
            }

            if (end < 0)
            {
                return;
            }

            inTag = -1;
            bytes = bytes[(end + 1)..];
        }
    }
}

/// <summary>Ends the reading of a message; never leaves the reader.</summary>
internal sealed class EdxmlException(EdxmlFault fault) : IOException(fault.Key)
{
    public EdxmlFault Fault => fault;
}

/// <summary>What the first bytes say about the encoding: the standard knows UTF-8 alone.</summary>
internal static class EncodingCheck
{
    private static readonly string[] Taken = ["utf-8", "utf8", "us-ascii"];

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
        var declaration = end < 0 ? text : text[..end];
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
