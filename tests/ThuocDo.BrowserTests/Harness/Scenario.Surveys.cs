using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Surveys;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A satisfaction survey that takes answers, with one dossier drawn.</content>
public sealed partial class Scenario
{
    public string Survey { get; private set; } = "";
    public string Questionnaire { get; private set; } = "";
    public string SurveyToken { get; private set; } = "";

    /// <summary>For the one journey that answers.</summary>
    public string UnusedToken { get; private set; } = "";
    public string LateToken { get; private set; } = "";

    private async Task SurveysAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var questionnaire = new Questionnaire
        {
            Id = Guid.CreateVersion7(),
            SeriesId = Guid.CreateVersion7(),
            Number = 1,
            Kind = SurveyKind.Satisfaction,
            TitleVi = "Hài lòng về giải quyết hồ sơ",
            TitleEn = "Satisfaction with the handling of dossiers",
        };
        questionnaire.Write([
            new()
            {
                Key = "q1",
                Kind = QuestionKind.Scale,
                Vi = "Ông/bà hài lòng đến mức nào về việc giải quyết hồ sơ?",
                En = "How satisfied are you with the handling of your dossier?",
            },
            new()
            {
                Key = "q2",
                Kind = QuestionKind.YesNo,
                Vi = "Ông/bà có phải đi lại quá hai lần không?",
                En = "Did you have to come more than twice?",
            },
            new()
            {
                Key = "q3",
                Kind = QuestionKind.Text,
                Vi = "Điều gì cần làm tốt hơn?",
                En = "What should be done better?",
            },
        ]);
        db.AddRecorded(
            ThuocDo.Indicators.Surveys.Questionnaire.Fields,
            questionnaire,
            "started",
            clock.Now,
            officer
        );
        var keys = scope.ServiceProvider.GetRequiredService<SurveyKeys>();
        var (open, tokens) = Round(101, isClosed: false);
        var (_, late) = Round(102, isClosed: true);
        (Survey, Questionnaire) = ($"{open.Id:D}", $"{questionnaire.Id:D}");
        (SurveyToken, UnusedToken, LateToken) = (tokens[0], tokens[1], late[0]);
        await db.SaveChangesAsync();

        (SurveyRound Round, string[] Tokens) Round(int number, bool isClosed)
        {
            var today = clock.Today;
            var round = new SurveyRound
            {
                Id = Guid.CreateVersion7(),
                Number = number,
                QuestionnaireId = questionnaire.Id,
                Kind = SurveyKind.Satisfaction,
                Name = "Khảo sát hài lòng quý trước",
                From = today.AddDays(-90),
                To = today,
                OpensOn = today,
                ClosesOn = today.AddDays(20),
                Strata = SurveyStrata.Unit,
                SampleSize = 10,
                Target = 0.9m,
                Anchors = AnchorPolicy.InYear,
                Seed = new string('0', 64),
                SeedCommitment = ThuocDo.Indicators.Surveys.Rules.Sampling.CommitmentTo(
                    new byte[32]
                ),
            };
            var asked = Enumerable
                .Range(0, 2)
                .Select(i => new SurveyInvitation
                {
                    Id = StableId.From($"sample-invitation-{number}-{i}"),
                    RoundId = round.Id,
                    CaseId = Guid.CreateVersion7(),
                    Cell = 1,
                })
                .ToList();
            round.Draw([new(1, Commune, 120, asked.Count)], asked);
            if (isClosed)
            {
                round.Close(today, SurveyBox.HashOf([]));
            }

            db.AddRange(asked);
            db.AddRecorded(SurveyRound.Fields, round, "drawn", clock.Now, officer);
            return (round, [.. asked.Select(a => keys.TokenOf(a.Id))]);
        }
    }
}
