using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A draft of a programme in review: targets, a task, a duty and a sentence that was not understood.</content>
public sealed partial class Scenario
{
    private const string Document = """
        KẾ HOẠCH
        Cải cách hành chính năm 2025

        I. MỤC TIÊU

        - Ít nhất 90% hồ sơ được giải quyết đúng hạn; 80% hồ sơ nộp trực tuyến vào năm 2025.
        - Phấn đấu tăng bình quân 5%/năm số hồ sơ qua bưu chính công ích.

        II. NHIỆM VỤ

        1. Rà soát, đơn giản hóa thủ tục hành chính.

        III. TỔ CHỨC THỰC HIỆN

        1. Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2025.
        """;

    public string ProgrammeDraft { get; private set; } = "";

    private async Task ProgrammeDraftAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var made = DraftMaker.Make("Kế hoạch mẫu", "ke-hoach.txt", Document, clock.Now);
        made.Sentences[^1].State = ThuocDo.Programmes.Compiling.SentenceState.NotUnderstood;
        db.Add(made.Draft);
        db.AddRange(made.Sentences);
        db.AddRange(made.Items);
        await db.SaveChangesAsync();
        ProgrammeDraft = $"{made.Draft.Id:D}";
    }
}
