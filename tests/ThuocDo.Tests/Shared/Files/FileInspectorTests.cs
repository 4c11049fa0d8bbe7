using System.Text;
using Shouldly;
using ThuocDo.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Shared.Files;

public sealed class FileInspectorTests
{
    private static readonly FilePolicy Policy = new();

    public static TheoryData<FileKind, byte[]> Right =>
        new()
        {
            { FileKind.Pdf, SampleFiles.Pdf() },
            { FileKind.Pdf, SampleFiles.Pdf(SampleFiles.PdfStream("/X 1", new byte[5000])) },
            { FileKind.Png, SampleFiles.Png() },
            { FileKind.Jpeg, SampleFiles.Jpeg() },
            { FileKind.Docx, SampleFiles.Docx() },
            { FileKind.Xlsx, SampleFiles.Xlsx() },
        };

    [Theory, MemberData(nameof(Right))]
    public void Inspect_RightFile_SaysItsKind(FileKind kind, byte[] content) =>
        FileInspector.Inspect(content, Policy).Value.ShouldBe(kind);

    public static TheoryData<string, byte[]> Wrong =>
        new()
        {
            { "file.refused.empty", [] },
            { "file.refused.too-large", new byte[(10 << 20) + 1] },
            { "file.refused.kind", "just text"u8.ToArray() },
            { "file.refused.kind", "GIF89a"u8.ToArray() },
            { "file.refused.program", "#!/bin/sh\nrm -rf /"u8.ToArray() },
            { "file.refused.program", "MZ\u0090\0"u8.ToArray() },
            { "file.refused.program", "  <html><script>alert(1)</script>"u8.ToArray() },
            { "file.refused.program", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() },
            { "file.refused.damaged", "%PDF-1.4\nnothing more"u8.ToArray() },
            {
                "file.refused.active",
                SampleFiles.Pdf("5 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n")
            },
            { "file.refused.active", SampleFiles.Pdf("5 0 obj\n<</S/J#61va#53cript>>\nendobj\n") },
            {
                "file.refused.active",
                SampleFiles.Pdf("5 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj\n")
            },
            {
                "file.refused.active",
                SampleFiles.Pdf(
                    SampleFiles.PdfStream(
                        "/Type/ObjStm/N 1/First 4",
                        "5 0 <</S/JavaScript>>"u8.ToArray()
                    )
                )
            },
            { "file.refused.locked", SampleFiles.Pdf(trailer: "/Encrypt 7 0 R") },
            {
                "file.refused.bomb",
                SampleFiles.Pdf(SampleFiles.PdfStream("/X 1", new byte[Policy.UnpackedBytes + 1]))
            },
            { "file.refused.pixels", SampleFiles.Png(60_000, 60_000) },
            { "file.refused.pixels", SampleFiles.Jpeg(60_000, 60_000) },
            { "file.refused.damaged", SampleFiles.Png(0, 1) },
            { "file.refused.damaged", SampleFiles.Png(behind: "<script>"u8.ToArray()) },
            { "file.refused.damaged", SampleFiles.Png()[..40] },
            { "file.refused.damaged", SampleFiles.Jpeg()[..^2] },
            { "file.refused.bomb", SampleFiles.Docx([("word/media/a", new byte[30 << 20])]) },
            {
                "file.refused.bomb",
                SampleFiles.Docx(Enumerable.Range(0, 2001).Select(i => ($"word/{i}", new byte[1])))
            },
            { "file.refused.active", SampleFiles.Docx([("word/vbaProject.bin", [1])]) },
            { "file.refused.active", SampleFiles.Docx([("word/embeddings/a.bin", [1])]) },
            {
                "file.refused.active",
                SampleFiles.Docx(type: "application/vnd.ms-word.document.macroEnabled.main+xml")
            },
            { "file.refused.damaged", SampleFiles.Docx([("../../etc/passwd", [1])]) },
            { "file.refused.damaged", SampleFiles.Docx([("word\\..\\x", [1])]) },
            { "file.refused.damaged", SampleFiles.Docx([("/etc/passwd", [1])]) },
            { "file.refused.kind", SampleFiles.Zip([("a.txt", [1])]) },
            { "file.refused.damaged", [0x50, 0x4B, 3, 4, .. new byte[100]] },
            {
                "file.refused.damaged",
                SampleFiles.Zip([
                    (
                        "[Content_Types].xml",
                        Encoding.ASCII.GetBytes("<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>")
                    ),
                    ("word/document.xml", [1]),
                ])
            },
        };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Inspect_WrongFile_IsRefusedWithItsReason(string key, byte[] content) =>
        FileInspector.Inspect(content, Policy).Key.ShouldBe(key);

    [Fact]
    public void Inspect_PackageWhoseHeaderUnderstatesItsSize_IsRefused()
    {
        var content = SampleFiles.Docx([("word/media/a", new byte[500_000])]);
        // Size as unpacked, in the central directory.
        var at = content.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        content[at + 24] = 10;
        content[at + 25] = content[at + 26] = 0;

        FileInspector.Inspect(content, Policy).Key.ShouldBe("file.refused.damaged");
    }

    [Theory]
    [InlineData("giấy khai sinh.pdf", "giấy khai sinh")]
    [InlineData("a.pdf.exe", "a.pdf")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("CCCD", "CCCD")]
    public void Name_Usable_LosesItsEnding(string sent, string stem) =>
        FileNames.Check(sent).Value.ShouldBe(stem);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\x.pdf")]
    [InlineData("a.pdf:stream")]
    [InlineData("a\0.pdf")]
    [InlineData("a\r\nSet-Cookie: x")]
    [InlineData("\u202Efdp.exe")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("\uD800.pdf")]
    public void Name_ThatLeadsElsewhere_IsRefused(string sent) =>
        FileNames.Check(sent).Key.ShouldBe("file.refused.name");
}
