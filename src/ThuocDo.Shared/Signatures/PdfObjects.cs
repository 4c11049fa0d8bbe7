using System.Globalization;
using System.Text;

namespace ThuocDo.Shared.Signatures;

/// <summary>A value of a PDF (ISO 32000-1, 7.3). Scalars keep the bytes they were written with.</summary>
internal abstract record PdfValue
{
    public abstract void Write(StringBuilder to);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }
}

/// <summary>Number, name, string, true, false or null, as written (Latin-1).</summary>
internal sealed record PdfScalar(string Raw) : PdfValue
{
    public override void Write(StringBuilder to) => to.Append(Raw);

    public override string ToString() => Raw;
}

internal sealed record PdfReference(int Number, int Generation) : PdfValue
{
    public override void Write(StringBuilder to) =>
        to.Append(CultureInfo.InvariantCulture, $"{Number} {Generation} R");

    public override string ToString() => $"{Number} {Generation} R";
}

internal sealed record PdfArray(IReadOnlyList<PdfValue> Items) : PdfValue
{
    public override void Write(StringBuilder to)
    {
        to.Append('[');
        foreach (var item in Items)
        {
            item.Write(to);
            to.Append(' ');
        }

        to.Append(']');
    }

    public override string ToString() => base.ToString();
}

internal sealed record PdfDictionary(IReadOnlyDictionary<string, PdfValue> Entries) : PdfValue
{
    public PdfValue? this[string key] => Entries.GetValueOrDefault(key);

    public PdfDictionary With(string key, PdfValue value) =>
        new(new Dictionary<string, PdfValue>(Entries) { [key] = value });

    public PdfDictionary Without(params string[] keys) =>
        new(Entries.Where(e => !keys.Contains(e.Key)).ToDictionary(e => e.Key, e => e.Value));

    public override void Write(StringBuilder to)
    {
        to.Append("<<");
        foreach (var (key, value) in Entries)
        {
            to.Append('/').Append(key).Append(' ');
            value.Write(to);
            to.Append('\n');
        }

        to.Append(">>");
    }

    public override string ToString() => base.ToString();
}

/// <summary>Reads values from the bytes of a PDF.</summary>
internal sealed class PdfReader(byte[] bytes, int at)
{
    private const int Deepest = 60;

    public int At { get; private set; } = at;

    public PdfValue Value(int depth = 0)
    {
        if (depth > Deepest)
        {
            throw Wrong();
        }

        Blanks();
        var start = At;
        switch (Peek())
        {
            case '<' when At + 1 < bytes.Length && bytes[At + 1] == '<':
                return Dictionary(depth);
            case '<':
                while (Peek() != '>')
                {
                    At++;
                }

                At++;
                return Raw(start);
            case '(':
                return Text(start);
            case '[':
                At++;
                var items = new List<PdfValue>();
                for (Blanks(); Peek() != ']'; Blanks())
                {
                    items.Add(Value(depth + 1));
                }

                At++;
                return new PdfArray(items);
            case '/':
                At++;
                Regular();
                return Raw(start);
            default:
                Regular();
                return At == start ? throw Wrong() : ReferenceOr(Raw(start));
        }
    }

    public string Word()
    {
        Blanks();
        var start = At;
        Regular();
        return Encoding.Latin1.GetString(bytes, start, At - start);
    }

    public int Whole() =>
        int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong();

    public static InvalidDataException Wrong() => new("The PDF is not well formed.");

    private PdfDictionary Dictionary(int depth)
    {
        At += 2;
        var entries = new Dictionary<string, PdfValue>();
        for (Blanks(); Peek() == '/'; Blanks())
        {
            At++;
            var start = At;
            Regular();
            entries[Encoding.Latin1.GetString(bytes, start, At - start)] = Value(depth + 1);
        }

        if (Peek() != '>' || At + 1 >= bytes.Length || bytes[At + 1] != '>')
        {
            throw Wrong();
        }

        At += 2;
        return new PdfDictionary(entries);
    }

    private PdfScalar Text(int start)
    {
        var open = 0;
        do
        {
            switch (Peek())
            {
                case '\\':
                    At++;
                    break;
                case '(':
                    open++;
                    break;
                case ')':
                    open--;
                    break;
            }

            At++;
        } while (open > 0);

        return Raw(start);
    }

    private PdfValue ReferenceOr(PdfScalar number)
    {
        var back = At;
        if (
            int.TryParse(number.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        )
        {
            Blanks();
            var start = At;
            while (At < bytes.Length && char.IsAsciiDigit((char)bytes[At]))
            {
                At++;
            }

            if (
                At > start
                && int.TryParse(
                    bytes.AsSpan(start, At - start),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var second
                )
            )
            {
                Blanks();
                if (
                    At < bytes.Length
                    && bytes[At] == 'R'
                    && (At + 1 == bytes.Length || !IsRegular(bytes[At + 1]))
                )
                {
                    At++;
                    return new PdfReference(first, second);
                }
            }
        }

        At = back;
        return number;
    }

    public void Blanks()
    {
        while (At < bytes.Length)
        {
            if (bytes[At] == '%')
            {
                while (At < bytes.Length && bytes[At] is not (10 or 13))
                {
                    At++;
                }
            }
            else if (bytes[At] is 0 or 9 or 10 or 12 or 13 or 32)
            {
                At++;
            }
            else
            {
                return;
            }
        }
    }

    private char Peek() => At < bytes.Length ? (char)bytes[At] : throw Wrong();

    private void Regular()
    {
        while (At < bytes.Length && IsRegular(bytes[At]))
        {
            At++;
        }
    }

    private static bool IsRegular(byte b) =>
        b > 32
        && b
            is not (
                (byte)'/'
                or (byte)'('
                or (byte)')'
                or (byte)'<'
                or (byte)'>'
                or (byte)'['
                or (byte)']'
                or (byte)'{'
                or (byte)'}'
                or (byte)'%'
            );

    private PdfScalar Raw(int start) => new(Encoding.Latin1.GetString(bytes, start, At - start));
}
