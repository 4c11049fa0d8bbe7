using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Surveys;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database.Seeding;

/// <summary>
/// Two closed surveys of the demonstration: applicants drawn from its dossiers, and firms about bodies. Questions, plan and draw take the
/// way of every survey; the answers are invented, and the rounds say so.
/// </summary>
public static class DemonstrationSurveys
{
    private const string UserName = "noivu";

    public static async Task SeedAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        if (await db.Set<SurveyRound>().AnyAsync(cancellation))
        {
            return;
        }

        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var user = await UserAsync(scope.ServiceProvider, db, clock, cancellation);
        var desk = ActivatorUtilities.CreateInstance<SurveyDesk>(scope.ServiceProvider, user);
        var questions = ShippedData
            .Rows("demonstration/survey-questions.csv")
            .ToLookup(r => r.Required("survey"));
        foreach (var row in ShippedData.Rows("demonstration/surveys.csv"))
        {
            if (row.Date("closes") > clock.Today)
            {
                continue;
            }

            var questionnaire = await QuestionsAsync(
                db,
                desk,
                [.. questions[row.Required("survey")]],
                cancellation
            );
            var id = Value(
                await desk.PlanAsync(
                    Key(),
                    new NewSurvey
                    {
                        QuestionnaireId = questionnaire,
                        Name = row.Required("name"),
                        From = row.Date("from"),
                        To = row.Date("to"),
                        OpensOn = row.Date("opens"),
                        ClosesOn = row.Date("closes"),
                        Strata = SurveyStrata.Unit,
                        SampleSize = row.Int("size"),
                        IsSimulated = true,
                    },
                    cancellation
                )
            );
            Done(
                await desk.DrawAsync(
                    new(Key(), id, await VersionAsync<SurveyRound>(db, id, cancellation)),
                    cancellation
                )
            );
            db.ChangeTracker.Clear();
            await AnswerAsync(db, id, [.. questions[row.Required("survey")]], clock, cancellation);
            Done(
                await desk.CloseAsync(
                    new(Key(), id, await VersionAsync<SurveyRound>(db, id, cancellation)),
                    cancellation
                )
            );
        }
    }

    private static async Task<Guid> QuestionsAsync(
        ThuocDoDb db,
        SurveyDesk desk,
        IReadOnlyList<CsvRow> rows,
        CancellationToken cancellation
    )
    {
        var kind = rows[0].Enum<SurveyKind>("survey");
        var id = Value(
            await desk.StartAsync(
                Key(),
                kind,
                rows[0].Required("title_vi"),
                rows[0].Required("title_en"),
                null,
                cancellation
            )
        );
        foreach (var row in rows)
        {
            Done(
                await desk.AddAsync(
                    new(Key(), id, await VersionAsync<Questionnaire>(db, id, cancellation)),
                    new SurveyQuestion
                    {
                        Key = "",
                        Kind = row.Enum<QuestionKind>("kind"),
                        Vi = row.Required("vi"),
                        En = row.Required("en"),
                        Part = row["part"],
                        Weight = row.Int("weight"),
                        IsNegative = row.Flag("negative"),
                    },
                    cancellation
                )
            );
        }

        Done(
            await desk.PublishAsync(
                new(Key(), id, await VersionAsync<Questionnaire>(db, id, cancellation)),
                cancellation
            )
        );
        return id;
    }

    /// <summary>Invented answers: each stratum answers and is content in its own degree, each body is good or bad in its own.</summary>
    private static async Task AnswerAsync(
        ThuocDoDb db,
        Guid id,
        IReadOnlyList<CsvRow> questions,
        Clock clock,
        CancellationToken cancellation
    )
    {
        var round = await db.Set<SurveyRound>()
            .AsNoTracking()
            .SingleAsync(r => r.Id == id, cancellation);
        foreach (var cell in round.ReadCells())
        {
            var random = SurveyDraws.From($"demonstration/{round.Kind}/{cell.Key}");
            var (answering, level) = (0.3 + (0.4 * random.Unit()), 0.74 + (0.22 * random.Unit()));
            var count =
                round.Kind == SurveyKind.Ddci
                    ? 18 + random.Below(45)
                    : Enumerable.Range(0, cell.Asked).Count(_ => random.Unit() < answering);
            if (count == 0)
            {
                continue;
            }

            var box = new SurveyBox
            {
                Id = Guid.CreateVersion7(),
                RoundId = id,
                Key = cell.Number.ToString(CultureInfo.InvariantCulture),
            };
            box.Add(Enumerable.Range(0, count).Select(_ => Line(questions, level, random)));
            db.AddRecorded(SurveyBox.Fields, box, "answered", clock.Now, null);
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static string Line(IReadOnlyList<CsvRow> questions, double level, SurveyDraws random) =>
        string.Join(
            ';',
            questions.Select(
                (q, i) =>
                {
                    var good = random.Unit() < level;
                    var step = good ? 4 + random.Below(2) : 1 + random.Below(3);
                    var value =
                        q.Enum<QuestionKind>("kind") == QuestionKind.YesNo ? random.Below(2)
                        : q.Flag("negative") ? 6 - step
                        : step;
                    return string.Create(CultureInfo.InvariantCulture, $"q{i + 1}={value}");
                }
            )
        );

    private static async Task<Guid> VersionAsync<T>(
        ThuocDoDb db,
        Guid id,
        CancellationToken cancellation
    )
        where T : class, IChained
    {
        db.ChangeTracker.Clear();
        return await db.Set<T>()
            .Where(r => r.Id == id)
            .Select(r => r.Version)
            .SingleAsync(cancellation);
    }

    private static async Task<CurrentUser> UserAsync(
        IServiceProvider services,
        ThuocDoDb db,
        Clock clock,
        CancellationToken cancellation
    )
    {
        var id = DemonstrationAccounts.IdOf(UserName);
        var account = await db.Set<Account>()
            .AsNoTracking()
            .SingleAsync(a => a.Id == id, cancellation);
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync(cancellation);
        var user = new CurrentUser();
        user.Become(
            account,
            Grants.Of(
                [(Role.HomeAffairs, tree.RootsOn(clock.Today).First().Id)],
                tree,
                clock.Today
            ),
            null
        );
        return user;
    }

    private static string Key() => Guid.CreateVersion7().ToString("N");

    private static T Value<T>(Outcome<T> outcome)
    {
        Done(outcome);
        return outcome.Value!;
    }

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(
                $"A survey of the demonstration was refused: {outcome.Key}."
            );
        }
    }
}
