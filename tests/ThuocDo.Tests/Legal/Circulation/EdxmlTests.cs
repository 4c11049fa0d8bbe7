using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Shouldly;
using ThuocDo.Legal.Circulation.Edxml;
using Xunit;

namespace ThuocDo.Tests.Legal.Circulation;

/// <summary>Messages come back as they went, and nothing hostile gets further than a sentence.</summary>
public sealed class EdxmlTests
{
    /// <summary>What a reader may take for a refused message: buffers of the framework and the message itself some times over.</summary>
    private const long MostMemory = 80L << 20;

    private static readonly string[] Pieces =
    [
        "Ủy ban nhân dân",
        "Đặng Thị Ơn",
        " ",
        "  \t",
        "\n",
        "\r\n",
        "]]>",
        "<![CDATA[",
        "<b>&amp;</b>",
        "&#0;",
        "'\"",
        "𝒳",
        "e\u0301",
        "\u00a0",
        "\u2028",
        "<!-- -->",
        "<?x?>",
        "%25",
    ];

    [Fact]
    public void Documents_OfRandomContent_ComeBackEqualAfterCanonicalisation()
    {
        var random = new Random(6);
        for (var round = 0; round < 150; round++)
        {
            var document = Document(random);
            EdxmlRules.FaultOf(document, EdxmlLimits.Usual).ShouldBeNull();
            var message = EdxmlWriter.Write(document);

            var read = EdxmlReader.Read(message);

            read.Fault.ShouldBeNull($"round {round}: {Encoding.UTF8.GetString(message)}");
            var back = read.Document!;
            (
                back with
                {
                    To = document.To,
                    Appendixes = document.Appendixes,
                    Trace = document.Trace,
                    Attachments = document.Attachments,
                }
            ).ShouldBe(document, $"round {round}");
            back.To.ShouldBe(document.To);
            back.Appendixes.ShouldBe(document.Appendixes);
            back.Trace.ShouldBe(document.Trace);
            back.Attachments.Select(a => (a.Name, a.ContentType, Convert.ToHexString(a.Content)))
                .ShouldBe(
                    document.Attachments.Select(a =>
                        (a.Name, a.ContentType, Convert.ToHexString(a.Content))
                    )
                );
            Canonical(EdxmlWriter.Write(read.Document!)).ShouldBe(Canonical(message));
            read.Document!.Key.ShouldBe(document.Key);
        }
    }

    [Fact]
    public void Statuses_OfEveryCode_ComeBackEqual()
    {
        var random = new Random(7);
        foreach (var code in Enum.GetValues<DocumentStatus>())
        {
            var status = new EdxmlStatus
            {
                From = new("H43.06", Words(random)),
                SenderId = "000.00.06.H43",
                DocumentId = Words(random),
                Code = random.Next(2) == 0 ? null : Words(random),
                PromulgatedOn = random.Next(2) == 0 ? null : new DateOnly(2024, 2, 29),
                Status = code,
                Description = random.Next(2) == 0 ? null : Words(random),
                At = new DateTime(2024, 3, 6, 3, 4, 5, DateTimeKind.Utc),
            };

            var message = EdxmlWriter.Write(status);
            var read = EdxmlReader.Read(message);

            read.Status.ShouldBe(status, read.Fault?.ToString());
            Canonical(EdxmlWriter.Write(read.Status!)).ShouldBe(Canonical(message));
        }
    }

