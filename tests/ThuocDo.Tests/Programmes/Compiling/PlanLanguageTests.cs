using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Targets;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>How plans word what is to be reached, a sentence for each rule.</summary>
public sealed class PlanLanguageTests
{
    [Theory]
    // Numbered items inside a paragraph.
    [InlineData(
        "Về thủy lợi: (1) Tỷ lệ kênh được kiên cố đạt 70%. (2) Số hồ chứa được sửa chữa: 12 hồ; (3) Giảm 5% diện tích hạn",
        "= 70; = 12; reduce= 5"
    )]
    // Numbers in words, with an operator, after a verb of having, in a list; else an article.
    [InlineData("Toàn huyện có một bệnh viện hạng II, hai trường nội trú", "= 1; = 2")]
    [InlineData("Thêm tối thiểu hai mươi hợp tác xã kiểu mới", ">= 20")]
    [InlineData("Xây dựng một nền nông nghiệp sinh thái, có một bộ máy gọn nhẹ", "")]
    [InlineData("Lượng nước dùng trên một đơn vị sản phẩm giảm 3%", "reduce= 3")]
    [InlineData("Người dạy nghề có hai năm kinh nghiệm trở lên", "")]
    // Multiples.
    [InlineData("Số lượt khách qua cảng gấp 1,8 lần so với năm 2019", "= 1.8")]
    [InlineData("Sản lượng nuôi biển tăng gấp 2 - 3 lần năm 2020", "range 2..3")]
    [InlineData("Thu nhập của thợ thủ công tăng gấp đôi so với năm 2020", "= 2")]
    // The level after a cut, in the clause of the cut or in the next one, for two years.
    [InlineData("Giảm phát thải bụi mịn 8 - 9%", "reduce= 8..9")]
    [InlineData("Tỷ lệ bỏ học giảm 1,5%, còn 2,1%", "reduce= 1.5; reduce_to 2.1")]
    [InlineData(
        "Tỷ suất tai nạn lao động giảm còn 9 vụ; ở mỏ còn 4 vụ",
        "reduce_to 9; reduce_to 4"
    )]
    [InlineData("Giảm tỷ lệ thất thoát nước từ 25% (năm 2020) xuống còn 14%", "reduce_to 14")]
    [InlineData("Kéo tỷ suất mắc lao từ 90 ca xuống dưới 60 ca", "< 60")]
    [InlineData(
        "Giảm tỷ số ca mắc trên 1.000 dân xuống 8,5 vào năm 2024 và 6 vào năm 2026",
        "reduce_to 8.5; reduce_to 6"
    )]
    [InlineData(
        "Giảm từ 5% trở lên số vụ cháy; tỷ lệ đội sẵn sàng về đêm đạt 90%",
        "reduce>= 5; = 90"
    )]
    // What brackets only explain.
    [InlineData("Hoàn thành tuyến ven sông (66 km) và tuyến tránh (73,6 km)", "")]
    [InlineData("Tỷ lệ nước thải được xử lý đạt 55% (năm 2020: 25%)", "= 55")]
    [InlineData("Diện tích đất lúa (từ 02 vụ trở lên) không thấp hơn 560 ha", ">= 560")]
    [InlineData(
        "Thời gian cấp giấy phép còn 02 ngày làm việc (quy định hiện hành là 05 ngày làm việc)",
        "reduce_to 2"
    )]
    [InlineData("Tỷ lệ rác chôn lấp trực tiếp còn 20%", "reduce_to 20")]
    // A growth named before a colon or with another word in between; a level after it.
    [InlineData(
        "Tốc độ tăng sản lượng điện giai đoạn 2021 - 2026: từ 9 đến 10%/năm",
        "growth range 9..10"
    )]
    [InlineData("Tốc độ tăng giá trị gia tăng ngành gỗ đạt 6%/năm", "growth= 6")]
    [InlineData("Doanh số bán qua mạng tăng 20%/năm, chiếm 8% tổng mức bán lẻ", "growth= 20; = 8")]
    // The verb of a count, known or not; a measure and its size.
    [InlineData("Di chuyển 350 hộ khỏi vùng sạt lở", "= 350")]
    [InlineData("Thu hút 4.000 lao động; chuyển giao dứt điểm 15 công trình", "= 4000; = 15")]
    [InlineData(
        "Trồng mới bình quân 800 ha/năm, tiếp nhận chăm sóc 30 đơn vị rừng giống",
        "= 800; = 30"
    )]
    [InlineData(
        "Mật độ dân số 450 người/km2; GRDP bình quân đầu người 95 triệu đồng",
        "= 450; = 95"
    )]
    [InlineData("Chương trình du lịch cộng đồng 4 sao, đường ven biển 6 làn xe", "")]
    [InlineData(
        "Tổng vốn cho thủy lợi đạt 900 tỷ đồng, tăng 11% so với năm 2024",
        "= 900; growth= 11"
    )]
    [InlineData("Tỷ lệ giải ngân vốn đầu tư công đạt trên 92%", "> 92")]
    [InlineData("12/12 xã có trạm bơm; 05/07 huyện có nhà máy", "= 12; = 5")]
    // Speed and age of what is spoken of, not of what is described.
    [InlineData("Tốc độ truy cập trung bình đạt 80 Mb/s, ở vùng cao đạt 40 Mb/s", "= 80; = 40")]
    [InlineData("Phủ mạng với tốc độ 80 Mb/s", "")]
    [InlineData(
        "Tuổi thọ trung bình đạt 75 tuổi; trẻ từ 6 - 14 tuổi cao thêm ít nhất 2 cm",
        "= 75; >= 2"
    )]
    [InlineData("Số giờ học của nam và của nữ tương ứng là 30 giờ và 28 giờ", "= 30; = 28")]
    // What there shall be none of, and what only says the same again.
    [InlineData("Không để xảy ra vụ cháy rừng trên 5 ha", "")]
    [InlineData("Cơ bản không còn xã dưới 10 tiêu chí; 60% xã có chợ", "= 60")]
    [InlineData("40% trạm y tế (tương đương 35 trạm) có máy thở", "= 40")]
    [InlineData("Tỷ lệ tái phạm của người chấp hành xong án phạt tù dưới 6%", "< 6")]
    // Places in a league.
    [InlineData(
        "PAPI và SIPAS lần lượt thuộc nhóm 8 và nhóm 12 tỉnh dẫn đầu cả nước",
        "rank<= 8; rank<= 12"
    )]
    [InlineData("Các chỉ số PAPI, PAR INDEX, PGI vào tốp 20", "rank<= 20; rank<= 20; rank<= 20")]
    [InlineData("Chỉ số A (PCI), chỉ số B (DTI) thuộc nhóm 9 tỉnh đứng đầu", "rank<= 9; rank<= 9")]
    [InlineData("Chỉ số xanh đứng trong nhóm 10 cả nước", "rank<= 10")]
    [InlineData("Chỉ số hài lòng xếp hạng từ 18 trở lên", "rank<= 18")]
    public void Read_Sentence_GivesOperatorAndValue(string sentence, string expected) =>
        Rows(sentence, t => $"{t.Operator} {t.Value}").ShouldBe(expected);

