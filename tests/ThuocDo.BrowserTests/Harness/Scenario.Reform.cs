using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Bloc;
using ThuocDo.Programmes.Funding;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A pilot that was judged and spread, money that was overspent and cancelled, internal procedures of the Council.</content>
public sealed partial class Scenario
{
    public const string BlocBody = "kh-hdnd";

    public string Pilot { get; private set; } = "";

    private async Task ReformAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var programme = await db.Set<Programme>().SingleAsync(p => p.Key == "cchc-2025");
        var today = clock.Today;
        var pilot = ThuocDo.Programmes.Pilots.Pilot.Register(
            Guid.CreateVersion7(),
            programme.Id,
            1 + await db.Set<Pilot>().CountAsync(p => p.ProgrammeId == programme.Id),
            new PilotFacts
            {
                Origin = PilotOrigin.Own,
                Name = "Hướng dẫn nộp phí trên mạng tại quầy",
                What = "Một người trực quầy giúp người dân trả phí bằng điện thoại.",
                Units = [Unit.IdOf(Commune)],
                LeadUnitId = Unit.IdOf("kh-so-noi-vu"),
                From = today.AddDays(-60),
                To = today.AddDays(-10),
                Condition = "T11a",
                Indicator = "T11a",
            }
        );
        Add(pilot, ThuocDo.Programmes.Pilots.Pilot.Fields);
        Add(
            new PilotMeasure
            {
                Id = Guid.CreateVersion7(),
                PilotId = pilot.Id,
                Number = 1,
                Name = "Thời gian chờ",
                Unit = "phút",
                Day = today.AddDays(-70),
                Value = 14.5m,
                Source = "Bấm giờ 50 lượt",
            },
            PilotMeasure.Fields
        );
        Add(
            new PilotEvaluation
            {
                Id = Guid.CreateVersion7(),
                PilotId = pilot.Id,
                Number = 1,
                Day = today,
                Verdict = PilotVerdict.Replicate,
                Grounds = "Tỷ lệ tăng rõ so với xã bên cạnh.",
                Figures = "2024-02-01 2024-02-29 2/10 8/10 5/10 6/10 4",
            },
            PilotEvaluation.Fields
        );
        foreach (var (unit, due) in new[] { ("kh-so-noi-vu", -3), ("kh-so-tu-phap", 30) })
        {
            Add(
                new PilotAdoption
                {
                    Id = Guid.CreateVersion7(),
                    PilotId = pilot.Id,
                    UnitId = Unit.IdOf(unit),
                    DueOn = today.AddDays(due),
                },
                PilotAdoption.Fields
            );
        }

        var task = await db.Set<AssignedTask>()
            .Where(t => t.ProgrammeId == programme.Id)
            .OrderBy(t => t.Number)
            .Select(t => t.Id)
            .FirstAsync();
        var first = 1 + await db.Set<FundingEntry>().CountAsync(e => e.ProgrammeId == programme.Id);
        var planned = Entry(first, FundingKind.Planned, 500_000_000, task, null);
        var spent = Entry(first + 1, FundingKind.Spent, 620_000_000, task, "Giá máy chủ tăng.");
        var wrong = Entry(first + 2, FundingKind.Planned, 50_000_000, null, null);
        foreach (var entry in new[] { planned, spent, wrong })
        {
            Add(entry, FundingEntry.Fields);
        }

        var council = Unit.IdOf(BlocBody);
        var procedure = InternalProcedure.Register(
            Guid.CreateVersion7(),
            council,
            1 + await db.Set<InternalProcedure>().CountAsync(p => p.UnitId == council),
            "Trình ký nghị quyết của kỳ họp",
            10,
            6,
            today.AddYears(-2),
            "Quy chế làm việc"
        );
        Add(procedure, InternalProcedure.Fields);
        await db.SaveChangesAsync();
        Pilot = $"{pilot.Id:D}";

        FundingEntry Entry(
            int number,
            FundingKind kind,
            decimal amount,
            Guid? task,
            string? reason
        ) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                ProgrammeId = programme.Id,
                Number = number,
                Year = today.Year,
                Kind = kind,
                UnitId = Unit.IdOf("kh-so-noi-vu"),
                TaskId = task,
                Product = task is null ? "Tài liệu hướng dẫn" : null,
                Source = "chi-thuong-xuyen",
                Amount = amount,
                Document = $"{number}/QĐ-UBND",
                DocumentOn = today.AddDays(-20),
                Reason = reason,
            };

        void Add<T>(T row, ChainedFields<T> fields)
            where T : class, IChained => db.AddRecorded(fields, row, "sample", clock.Now, officer);
    }
}
