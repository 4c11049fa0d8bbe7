using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ThuocDo.Shared.Signatures;

/// <summary>
/// The objects of a PDF by its cross-reference tables or streams, newest first, and a writer that appends: what was
/// signed before stays byte for byte.
/// </summary>
internal sealed class PdfFile
{
    private const int MostSections = 64;
    private const int MostUnpacked = 64 << 20;

    private readonly byte[] bytes;
    private readonly Dictionary<int, (bool IsPacked, int Where, int Index)> entries = [];

    private PdfFile(byte[] bytes) => this.bytes = bytes;

    public PdfDictionary Trailer { get; private set; } = new(new Dictionary<string, PdfValue>());

    public int LastSection { get; private set; }

    /// <summary>True if the last section is a stream: one that is appended must be one too.</summary>
    public bool HasStreams { get; private set; }

    public int Size { get; private set; }

    public IEnumerable<int> Numbers => entries.Keys;

    public PdfReference Root => Trailer["Root"] as PdfReference ?? throw PdfReader.Wrong();

    /// <exception cref="InvalidDataException">It is no well-formed PDF, or a locked one.</exception>
    public static PdfFile Load(byte[] bytes)
    {
        try
        {
            var file = new PdfFile(bytes);
            file.ReadSections();
            return file;
        }
        catch (Exception fault)
            when (fault
                    is ArgumentException
                        or IndexOutOfRangeException
                        or OverflowException
                        or InvalidCastException
                        or FormatException
            )
        {
            throw PdfReader.Wrong();
        }
    }

    public PdfDictionary Dictionary(PdfValue? value) =>
        Resolve(value) as PdfDictionary ?? throw PdfReader.Wrong();

    public PdfValue? Resolve(PdfValue? value)
    {
        for (var step = 0; value is PdfReference reference; step++)
        {
            if (step > 20)
            {
                throw PdfReader.Wrong();
            }

            value = Object(reference.Number);
        }

        return value;
    }

    public PdfValue? Object(int number)
    {
        if (!entries.TryGetValue(number, out var entry))
        {
            return null;
        }

        if (!entry.IsPacked)
        {
            return At(entry.Where, number).Value;
        }

        var (dictionary, body) = At(entries[entry.Where].Where, entry.Where);
        var stream = Unpack((PdfDictionary)dictionary, body);
        var head = new PdfReader(stream, 0);
        var first = Number(((PdfDictionary)dictionary)["First"]);
        for (var i = 0; i <= entry.Index; i++)
        {
            var found = head.Whole();
            var offset = head.Whole();
            if (i == entry.Index)
            {
                return found == number
                    ? new PdfReader(stream, first + offset).Value()
                    : throw PdfReader.Wrong();
            }
        }

        return null;
    }