    [Theory]
    [InlineData(
        "Sở cấp phép và sở thuế lần lượt xử lý 90% và 80% hồ sơ vào các năm 2024, 2026",
        "2024; 2026"
    )]
    [InlineData(
        "Tỷ lệ thất thoát giảm từ 25% (năm 2020) xuống dưới 14% vào năm 2024 và dưới 9% vào năm 2026",
        "2024; 2026"
    )]
    [InlineData("Giảm tỷ lệ nghèo xuống 4,5% vào năm 2024 và xuống 2% vào năm 2026", "2024; 2026")]
    [InlineData("Sửa 900 căn nhà, trong đó 300 căn trong năm 2024", "2026; 2024")]
    [InlineData("Lượt khách năm 2026 gấp 1,5 lần năm 2019", "2026")]
    public void Read_Sentence_GivesDeadlines(string sentence, string expected) =>
        Rows(sentence, t => t.Deadline).ShouldBe(expected);

    [Theory]
    [InlineData("Thu nhập bình quân đạt 60 triệu đồng/người/năm", "triệu đồng/người/năm")]
    [InlineData("Mỗi năm kết nạp 900 - 1.000 đảng viên", "đảng viên/năm")]
    [InlineData("Trồng 300 ha mỗi năm", "ha/năm")]
    [InlineData("Có 28 giường bệnh trên một vạn dân", "giường bệnh/vạn dân")]
    [InlineData("Có 33 điều dưỡng trên 10.000 dân", "điều dưỡng/10.000 dân")]
    [InlineData("Diện tích ở bình quân đạt 27 m2 sàn/người", "m2 sàn/người")]
    [InlineData("Có 60 doanh nghiệp công nghệ cao", "doanh nghiệp")]
    [InlineData("Mỗi người được khám ít nhất 01 lần/năm từ năm 2025", "lần/năm")]
    [InlineData("Chỉ số xanh thuộc nhóm 9 tỉnh đứng đầu", "hạng")]
    public void Read_Sentence_GivesUnit(string sentence, string expected) =>
        Rows(sentence, t => t.Unit).ShouldBe(expected);

