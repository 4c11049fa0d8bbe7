using Shouldly;
using ThuocDo.Programmes.Compiling;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>Tables of tasks as they come out of files: torn at a page end, without their strokes.</summary>
public sealed class TornTableTests
{
    private const string Head = "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn\n\n";

    [Theory]
    [InlineData("1 | Lập quy hoạch bến\n\ncảng sông | Sở Xây dựng | Sở Tài chính | Quý III/2025")]
    [InlineData(
        "1 | Lập quy hoạch bến\n\ncảng sông 2026 - 2030 | Sở Xây dựng | Sở Tài chính | Quý III/2025"
    )]
    [InlineData("1 | Lập quy hoạch bến cảng sông | Sở Xây dựng | Sở\n\nTài chính | Quý III/2025")]
    [InlineData("1 | Lập quy hoạch bến cảng sông | Sở Xây dựng | Sở Tài chính | Quý\n\niii/2025")]
    [InlineData(
        "1 | Lập quy hoạch bến | Sở Xây dựng | Sở Tài chính | Quý III/2025\n\n | cảng sông | | |"
    )]
    public void Read_RowTornAtAPageEnd_IsOneTask(string row) =>
        Tasks($"{Head}{row}\n\n2 | Mở bến | Sở Xây dựng | Công an tỉnh | 2026")
            .ShouldBe(["1 Sở Xây dựng 2025-Q3", "2 Sở Xây dựng 2026"]);

    [Fact]
    public void Read_CellsInLinesOfTheirOwn_AreRowsBelowTheirGroups()
    {
        string[] lines =
        [
            "TT",
            "Nhiệm vụ",
            "Cơ quan chủ trì",
            "Thời hạn",
            "I",
            "Bến bãi",
            "1",
            "Lập quy hoạch bến cảng sông",
            "Sở Xây dựng",
            "Quý III/2025",
            "II",
            "Tàu thuyền",
            "2",
            "Đăng ký lại phương tiện",
            "Công an tỉnh",
            "Thường xuyên",
        ];

        Tasks(string.Join("\n\n", lines))
            .ShouldBe(["1 Sở Xây dựng 2025-Q3", "2 Công an tỉnh ongoing"]);
        Draft(string.Join("\n\n", lines))
            .Tasks.Select(t => t.Section)
            .ShouldBe(["I. Bến bãi", "II. Tàu thuyền"]);
    }

    private static IEnumerable<string> Tasks(string table) =>
        Draft(table).Tasks.Select(t => $"{t.No} {t.LeadBody} {t.DeadlineNorm}");

    private static CompiledDraft Draft(string table) =>
        ResolutionCompiler.Compile(
            $"KẾ HOẠCH\n\nI. MỤC TIÊU\n\n- 90% bến có phép.\n\nPHỤ LỤC\n\n{table}\n"
        );
}
