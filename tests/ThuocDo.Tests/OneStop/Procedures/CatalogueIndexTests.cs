using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.OneStop.Procedures.Search;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed class CatalogueIndexTests
{
    private static readonly CatalogueIndex Index = new(
        [
            Entry("1.000001", "Đăng ký lại khai sinh", "Hộ tịch"),
            Entry("1.000002", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
            Entry("1.000003", "Đăng ký khai sinh kết hợp nhận cha, mẹ, con", "Hộ tịch"),
            Entry(
                "1.000008",
                "Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em",
                "Hộ tịch"
            ),
            Entry("1.000004", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Hoạt động xây dựng"),
            Entry("1.000005", "Đăng ký thường trú", "Đăng ký, quản lý cư trú"),
            Entry("1.000006", "Cấp Giấy chứng nhận quyền sử dụng đất lần đầu", "Đất đai"),
            Entry("1.000007", "Khai báo sinh vật ngoại lai", "Môi trường"),
        ],
        Synonyms.On(new DateOnly(2026, 1, 1))
    );

    [Theory]
    [InlineData("Đăng ký khai sinh")]
    [InlineData("dang ky khai sinh")]
    [InlineData("ĐĂNG KÝ KHAI SINH")]
    [InlineData("khai sinh dang ky")]
    [InlineData("thủ tục đăng ký khai sinh")]
    [InlineData("khai sinh")]
    [InlineData("đăng ký khai si")]
    [InlineData("làm khai sinh")]
    [InlineData("1.000002")]
    [InlineData("1.000002.H43")]
    public void Find_BirthRegistration_IsFirst(string typed) =>
        Index.Find(typed).Entries[0].Code.ShouldBe("1.000002");

    [Theory]
    [InlineData("sổ đỏ", "1.000006")]
    [InlineData("xay nha", "1.000004")]
    [InlineData("hộ khẩu", "1.000005")]
    public void Find_PlainWord_MeansTheOfficialOne(string typed, string code) =>
        Index.Find(typed).Entries[0].Code.ShouldBe(code);

    [Fact]
    public void Find_FieldAlone_IsFoundBehindNames() =>
        Index
            .Find("hộ tịch")
            .Entries.Select(e => e.Code)
            .ShouldBe(["1.000002", "1.000001", "1.000003", "1.000008"], ignoreOrder: true);

    [Fact]
    public void Find_NothingHoldsAllWords_SaysSoAndGivesTheNearest()
    {
        var found = Index.Find("đăng ký khai sinh trực tuyến");

        found.IsLoose.ShouldBeTrue();
        found.Entries[0].Code.ShouldBe("1.000002");
        Index.Find("hoàn toàn khác").Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Find_NothingTyped_GivesAllInTheirOrder() =>
        Index.Find("  ").Entries.Count.ShouldBe(8);

    [Fact]
    public void Find_AnyOrderOfWords_FindsTheSame() =>
        Gen.Shuffle(new[] { "dang", "ky", "lai", "khai", "sinh" })
            .Sample(words => Index.Find(string.Join(' ', words)).Entries[0].Code == "1.000001");

    private static CatalogueEntry Entry(string code, string name, string field) =>
        new()
        {
            Code = code,
            NameVi = name,
            FieldVi = field,
            Levels = StatedLevels.Commune,
            Audience = Audience.Person,
            Online = OnlineOffer.None,
        };
}
