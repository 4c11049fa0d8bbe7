using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A final review of the province with everything a pack may hold and an open conclusion; a dialogue of the commune with a question that waits to be published.</content>
public sealed partial class Scenario
{
    public string Meeting { get; private set; } = "";

    public string Dialogue { get; private set; } = "";

    private async Task SteeringAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var programme = await db.Set<Programme>().SingleAsync(p => p.Key == "cchc-2025");
        var unit = await db.Set<Unit>().SingleAsync(u => u.Key == "ninh-thuan");
        var pack = await scope
            .ServiceProvider.GetRequiredService<PackReader>()
            .ReadAsync(programme, unit, MeetingKind.Final, CancellationToken.None);
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7(),
            ProgrammeId = programme.Id,
            Kind = MeetingKind.Final,
            UnitId = unit.Id,
            HeldOn = clock.Today,
            CutAt = clock.Now,
            Pack = pack.ToJson(),
        };
        meeting.Conclude("01-TB/TU", "1. Sở Nội vụ báo cáo.");
        db.AddRecorded(
            ThuocDo.Programmes.Steering.Meeting.Fields,
            meeting,
            "held",
            clock.Now,
            officer
        );
        db.AddRecorded(
            Conclusion.Fields,
            new Conclusion
            {
                Id = Guid.CreateVersion7(),
                MeetingId = meeting.Id,
                Number = 1,
                Text = "Sở Nội vụ báo cáo.",
                Body = "Sở Nội vụ",
                UnitId = Unit.IdOf("kh-so-noi-vu"),
            },
            "drafted",
            clock.Now,
            officer
        );
        var dialogue = new Dialogue
        {
            Id = Guid.CreateVersion7(),
            UnitId = Unit.IdOf(Commune),
            HeldOn = clock.Today.AddDays(-30),
            Place = "Nhà văn hóa xã",
            Topic = "Bộ phận một cửa của xã",
            Audience = DialogueAudience.Citizens,
        };
        db.AddRecorded(
            ThuocDo.Programmes.Dialogues.Dialogue.Fields,
            dialogue,
            "held",
            clock.Now,
            officer
        );
        var question = new DialogueQuestion
        {
            Id = Guid.CreateVersion7(),
            DialogueId = dialogue.Id,
            Number = 1,
            Salt = new byte[16],
            Text = "Thứ bảy có nhận hồ sơ không?",
            UnitId = Unit.IdOf(Commune),
            DueOn = clock.Today.AddDays(-10),
        };
        question.Reply("Có, sáng thứ bảy tuần đầu mỗi tháng.", clock.Today);
        db.AddRecorded(DialogueQuestion.Fields, question, "asked", clock.Now, officer);
        await db.SaveChangesAsync();
        (Meeting, Dialogue) = ($"{meeting.Id:D}", $"{dialogue.Id:D}");
    }
}
