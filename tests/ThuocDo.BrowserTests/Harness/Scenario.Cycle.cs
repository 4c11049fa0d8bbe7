using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A round of reports with a part that is owed and one that waits; a round of study; lines of communication.</content>
public sealed partial class Scenario
{
    public string Round { get; private set; } = "";
    public string Part { get; private set; } = "";
    public string SentPart { get; private set; } = "";
    public string Study { get; private set; } = "";

    private async Task CycleAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var programme = await db.Set<Programme>().FirstAsync(p => p.CarriesOutId == null);
        var today = clock.Today;
        var round = new ReportRound
        {
            Id = Guid.CreateVersion7(),
            UnitId = Unit.IdOf(Province),
            Period = "nine-months",
            Year = today.Year - 1,
            From = today.AddDays(-60),
            To = today.AddDays(-3),
            DueOn = today.AddDays(-5),
            SentOn = today.AddDays(-20),
        };
        Add(round, ReportRound.Fields);
        var owed = Contribution.Ask(Guid.CreateVersion7(), round.Id, Unit.IdOf(Commune));
        Add(owed, Contribution.Fields);
        var sent = Contribution.Ask(Guid.CreateVersion7(), round.Id, Unit.IdOf("so-noi-vu"));
        sent.Write(new Dictionary<string, string> { ["direction"] = "Đã kiểm tra ba xã." });
        sent.Submit(
            (
                await scope
                    .ServiceProvider.GetRequiredService<RoundDesk>()
                    .FiguresAsync(round, sent.UnitId, default)
            ).ToJson(),
            round.To,
            round.DueOn,
            clock.Now,
            today,
            officer
        );
        Add(sent, Contribution.Fields);
        var study = new StudyRound
        {
            Id = Guid.CreateVersion7(),
            ProgrammeId = programme.Id,
            Number = await db.Set<StudyRound>().CountAsync(r => r.ProgrammeId == programme.Id) + 1,
            Name = "Quán triệt nghị quyết",
            DueOn = today.AddDays(-2),
        };
        Add(study, StudyRound.Fields);
        var body = StudyPart.Ask(Guid.CreateVersion7(), study.Id, Unit.IdOf(Commune));
        Add(body, StudyPart.Fields);
        var cell = StudyPart.Ask(
            Guid.CreateVersion7(),
            study.Id,
            Unit.IdOf(Commune),
            "Chi bộ Bộ phận một cửa"
        );
        cell.Acknowledge(today.AddDays(-4), 17, null, clock.Now, officer);
        Add(cell, StudyPart.Fields);
        foreach (var kind in Enum.GetValues<OutreachKind>())
        {
            Add(
                new OutreachNote
                {
                    Id = Guid.CreateVersion7(),
                    ProgrammeId = programme.Id,
                    Kind = kind,
                    Number =
                        await db.Set<OutreachNote>()
                            .CountAsync(n => n.ProgrammeId == programme.Id && n.Kind == kind) + 1,
                    Day = today.AddDays(-1),
                    Where = "Xã An Hải",
                    What = "Phóng sự",
                    Text = kind == OutreachKind.Opinion ? "Chờ lâu ở quầy." : "",
                },
                OutreachNote.Fields
            );
        }

        await db.SaveChangesAsync();
        (Round, Part, SentPart, Study) = (
            $"{round.Id:D}",
            $"{owed.Id:D}",
            $"{sent.Id:D}",
            $"{body.Id:D}"
        );

        void Add<T>(T row, ChainedFields<T> fields)
            where T : class, IChained => db.AddRecorded(fields, row, "sample", clock.Now, officer);
    }
}
