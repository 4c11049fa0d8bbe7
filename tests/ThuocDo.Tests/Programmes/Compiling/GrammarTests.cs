using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Tasks;
using ThuocDo.Programmes.Compiling.Words;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("Tỷ lệ hồ sơ đúng hạn đạt 95%", "= 95")]
    [InlineData("Ít nhất 80% hồ sơ nộp trực tuyến", ">= 80")]
    [InlineData("Tỷ lệ hồ sơ trực tuyến ít nhất vào năm 2024 đạt 40%", ">= 40")]
    [InlineData("Tỷ lệ hài lòng đạt từ 90% trở lên", ">= 90")]
    [InlineData("Có ≥ 30% cơ sở tham gia", ">= 30")]
    [InlineData("Tỷ lệ trễ hạn dưới 2%", "< 2")]
    [InlineData("Không quá 5% hồ sơ bị trả lại", "<= 5")]
    [InlineData("Có từ 40 - 50 mô hình điểm", "range 40..50")]
    [InlineData("Tỷ lệ chuyển tuyến từ 8% đến 10%", "range 8..10")]
    [InlineData("Số khách tăng trung bình 16 - 18%/năm", "growth range 16..18")]
    [InlineData("Năng suất lao động tăng bình quân trên 7%/năm", "growth> 7")]
    [InlineData("Tốc độ tăng trưởng đạt tối thiểu 8,5%/năm", "growth>= 8.5")]
    [InlineData("Tỷ trọng dịch vụ tăng lên khoảng 45%", "= 45")]
    [InlineData("Tăng tỷ lệ lao động qua đào tạo đạt 70%", "= 70")]
    [InlineData("Nâng tỷ lệ che phủ từ 38% lên 42%", "= 42")]
    [InlineData("Giảm ít nhất 10% số đầu mối", "reduce>= 10")]
    [InlineData("Giảm 15% số cuộc họp", "reduce= 15")]
    [InlineData("Giảm ít nhất 10% đơn vị và 10% biên chế", "reduce>= 10; reduce>= 10")]
    [InlineData("Tỷ lệ hộ nghèo giảm còn 3%", "reduce_to 3")]
    [InlineData("Tỷ suất giảm từ 23 ca/1.000 dân xuống 18 ca/1.000 dân", "reduce_to 18")]
    [InlineData("Giảm tỷ lệ hộ nghèo xuống dưới 3%", "< 3")]
    [InlineData("Chỉ số nằm trong nhóm 20 tỉnh, thành phố dẫn đầu", "rank<= 20")]
    [InlineData("Chỉ số cạnh tranh xếp thứ 15 trở lên", "rank<= 15")]
    [InlineData("Chỉ số chuyển đổi số nằm trong tốp 10 cả nước", "rank<= 10")]
    [InlineData("Chỉ số quản trị thuộc nhóm tỉnh loại khá", "= khá")]
    [InlineData(
        "Chỉ số cải cách thuộc nhóm tỉnh loại tốt (đạt từ 80 điểm trở lên/100 điểm tối đa)",
        ">= 80"
    )]
    [InlineData("Thu ngân sách đạt 12.500 tỷ đồng", "= 12500")]
    [InlineData("Chỉ số phát triển con người đạt trên 0,7", "> 0.7")]
    [InlineData("Thành lập 1.234 doanh nghiệp", "= 1234")]
    [InlineData("Có ít nhất một trung tâm dữ liệu", ">= 1")]
    [InlineData("70% phụ nữ được tầm soát ít nhất 4 loại bệnh", "= 70")]
    [InlineData("Tỷ lệ hộ có từ 2 con trở lên đạt 80%", "= 80")]
    [InlineData("Tỷ lệ dân số từ 15 tuổi trở lên có tài khoản đạt 95%", "= 95")]
    [InlineData("Tỷ lệ tử vong dưới 4/100.000 trẻ", "< 4")]
    [InlineData("Đạt 30 giường bệnh trên 10.000 dân", "= 30")]
    [InlineData("90% hồ sơ cấp tỉnh, 80% hồ sơ cấp huyện và 60% hồ sơ cấp xã", "= 90; = 80; = 60")]
    [InlineData("Tăng cường cải cách, 100% thủ tục được rà soát", "= 100")]
    [InlineData("Triển khai 06 trục nội dung ở 03 cấp theo Đề án 06", "")]
    [InlineData("Phủ sóng 5G với tốc độ 01 Gb/s", "")]
    [InlineData("Thực hiện Nghị quyết số 61/2018/NQ-HĐND ngày 23/4/2018", "")]
    [InlineData("Trường hợp đặc thù có tỷ lệ dưới 30% có thể điều chỉnh", "")]
    [InlineData("Hiện nay đã đạt 45% kế hoạch", "")]
    [InlineData("Thu đạt 500 tỷ đồng, tăng 6% so với ước thực hiện năm 2020", "= 500; growth= 6")]
    [InlineData("Tỷ lệ hộ nghèo tại thôn có tỷ lệ trên 25% giảm từ 4% trở lên", "reduce>= 4")]
    [InlineData(
        "Giảm tỷ lệ hộ nghèo mỗi năm từ 1 - 2%; đến cuối kỳ còn dưới 3%",
        "reduce= 1..2; < 3"
    )]
    [InlineData("Số buồng đạt tiêu chuẩn từ 3 - 5 sao chiếm 40%", "= 40")]
    [InlineData("Ngày lưu trú bình quân của khách đạt 2,5 ngày", "= 2.5")]
    [InlineData("Mức chi tiêu bình quân của khách đạt 1,2 triệu đồng/ngày", "= 1.2")]
    [InlineData(
        "Năm 2025 có 8 - 10 và đến năm 2026 có 15 - 20 tổ chức",
        "range 8..10; range 15..20"
    )]
    [InlineData("Có thêm 7 xã đạt chuẩn nông thôn mới, lũy kế có 72 xã", "= 7; = 72")]
    [InlineData("Tổng thu ngân sách 5 năm 66.500 tỷ đồng", "= 66500")]
    [InlineData("Số hóa kết quả giải quyết hồ sơ: cấp tỉnh 60%, cấp xã 35%", "= 60; = 35")]
    [InlineData("Vốn đầu tư toàn xã hội: 22.000 tỷ đồng", "= 22000")]
    [InlineData("Dạy nghề cho 900 người, trong đó trình độ trung cấp 150 người", "= 900; = 150")]
    [InlineData("Đầu tư khu công nghiệp 500 ha", "= 500")]
    [InlineData("Hướng dẫn 120 phụ nữ khởi nghiệp", "= 120")]
    [InlineData("Tập huấn cho 100% nhà giáo", "= 100")]
    [InlineData("Người già được khám ít nhất 1 lần/năm đạt 70%", "= 70")]
    [InlineData("Ít nhất 85% người trong độ tuổi, không có xã đạt dưới 60%", ">= 85")]
    [InlineData("Thôn không có hộ nghèo đạt 80%", "= 80")]
    [InlineData("Tăng số bài báo 12%/năm, số đăng ký sáng chế 16%/năm", "growth= 12; growth= 16")]
    [InlineData("Đến cuối kỳ, cứ 10.000 dân có 12 bác sĩ", "= 12")]
    [InlineData(
        "Lao động qua đào tạo từ 75 - 80%; từ trung cấp trở lên chiếm 35%",
        "range 75..80; = 35"
    )]
    [InlineData("Tỷ lệ thôn đạt chuẩn 58,9% (66/112 thôn, tăng thêm 20 thôn)", "= 58.9")]
    public void Read_ObjectiveSentence_GivesOperatorAndValue(string sentence, string expected) =>
        string.Join("; ", Objectives($"- {sentence}.").Select(t => $"{t.Operator} {t.Value}"))
            .ShouldBe(expected);

    [Theory]
    [InlineData("Đến năm 2025 đạt 50%, đến năm 2030 đạt 80% số xã", "2025; 2030")]
    [InlineData("Số xã đạt 50% vào năm 2025; số phường đạt 80% vào năm 2030", "2025; 2030")]
    [InlineData("Đến năm 2025, 2030 tỷ lệ xã lần lượt đạt 50% và 80%", "2025; 2030")]
    [InlineData("Tỷ lệ xã đạt 45% (năm 2019: 38%)", "2026")]
    [InlineData("Giai đoạn 2021 - 2024 mỗi xã có ít nhất 02 mô hình", "2024")]
    [InlineData("Từ năm 2025 trở đi 100% xã có điểm phục vụ", "2025")]
    [InlineData("100% xã có điểm phục vụ, hoàn thành trước ngày 31/12/2025", "2025-12-31")]
    [InlineData("100% xã có điểm phục vụ", "2026")]
    [InlineData("Số vụ cháy giảm 10% so với trung bình giai đoạn 2015 - 2019", "2026")]
    [InlineData("100% giáo viên đạt chuẩn theo Luật Giáo dục 2019", "2026")]
    [InlineData(
        "Giảm số giờ làm việc nhà còn 1,7 lần vào năm 2025 và 1,4 lần vào năm 2026",
        "2025; 2026"
    )]
    [InlineData("Tốc độ tăng giá trị sản xuất (giá so sánh năm 2010) đạt 9%", "2026")]
    [InlineData(
        "Đến năm 2025 chi đạt 2%, đến năm 2030 đạt 3%, trong đó chi sự nghiệp đạt 1% vào năm 2025 và 1,5% vào năm 2030",
        "2025; 2030; 2025; 2030"
    )]
    public void Read_ObjectiveSentence_GivesDeadlines(string sentence, string expected) =>
        string.Join("; ", Objectives($"- {sentence}.").Select(t => t.Deadline)).ShouldBe(expected);

    [Fact]
    public void Compile_NoticeWithoutSectionsOfTasks_NamesWhoHasToDoIt() =>
        ResolutionCompiler
            .Compile(
                """
                THÔNG BÁO

                I. VỀ KIẾN NGHỊ

                1. Về cầu Bến Cát: Giao Sở Tài chính chủ trì, báo cáo trước ngày 30/4/2026.

                2. Ban An toàn giao thông tỉnh tổng hợp kết quả trong quý I/2026.

                3. Ủy ban nhân dân xã Bến Cát

                a) Báo cáo kết quả trước ngày 20/5/2026.
                """
            )
            .Duties.Select(d => $"{d.Addressee} {d.DeadlineNorm}")
            .ShouldBe([
                "Sở Tài chính 2026-04-30",
                "Ban An toàn giao thông tỉnh 2026-Q1",
                "Ủy ban nhân dân xã Bến Cát 2026-05-20",
            ]);

    [Fact]
    public void Compile_PlanAttachedBehindTheReceivers_FindsItsTargets() =>
        CompiledSample
            .Targets(
                ResolutionCompiler.Compile(
                    """
                    QUYẾT ĐỊNH
                    Phê duyệt Kế hoạch trồng cây

                    Điều 1. Phê duyệt Kế hoạch kèm theo.

                    Nơi nhận:
                    - Như Điều 1;
                    - Lưu: VT.

                    KẾ HOẠCH
                    Trồng cây đến năm 2028

                    1. Mục tiêu
                    - Trồng 300 ha rừng "5 tốt, 3 sạch".
                                                2
                    - 90% hộ tham gia.
                    2. Nhiệm vụ
                    - Ươm cây.
                    """
                )
            )
            .Select(t => $"{t.Section} {t.Operator} {t.Value}")
            .ShouldBe(["1 = 300", "1 = 90"]);

    private static IReadOnlyList<ThuocDo.Programmes.Compiling.Targets.Target> Objectives(
        string bullet
    ) =>
        CompiledSample.Targets(
            ResolutionCompiler.Compile(
                $"KẾ HOẠCH\nThực hiện giai đoạn 2021 - 2026\n\nI. MỤC TIÊU\n\n{bullet}\n\nII. NHIỆM VỤ\n\n1. Làm."
            )
        );

    [Theory]
    [InlineData("Quý IV-2025", "2025-Q4")]
    [InlineData("Quí III/2026", "2026-Q3")]
    [InlineData("Quý 2 năm 2026", "2026-Q2")]
    [InlineData("Quý 3, 4/2026", "2026-Q4")]
    [InlineData("Tháng 6/2026", "2026-06")]
    [InlineData("tháng 6 năm 2026", "2026-06")]
    [InlineData("2025-2030", "2025..2030")]
    [InlineData("Giai đoạn 2025 – 2030", "2025..2030")]
    [InlineData("Thường xuyên, hằng năm", "ongoing")]
    [InlineData("Trước ngày 30/10/2021", "2021-10-30")]
    [InlineData("Trước ngày 05 tháng 3 năm 2024", "2024-03-05")]
    [InlineData("Năm 2026", "2026")]
    [InlineData("Theo tiến độ của Trung ương", "")]
    public void Norm_WordsOfADeadline_GiveOneForm(string text, string norm) =>
        DeadlineText.Norm(text).ShouldBe(norm);

    [Theory]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("100.000", "100000")]
    [InlineData("0,7", "0.7")]
    [InlineData("2.1", "2.1")]
    [InlineData("05", "5")]
    [InlineData("9.200", "9200")]
    public void Parse_VietnameseNumber_GivesItsValue(string text, string value) =>
        NumberText.Print(NumberText.Parse(text)!.Value).ShouldBe(value);

    [Theory]
    [InlineData("hoà", "hòa")]
    [InlineData("Uỷ ban", "ủy ban")]
    [InlineData("sức khoẻ", "sức khỏe")]
    [InlineData("quý", "quý")]
    [InlineData("hoàn thành", "hoàn thành")]
    [InlineData("THUÝ", "thúy")]
    public void Compare_BothTonePlacements_AreOne(string text, string compared) =>
        Spelling.Compare(text).ShouldBe(compared);

    [Theory]
    [InlineData("II- MỤC TIÊU", LabelKind.Roman, "II")]
    [InlineData("IV. Tổ chức", LabelKind.Roman, "IV")]
    [InlineData("2.1. Mục tiêu", LabelKind.Numbers, "2.1")]
    [InlineData("2.1 Mục tiêu", LabelKind.Numbers, "2.1")]
    [InlineData("1- Quan điểm", LabelKind.Number, "1")]
    [InlineData("3/ Nội dung", LabelKind.Number, "3")]
    [InlineData("đ) Hồ sơ", LabelKind.Letter, "đ")]
    [InlineData("(1) Hồ sơ", LabelKind.Bracketed, "1")]
    [InlineData("- Hồ sơ", LabelKind.Dash, "")]
    [InlineData("+ Hồ sơ", LabelKind.Plus, "")]
    [InlineData("Điều 3. Hiệu lực", LabelKind.Article, "Điều 3")]
    [InlineData("PHỤ LỤC II", LabelKind.Annex, "Phụ lục II")]
    [InlineData("A. Phần chung", LabelKind.Capital, "A")]
    [InlineData("2.500 doanh nghiệp", LabelKind.None, "")]
    [InlineData("90% hồ sơ", LabelKind.None, "")]
    [InlineData("2025 - 2030", LabelKind.None, "")]
    [InlineData("Hồ sơ", LabelKind.None, "")]
    public void Read_BeginningOfALine_GivesItsLabel(string line, LabelKind kind, string name)
    {
        var label = LabelReader.Read(line, Label.None);

        label.Kind.ShouldBe(kind);
        label.Name.ShouldBe(name);
    }

    [Fact]
    public void Split_Paragraph_KeepsNumbersAndAbbreviationsWhole() =>
        SentenceSplitter
            .Split("Đạt 1.200 hồ sơ ở TP. Hoa Lư theo điểm 2.1. Sở A. Dũng phụ trách./.")
            .Count()
            .ShouldBe(2);

    /// <summary>A page end in the middle of a sentence, before small letters, inside a range, before a proper name.</summary>
    [Fact]
    public void Build_TornLines_AreOneParagraph()
    {
        var lines = LineCleaner.Read(
            "- Tỷ lệ người dân được cấp tài khoản trên địa bàn tỉnh giai đoạn 2021\n\n- 2025 đạt mức của vùng và của\n\nHoa Lư theo quy định.\n\n- Mục khác."
        );

        BlockBuilder.Build(lines).Count.ShouldBe(2);
    }
}