    /// <summary>The file with objects added or replaced.</summary>
    public byte[] Append(IReadOnlyDictionary<int, string> objects)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        stream.WriteByte((byte)'\n');
        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, text) in objects)
        {
            offsets[number] = stream.Position;
            Write($"{number} 0 obj\n{text}\nendobj\n");
        }

        var size = Math.Max(Size, objects.Keys.Max() + 1 + (HasStreams ? 1 : 0));
        var kept = Trailer
            .Entries.Where(e => e.Key is "Root" or "Info" or "ID")
            .ToDictionary(e => e.Key, e => e.Value);
        kept["Size"] = new PdfScalar(size.ToString(CultureInfo.InvariantCulture));
        kept["Prev"] = new PdfScalar(LastSection.ToString(CultureInfo.InvariantCulture));
        var section = stream.Position;
        if (HasStreams)
        {
            WriteStream(size - 1);
        }
        else
        {
            Write($"xref\n");
            foreach (var (number, offset) in offsets)
            {
                Write($"{number} 1\n{offset:0000000000} 00000 n \n");
            }

            Write($"trailer\n{new PdfDictionary(kept)}\n");
        }

        Write($"startxref\n{section}\n%%EOF\n");
        return stream.ToArray();

        void WriteStream(int own)
        {
            offsets[own] = section;
            var rows = new List<byte>();
            foreach (var offset in offsets.Values)
            {
                rows.Add(1);
                rows.AddRange([
                    (byte)(offset >> 24),
                    (byte)(offset >> 16),
                    (byte)(offset >> 8),
                    (byte)offset,
                    0,
                    0,
                ]);
            }

            kept["Type"] = new PdfScalar("/XRef");
            kept["W"] = new PdfScalar("[1 4 2]");
            kept["Index"] = new PdfScalar(
                $"[{string.Join(' ', offsets.Keys.Select(n => $"{n} 1"))}]"
            );
            kept["Length"] = new PdfScalar(rows.Count.ToString(CultureInfo.InvariantCulture));
            Write($"{own} 0 obj\n{new PdfDictionary(kept)}\nstream\n");
            stream.Write([.. rows]);
            Write($"\nendstream\nendobj\n");
        }

        void Write(FormattableString text) =>
            stream.Write(Encoding.Latin1.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
    }

    public static int Number(PdfValue? value) =>
        value is PdfScalar scalar
        && int.TryParse(scalar.Raw, CultureInfo.InvariantCulture, out var number)
        && number >= 0
            ? number
            : throw PdfReader.Wrong();

    private void ReadSections()
    {
        var tail = bytes.AsSpan().LastIndexOf("startxref"u8);
        if (tail < 0)
        {
            throw PdfReader.Wrong();
        }

        LastSection = new PdfReader(bytes, tail + 9).Whole();
        var next = new Queue<int>([LastSection]);
        var seen = new HashSet<int>();
        while (next.TryDequeue(out var at))
        {
            if (!seen.Add(at) || seen.Count > MostSections)
            {
                throw PdfReader.Wrong();
            }

            var trailer = Section(at);
            if (seen.Count == 1)
            {
                Trailer = trailer;
                Size = Number(trailer["Size"]);
            }

            if (trailer["Encrypt"] is not null)
            {
                throw PdfReader.Wrong();
            }

            if (trailer["XRefStm"] is { } hybrid)
            {
                next.Enqueue(Number(hybrid));
            }

            if (trailer["Prev"] is { } previous)
            {
                next.Enqueue(Number(previous));
            }
        }
    }

    private PdfDictionary Section(int at)
    {
        var reader = new PdfReader(bytes, at);
        reader.Blanks();
        return bytes.AsSpan(reader.At).StartsWith("xref"u8) ? Table(reader) : Stream(at);
    }

    private PdfDictionary Table(PdfReader reader)
    {
        reader.Word();
        while (true)
        {
            var word = reader.Word();
            if (word == "trailer")
            {
                return (PdfDictionary)reader.Value();
            }

            var first = int.Parse(word, CultureInfo.InvariantCulture);
            var count = reader.Whole();
            for (var i = 0; i < count; i++)
            {
                var offset = reader.Whole();
                reader.Whole();
                if (reader.Word() == "n")
                {
                    entries.TryAdd(first + i, (false, offset, 0));
                }
            }
        }
    }

    private PdfDictionary Stream(int at)
    {
        if (at == LastSection)
        {
            HasStreams = true;
        }

        var (value, body) = At(at, null);
        var dictionary = (PdfDictionary)value;
        var rows = Unpack(dictionary, body);
        var widths = ((PdfArray)dictionary["W"]!).Items.Select(Number).ToList();
        var index =
            (dictionary["Index"] as PdfArray)?.Items.Select(Number).ToList()
            ?? [0, Number(dictionary["Size"])];
        var position = 0;
        for (var part = 0; part + 1 < index.Count; part += 2)
        {
            for (var i = 0; i < index[part + 1]; i++)
            {
                var kind = widths[0] == 0 ? 1 : Field(widths[0]);
                var (where, extra) = (Field(widths[1]), Field(widths[2]));
                if (kind is 1 or 2)
                {
                    entries.TryAdd(index[part] + i, (kind == 2, where, extra));
                }
            }
        }

        return dictionary;

        int Field(int width)
        {
            var number = 0;
            for (var i = 0; i < width; i++)
            {
                number = checked((number << 8) | rows[position++]);
            }

            return number;
        }
    }

    private (PdfValue Value, int Body) At(int at, int? expected)
    {
        var reader = new PdfReader(bytes, at);
        var number = reader.Whole();
        reader.Whole();
        if (reader.Word() != "obj" || expected is { } wanted && number != wanted)
        {
            throw PdfReader.Wrong();
        }

        var value = reader.Value();
        reader.Blanks();
        var body = reader.At;
        if (bytes.AsSpan(body).StartsWith("stream"u8))
        {
            body += 6;
            body += bytes[body] == 13 ? 2 : 1;
        }

        return (value, body);
    }

    private byte[] Unpack(PdfDictionary dictionary, int body)
    {
        var length = Number(Resolve(dictionary["Length"]));
        var packed = bytes.AsSpan(body, length).ToArray();
        var filter = dictionary["Filter"] switch
        {
            null => "",
            PdfArray { Items: [PdfScalar one] } => one.Raw,
            PdfScalar one => one.Raw,
            _ => throw PdfReader.Wrong(),
        };
        if (filter.Length == 0)
        {
            return packed;
        }

        if (filter != "/FlateDecode")
        {
            throw PdfReader.Wrong();
        }

        using var zlib = new ZLibStream(
            new MemoryStream(packed, writable: false),
            CompressionMode.Decompress
        );
        using var plain = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = zlib.Read(buffer)) > 0; )
        {
            plain.Write(buffer, 0, read);
            if (plain.Length > MostUnpacked)
            {
                throw PdfReader.Wrong();
            }
        }

        var parameters = Resolve(dictionary["DecodeParms"]) switch
        {
            PdfArray { Items: [var one] } => Resolve(one) as PdfDictionary,
            PdfDictionary one => one,
            _ => null,
        };
        return parameters?["Predictor"] is { } predictor && Number(predictor) > 1
            ? Rows(plain.ToArray(), parameters, Number(predictor))
            : plain.ToArray();
    }

    /// <summary>Undoes the PNG predictors (ISO 32000-1, 7.4.4.4).</summary>
    private static byte[] Rows(byte[] plain, PdfDictionary parameters, int predictor)
    {
        var columns = parameters["Columns"] is { } given ? Number(given) : 1;
        if (predictor < 10 || columns < 1 || parameters["Colors"] is not null)
        {
            throw PdfReader.Wrong();
        }

        var rows = plain.Length / (columns + 1);
        var result = new byte[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var filter = plain[row * (columns + 1)];
            for (var column = 0; column < columns; column++)
            {
                var raw = plain[row * (columns + 1) + 1 + column];
                var left = column > 0 ? result[row * columns + column - 1] : (byte)0;
                var up = row > 0 ? result[(row - 1) * columns + column] : (byte)0;
                result[row * columns + column] = filter switch
                {
                    0 => raw,
                    1 => (byte)(raw + left),
                    2 => (byte)(raw + up),
                    3 => (byte)(raw + (left + up) / 2),
                    _ => throw PdfReader.Wrong(),
                };
            }
        }

        return result;
    }
}