    /// <summary>Others indent, comment, leave optional elements empty, add elements of their own and use no namespace.</summary>
    [Fact]
    public void Document_AsOthersWriteIt_IsRead()
    {
        var read = EdxmlReader.Read(
            Bytes(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- made by another system -->
                <edXML>
                  <edXMLEnvelope>
                    <edXMLHeader>
                      <MessageHeader>
                        <From><OrganId>000.00.06.H56</OrganId><OrganName><![CDATA[Sở A & B]]></OrganName><Email>a@b.example</Email></From>
                        <To><OrganId>H43.05</OrganId><OrganName>Sở C</OrganName></To>
                        <Code><CodeNumber>12</CodeNumber><CodeNotation>SAB</CodeNotation></Code>
                        <PromulgationInfo><Place></Place><PromulgationDate> 2024-02-29 </PromulgationDate></PromulgationInfo>
                        <DocumentType><Type/><TypeName>Công văn</TypeName></DocumentType>
                        <Subject>Về việc x</Subject>
                        <OtherInfo><Priority>1</Priority><PageAmount/></OtherInfo>
                        <Bussiness><BussinessDocType>0</BussinessDocType></Bussiness>
                        <DocumentId>a-1</DocumentId>
                      </MessageHeader>
                    </edXMLHeader>
                    <edXMLBody/>
                  </edXMLEnvelope>
                </edXML>
                """
            )
        );

        read.Fault.ShouldBeNull();
        var document = read.Document!;
        document.From.ShouldBe(new EdxmlOrganisation("000.00.06.H56", "Sở A & B"));
        document.PromulgatedOn.ShouldBe(new DateOnly(2024, 2, 29));
        document.Place.ShouldBeNull();
        document.Type.ShouldBeNull();
        document.PageAmount.ShouldBeNull();
        document.Attachments.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Hostile =>
        new()
        {
            { "", "edxml.fault.empty", "edXML" },
            { "   ", "edxml.fault.malformed", "edXML" },
            { "{\"a\":1}", "edxml.fault.malformed", "edXML" },
            { "<!DOCTYPE edXML []><edXML/>", "edxml.fault.dtd", "edXML" },
            {
                "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><edXML>&c;</edXML>",
                "edxml.fault.dtd",
                "edXML"
            },
            {
                "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><edXML>&x;</edXML>",
                "edxml.fault.dtd",
                "edXML"
            },
            {
                "<!DOCTYPE l SYSTEM \"http://127.0.0.1:9/x.dtd\"><edXML/>",
                "edxml.fault.dtd",
                "edXML"
            },
            { "<edXML>&x;</edXML>", "edxml.fault.entity", "edXML" },
            { "<other/>", "edxml.fault.root", "other" },
            { "<edXML xmlns='urn:x'/>", "edxml.fault.namespace", "edXML" },
            { "<edXML/>", "edxml.fault.missing", "edXMLEnvelope" },
            { "<edXML><edXMLEnvelope/></edXML>", "edxml.fault.missing", "edXMLHeader" },
            { In(""), "edxml.fault.missing", "MessageHeader" },
            { "<edXML><edXMLEnvelope>", "edxml.fault.malformed", "edXMLEnvelope" },
            { Minimal() + "<x/>", "edxml.fault.malformed", "edXML" },
            {
                Minimal().Replace("<Subject>", "<Subject>\u0001"),
                "edxml.fault.character",
                "Subject"
            },
            {
                Minimal().Replace("<Subject>", "<Subject>&#x1;"),
                "edxml.fault.character",
                "Subject"
            },
            { Minimal().Replace("<Subject>x</Subject>", ""), "edxml.fault.missing", "Subject" },
            {
                Minimal()
                    .Replace("<Subject>x</Subject>", "<Subject>x</Subject><Subject>y</Subject>"),
                "edxml.fault.twice",
                "Subject"
            },
            { Minimal().Replace("<Subject>x", "<Subject>x<b/>"), "edxml.fault.nested", "Subject" },
            { Minimal().Replace("<Code>", "<Code>stray"), "edxml.fault.stray", "Code" },
            {
                Minimal().Replace("<Subject>x", "<Subject>" + new string('x', 2001)),
                "edxml.fault.text-too-long",
                "Subject"
            },
            {
                Minimal().Replace("2024/02/01", "2024/02/30"),
                "edxml.fault.date",
                "PromulgationDate"
            },
            {
                Minimal()
                    .Replace("<Code>", "<OtherInfo><PageAmount>-1</PageAmount></OtherInfo><Code>"),
                "edxml.fault.number",
                "PageAmount"
            },
            {
                Minimal()
                    .Replace(
                        "<Code>",
                        string.Concat(
                            Enumerable.Repeat(
                                "<To><OrganId>H01</OrganId><OrganName>x</OrganName></To>",
                                300
                            )
                        ) + "<Code>"
                    ),
                "edxml.fault.too-many",
                "To"
            },
            { Minimal("../../x.pdf"), "edxml.fault.attachment-name", "AttachmentName" },
            { Minimal("c:x.pdf"), "edxml.fault.attachment-name", "AttachmentName" },
            { Minimal(".."), "edxml.fault.attachment-name", "AttachmentName" },
            { Minimal("a.pdf", "####"), "edxml.fault.base64", "ContentTransferEncoded" },
            { Minimal("a.pdf", "QUJD<b/>"), "edxml.fault.malformed", "ContentTransferEncoded" },
            {
                Minimal()
                    .Replace(
                        "<Code>",
                        string.Concat(Enumerable.Repeat("<a>", 50))
                            + string.Concat(Enumerable.Repeat("</a>", 50))
                            + "<Code>"
                    ),
                "edxml.fault.depth",
                "a"
            },
            { In(Status("99")), "edxml.fault.status", "StatusCode" },
            { In(Status("07")), "edxml.fault.status", "StatusCode" },
        };

    [Theory, MemberData(nameof(Hostile))]
    public void Message_ThatIsWrong_IsRefusedWithElementAndLine(
        string message,
        string key,
        string element
    )
    {
        var read = EdxmlReader.Read(Bytes(message));

        read.Document.ShouldBeNull();
        read.Status.ShouldBeNull();
        var fault = read.Fault.ShouldNotBeNull();
        // Where text turns into an element inside base64, the framework and we tell it in two ways.
        (fault.Key, fault.Element).ShouldBeOneOf((key, element), ("edxml.fault.base64", element));
    }

    [Fact]
    public void Line_OfAFault_IsWhereItHappened()
    {
        var fault = EdxmlReader
            .Read(Bytes(Minimal().Replace("<Subject>x", "\n\n<Subject>\n<b/>")))
            .Fault!;

        fault.Line.ShouldBe(3);
        fault.ToOutcome().Arguments.Take(2).ShouldBe(["Subject", 3]);
    }

    [Fact]
    public void Encodings_OtherThanDeclaredOrAllowed_AreRefused()
    {
        Key(Encoding.Unicode.GetPreamble(), Encoding.Unicode.GetBytes(Minimal()))
            .ShouldBe("edxml.fault.encoding");
        Key([], Encoding.BigEndianUnicode.GetBytes(Minimal())).ShouldBe("edxml.fault.encoding");
        Key([], Encoding.UTF32.GetPreamble(), Encoding.UTF32.GetBytes(Minimal()))
            .ShouldBe("edxml.fault.encoding");
        Key([], Bytes("<?xml version='1.0' encoding='windows-1258'?>" + Minimal()))
            .ShouldBe("edxml.fault.encoding");
        Key([], Bytes("<?xml version='1.0' encoding='x-none'?>" + Minimal()))
            .ShouldBe("edxml.fault.encoding");
        // Said to be UTF-8, and one byte is not.
        var text = Bytes("<?xml version='1.0' encoding='utf-8'?>" + Minimal());
        var at = text.AsSpan().IndexOf("x</Subject>"u8);
        text[at] = 0xE1;
        Key([], text).ShouldBe("edxml.fault.bytes");
        // A mark of UTF-8 itself is none of our business.
        Key(Encoding.UTF8.GetPreamble(), Bytes(Minimal())).ShouldBeNull();
    }

    /// <summary>100 MB of each kind: refused after the limit was read, in little memory and time.</summary>
    [Theory]
    [InlineData("text", "edxml.fault.text-too-long")]
    [InlineData("attachment", "edxml.fault.too-long")]
    [InlineData("attribute", "edxml.fault.tag-too-long")]
    [InlineData("name", "edxml.fault.tag-too-long")]
    [InlineData("attributes", "edxml.fault.tag-too-long")]
    [InlineData("comment", "edxml.fault.too-long")]
    [InlineData("depth", "edxml.fault.depth")]
    [InlineData("elements", "edxml.fault.too-long")]
    public void Message_OfHundredMegabytes_IsRefusedInBoundedMemoryAndTime(
        string kind,
        string expected
    )
    {
        using var endless = new Endless(kind, 100L << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var fault = EdxmlReader.Read(endless).Fault.ShouldNotBeNull();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), kind);
        var memory = GC.GetAllocatedBytesForCurrentThread() - before;
        memory.ShouldBeLessThan(MostMemory, kind);
        endless.Given.ShouldBeLessThan(EdxmlLimits.Usual.Bytes + (1 << 20), kind);
        fault.Key.ShouldBe(expected);
        if (expected == "edxml.fault.too-long")
        {
            fault.More.ShouldBe([16L], "the limit is told");
        }
    }

    [Fact]
    public void Document_ThatCannotBeRead_IsNotWritten()
    {
        var good = Document(new Random(1)) with { Attachments = [] };
        Fault(good with { Subject = "a\u0000b" }).ShouldBe("edxml.fault.character");
        Fault(good with { Subject = "a\ud800b" }).ShouldBe("edxml.fault.character");
        Fault(good with { Subject = "" }).ShouldBe("edxml.fault.missing");
        Fault(good with { TypeName = new string('x', 201) }).ShouldBe("edxml.fault.text-too-long");
        Fault(good with { To = [] }).ShouldBe("edxml.fault.missing");
        Fault(good with { Attachments = [new("a/b", "x", [1])] })
            .ShouldBe("edxml.fault.attachment-name");

        static string? Fault(EdxmlDocument document) =>
            EdxmlRules.FaultOf(document, EdxmlLimits.Usual)?.Key;
    }

    private static string? Key(params byte[][] parts) =>
        EdxmlReader.Read([.. parts.SelectMany(p => p)]).Fault?.Key;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string In(string header) =>
        $"<edXML><edXMLEnvelope><edXMLHeader>{header}</edXMLHeader></edXMLEnvelope></edXML>";

    private static string Status(string code) =>
        $"<Status><ResponseFor><OrganId>H43</OrganId><DocumentId>1</DocumentId></ResponseFor><From><OrganId>H56</OrganId><OrganName>x</OrganName></From><StatusCode>{code}</StatusCode><Timestamp>2024-02-01T00:00:00Z</Timestamp></Status>";

    private static string Minimal(string? attachment = null, string content = "QUJD") =>
        In(
                "<MessageHeader><From><OrganId>H56.06</OrganId><OrganName>A</OrganName></From><To><OrganId>H43.05</OrganId><OrganName>B</OrganName></To><Code><CodeNumber>1</CodeNumber><CodeNotation>A</CodeNotation></Code><PromulgationInfo><PromulgationDate>2024/02/01</PromulgationDate></PromulgationInfo><DocumentType><TypeName>K</TypeName></DocumentType><Subject>x</Subject><DocumentId>1</DocumentId></MessageHeader>"
            )
            .Replace(
                "</edXMLEnvelope>",
                "</edXMLEnvelope>"
                    + (
                        attachment is null
                            ? ""
                            : $"<AttachmentEncoded><Attachment><AttachmentName>{attachment}</AttachmentName><ContentType>application/pdf</ContentType><ContentTransferEncoded>{content}</ContentTransferEncoded></Attachment></AttachmentEncoded>"
                    )
            );

    private static string Canonical(byte[] message)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(Encoding.UTF8.GetString(message));
        var transform = new XmlDsigC14NTransform(includeComments: true);
        transform.LoadInput(document);
        using var reader = new StreamReader((Stream)transform.GetOutput(typeof(Stream)));
        return reader.ReadToEnd();
    }

    private static string Words(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static EdxmlDocument Document(Random random)
    {
        return new EdxmlDocument
        {
            DocumentId = Words(random),
            From = new("H43.05", Words(random)),
            To =
            [
                .. Enumerable
                    .Range(1, random.Next(1, 4))
                    .Select(i => new EdxmlOrganisation(
                        i.ToString("000", CultureInfo.InvariantCulture) + ".00.06.H56",
                        Words(random)
                    )),
            ],
            CodeNumber = Words(random),
            CodeNotation = Words(random),
            Place = Maybe(Words),
            PromulgatedOn = new DateOnly(2020, 1, 1).AddDays(random.Next(3000)),
            Type = Maybe(Words),
            TypeName = Words(random),
            Subject = Words(random),
            Signer =
                random.Next(2) == 0
                    ? null
                    : new EdxmlSigner(Words(random), Maybe(Words), Maybe(Words)),
            PageAmount = random.Next(2) == 0 ? null : random.Next(1000),
            Appendixes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Words(random))],
            Trace =
            [
                .. Enumerable
                    .Range(0, random.Next(3))
                    .Select(i => new EdxmlTrace(
                        "H43",
                        new DateTime(2024, 3, 6, 3, 4, i, DateTimeKind.Utc)
                    )),
            ],
            Attachments =
            [
                .. Enumerable
                    .Range(0, random.Next(3))
                    .Select(i => new EdxmlAttachment(
                        $"tệp {i}.pdf",
                        "application/pdf",
                        Content(random.Next(3) == 0 ? 0 : random.Next(70_000))
                    )),
            ],
        };

        string? Maybe(Func<Random, string> make) => random.Next(2) == 0 ? null : make(random);

        byte[] Content(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    /// <summary>A message that goes on as long as it is read, made while it is read.</summary>
    private sealed class Endless : Stream
    {
        private readonly byte[] start;
        private readonly byte[] again;
        private readonly long length;

        public Endless(string kind, long length)
        {
            var header = "<edXML><edXMLEnvelope><edXMLHeader><MessageHeader>";
            (start, again) = kind switch
            {
                "text" => (Bytes(header + "<Subject>"), Bytes(new string('x', 4096))),
                "attachment" => (
                    Bytes("<edXML><AttachmentEncoded><Attachment><ContentTransferEncoded>"),
                    Bytes(new string('A', 4096))
                ),
                "attribute" => (Bytes("<edXML a='"), Bytes(new string('x', 4096))),
                "name" => (Bytes("<edXML><"), Bytes(new string('x', 4096))),
                "attributes" => (
                    Bytes("<edXML "),
                    Bytes(string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"a{i}='1'")))
                ),
                "comment" => (Bytes("<edXML><!--"), Bytes(new string('x', 4096))),
                "depth" => (Bytes("<edXML>"), Bytes(string.Concat(Enumerable.Repeat("<a>", 1000)))),
                _ => (Bytes("<edXML>"), Bytes(string.Concat(Enumerable.Repeat("<a/>", 1000)))),
            };
            this.length = length;
        }

        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var done = 0;
            while (done < count && Given < length)
            {
                var part =
                    Given < start.Length
                        ? start.AsSpan((int)Given)
                        : again.AsSpan((int)((Given - start.Length) % again.Length));
                part = part[..Math.Min(part.Length, count - done)];
                part.CopyTo(buffer.AsSpan(offset + done));
                done += part.Length;
                Given += part.Length;
            }

            return done;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