    [Theory]
    [InlineData(
        "Cơ cấu rừng: rừng trồng 45%; rừng giống 5%",
        "Cơ cấu rừng: rừng trồng; Cơ cấu rừng: rừng giống"
    )]
    [InlineData(
        "Tỷ lệ trẻ bị bệnh mắt thể nhẹ dưới 9%, thể nặng dưới 2%",
        "Tỷ lệ trẻ bị bệnh mắt thể nhẹ; Tỷ lệ trẻ bị bệnh mắt thể nặng"
    )]
    [InlineData(
        "Tỷ lệ thợ qua đào tạo đạt 70%, trong đó có chứng chỉ nghề đạt 25%",
        "Tỷ lệ thợ qua đào tạo; Tỷ lệ thợ qua đào tạo chứng chỉ nghề"
    )]
    [InlineData(
        "Tỷ lệ thợ có việc đạt 80%, có tay nghề, kỷ luật tốt đạt 40%",
        "Tỷ lệ thợ có việc; Tỷ lệ thợ có việc có tay nghề, kỷ luật tốt"
    )]
    [InlineData(
        "Hằng năm số chi bộ xếp loại tốt trở lên đạt 90%",
        "Hằng năm số chi bộ xếp loại tốt trở lên"
    )]
    [InlineData(
        "Tỷ lệ nhà có nước sạch ở khu vực ven biển và khu vực núi cao lần lượt đạt 95% và 70%",
        "Tỷ lệ nhà có nước sạch ở khu vực ven biển; Tỷ lệ nhà có nước sạch ở khu vực núi cao"
    )]
    [InlineData("Số vụ cháy, số người bị thương giảm 10%", "Số vụ cháy; số người bị thương")]
    [InlineData(
        "Tỷ lệ hài lòng đạt 90% đối với bến xe, 85% đối với bến tàu",
        "Tỷ lệ hài lòng đối với bến xe; Tỷ lệ hài lòng đối với bến tàu"
    )]
    [InlineData("Mở 30 km đường, 02 bến cảng", "Mở km đường; Mở bến cảng")]
    [InlineData("Có 40 sản phẩm đạt 3 sao", "sản phẩm đạt 3 sao")]
    [InlineData("PAPI và SIPAS lần lượt vào tốp 8 và tốp 12", "PAPI; SIPAS")]
    [InlineData(
        "Lượng hàng qua cảng tăng 9%, chiếm 8% tổng lượng hàng",
        "Lượng hàng qua cảng; Lượng hàng qua cảng tổng lượng hàng"
    )]
    public void Read_Sentence_GivesNames(string sentence, string expected) =>
        Rows(sentence, t => t.Name).ShouldBe(expected);

    [Theory]
    [InlineData(
        "Tỷ lệ hồ sơ số hóa ở cấp tỉnh, cấp xã lần lượt đạt 90% và 60%",
        "cấp tỉnh; cấp xã"
    )]
    [InlineData("70% xã, phường có sân chơi", "cấp xã")]
    [InlineData("Toàn tỉnh có 30 xã nông thôn mới nâng cao", "tỉnh Hoa Lư")]
    [InlineData("Chỉ số xanh cấp tỉnh thuộc nhóm 9 tỉnh dẫn đầu cả nước", "tỉnh Hoa Lư")]
    public void Read_SentenceOfAPartyCommittee_GivesScope(string sentence, string expected) =>
        Rows(sentence, t => t.Scope).ShouldBe(expected);

    private static string Rows(string sentence, Func<Target, string> column) =>
        string.Join(
            "; ",
            CompiledSample
                .Targets(
                    ResolutionCompiler.Compile(
                        $"TỈNH ỦY HOA LƯ\n\nKẾ HOẠCH\n\nThực hiện giai đoạn 2021 - 2026\n\nI. MỤC TIÊU\n\n- {sentence}.\n\nII. NHIỆM VỤ\n\n1. Làm."
                    )
                )
                .Select(column)
        );
}
