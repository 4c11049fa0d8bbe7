using Shouldly;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Facts;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed class NationalFileTests
{
    public const string Header =
        "code,name,field,level,kind,decision,ministry,agency,applicants,online_time,online_unit,online_fee,"
        + "post_time,post_unit,post_fee,direct_time,direct_unit,direct_fee,n_documents,result,portal_url\n";

    private const string Good =
        "1.900001,Thủ tục mẫu,Hộ tịch,\"Cấp tỉnh, Cấp xã\",,12/QĐ-BTP,Bộ Tư pháp,Ủy ban nhân dân cấp xã,Công dân Việt Nam,"
        + "3,Ngày làm việc,Miễn phí,,,,5,Ngày,\"50,000 Việt Nam Đồng\",1,Giấy mẫu,https://example.org/a\n";

    [Fact]
    public void Read_GoodLine_IsUnderstoodInEveryField()
    {
        var line = Read(
            Good,
            "1.900001,1,Trường hợp ủy quyền,Tờ khai theo mẫu.TK1.doc,1 bản chính,document\n"
        )
            .Lines.ShouldHaveSingleItem();

        line.Remarks.ShouldBeEmpty();
        var entry = line.Entry.ShouldNotBeNull();
        entry.Levels.ShouldBe(StatedLevels.Province | StatedLevels.Commune);
        entry.Audience.ShouldBe(Audience.Person);
        entry
            .Ways.Select(w => (w.Channel, w.LimitCode, w.Fee))
            .ShouldBe([(Channel.Online, "3wd", 0m), (Channel.Counter, "5d", 50000m)]);
        var paper = entry.Papers.ShouldHaveSingleItem();
        (paper.Case, paper.Name, paper.Form, paper.Originals, paper.Copies).ShouldBe(
            ("Trường hợp ủy quyền", "Tờ khai theo mẫu.", "TK1.doc", 1, 0)
        );
    }

    [Theory]
    [InlineData("1.900001,", ",", "code-missing")]
    [InlineData("1.900001,", "mẫu,", "code-form")]
    [InlineData(",Thủ tục mẫu,", ",,", "name-missing")]
    [InlineData(",Hộ tịch,", ",,", "field-missing")]
    [InlineData("\"Cấp tỉnh, Cấp xã\"", "Cấp thôn", "level-unknown")]
    public void Read_BadLine_IsRefusedWhole(string part, string instead, string kind)
    {
        var line = Read(Good.Replace(part, instead, StringComparison.Ordinal))
            .Lines.ShouldHaveSingleItem();

        line.Entry.ShouldBeNull();
        line.Remarks.ShouldHaveSingleItem().Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("3,Ngày làm việc", "3,", "limit-no-unit")]
    [InlineData("3,Ngày làm việc", "24,Giờ", "limit-hours")]
    [InlineData("3,Ngày làm việc", ",unparsed (number glued to fee): 120", "limit-glued")]
    [InlineData("Miễn phí", "10 USD", "fee-foreign")]
    [InlineData("Miễn phí", "20 VNĐ", "fee-small")]
    [InlineData("Miễn phí", "Không có thông tin", "fee-not-stated")]
    [InlineData("12/QĐ-BTP", "9303", "decision-form")]
    [InlineData("https://example.org/a", "javascript:x", "portal-address")]
    [InlineData("Công dân Việt Nam", "?", "applicants-unknown")]
    public void Read_DoubtfulValue_IsKeptInWordsAndRemarked(
        string part,
        string instead,
        string kind
    )
    {
        var line = Read(Good.Replace(part, instead, StringComparison.Ordinal))
            .Lines.ShouldHaveSingleItem();

        line.Entry.ShouldNotBeNull();
        line.Remarks.ShouldHaveSingleItem().Kind.ShouldBe(kind);
    }

    [Fact]
    public void Read_CodeTwice_RefusesTheLaterAndNamesTheFirst()
    {
        var lines = Read(Good + Good).Lines;

        lines[0].Entry.ShouldNotBeNull();
        var remark = lines[1].Remarks.ShouldHaveSingleItem();
        (remark.Kind, remark.Arguments[0]).ShouldBe(("code-twice", "2"));
    }

    [Fact]
    public void Read_PaperOfUnknownProcedure_IsRefusedByItself() =>
        Read(Good, "1.900009,1,,Giấy lạ,1 bản chính,document\n")
            .PapersRefused.ShouldHaveSingleItem()
            .Remarks[0]
            .Kind.ShouldBe("paper-without-procedure");

    [Fact]
    public void Read_ColumnsMissing_NamesThem()
    {
        var outcome = NationalFile.Read(new StringReader("code,name\n1,x\n"), null);

        outcome.Key.ShouldBe("import.file.columns");
        outcome.Arguments[0].ShouldBeOfType<string>().ShouldContain("online_time");
    }

    [Fact]
    public void Read_OtherEncoding_IsRefused()
    {
        using var reader = NationalFile.Open(new MemoryStream([0x63, 0xFF, 0xFE, 0xE9]));

        NationalFile.Read(reader, null).Key.ShouldBe("import.file.not-text");
    }

    private static NationalFile Read(string lines, string? papers = null) =>
        NationalFile
            .Read(
                new StringReader(Header + lines),
                papers is null
                    ? null
                    : new StringReader("code,seq,case,document,copies,kind\n" + papers)
            )
            .Value!;
}
