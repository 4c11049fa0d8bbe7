using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A round of self-scoring of departments, with a sheet that is being filled in and one that waits for its appraisal.</content>
public sealed partial class Scenario
{
    public string ParRound { get; private set; } = "";
    public string ScoreSheet { get; private set; } = "";

    private async Task ScoresAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var round = new Indicators.SelfScoring.ParRound
        {
            Id = Guid.CreateVersion7(),
            UnitId = Unit.IdOf(Province),
            Kind = ParKind.Department,
            Year = clock.Today.Year - 5,
            Name = "Đánh giá cải cách hành chính các sở",
            Act = "Quyết định mẫu",
            Criteria = ParSet.Find("so-nganh")!.Text()!,
            DueOn = clock.Today.AddDays(-3),
        };
        Add(round, Indicators.SelfScoring.ParRound.Fields);
        var sheet = ParSheet.Open(Guid.CreateVersion7(), round.Id, Unit.IdOf("so-tu-phap"));
        Add(sheet, ParSheet.Fields);
        var criterion = CriterionFile.Kept(round.Criteria).Find("3.1")!;
        var score = new ParScore
        {
            Id = Guid.CreateVersion7(),
            SheetId = sheet.Id,
            Code = "3.1",
        };
        var input = new ScoreInput
        {
            Numerator = 95,
            Denominator = 100,
            Missed = 2,
        };
        score.Fill(
            input,
            criterion.Rule!.Apply(
                criterion.Max,
                input,
                criterion.WhenNone,
                ScoreDays.Of(clock.Today, round.Year, null)
            ),
            "Theo số liệu một cửa."
        );
        Add(score, ParScore.Fields);
        Add(
            new ParEvidence
            {
                Id = Guid.CreateVersion7(),
                SheetId = sheet.Id,
                Code = "3.1",
                Number = "12/BC-STP",
                IssuedOn = clock.Today.AddDays(-30),
                Issuer = "Sở Tư pháp",
                Title = "Báo cáo cải cách hành chính",
            },
            ParEvidence.Fields
        );
        Add(
            new ParImprovement
            {
                Id = Guid.CreateVersion7(),
                SheetId = sheet.Id,
                Code = "3.1",
                Text = "Nhắc hồ sơ trước hạn hai ngày.",
                DueOn = clock.Today.AddDays(60),
            },
            ParImprovement.Fields
        );
        var sent = ParSheet.Open(Guid.CreateVersion7(), round.Id, Unit.IdOf("so-noi-vu"));
        sent.Submit(clock.Now, clock.Today, officer);
        Add(sent, ParSheet.Fields);
        await db.SaveChangesAsync();
        (ParRound, ScoreSheet) = ($"{round.Id:D}", $"{sheet.Id:D}");

        void Add<T>(T row, ChainedFields<T> fields)
            where T : class, IChained => db.AddRecorded(fields, row, "sample", clock.Now, officer);
    }
}
