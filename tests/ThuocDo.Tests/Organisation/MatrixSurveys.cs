using ThuocDo.Indicators.Surveys;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A questionnaire and a planned round of the permission matrix; surveys are one for the province.</summary>
public static class MatrixSurveys
{
    public static Guid QuestionnaireId { get; } = StableId.From("matrix-questionnaire");
    public static Guid RoundId { get; } = StableId.From("matrix-survey");

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            db.Add(
                new Questionnaire
                {
                    Id = QuestionnaireId,
                    SeriesId = QuestionnaireId,
                    Number = 1,
                    Kind = SurveyKind.Satisfaction,
                    TitleVi = "Sample",
                    TitleEn = "Sample",
                }
            );
            db.Add(
                new SurveyRound
                {
                    Id = RoundId,
                    Number = 1,
                    QuestionnaireId = QuestionnaireId,
                    Kind = SurveyKind.Satisfaction,
                    Name = "Sample",
                    From = new DateOnly(2024, 1, 1),
                    To = new DateOnly(2025, 1, 1),
                    OpensOn = new DateOnly(2025, 1, 2),
                    ClosesOn = new DateOnly(2025, 1, 20),
                    Strata = SurveyStrata.Unit,
                    SampleSize = 10,
                    Target = 0.9m,
                    Anchors = AnchorPolicy.InYear,
                    Seed = new string('0', 64),
                    SeedCommitment = new string('0', 64),
                }
            );
            await db.SaveChangesAsync();
        });
}
