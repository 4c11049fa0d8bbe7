using Shouldly;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using Xunit;

namespace ThuocDo.Tests.Programmes.Reports;

/// <summary>Figures for reports are those of the board.</summary>
public sealed class FigureBookTests
{
    private const FactTraits Payable = FactTraits.FeeDue | FactTraits.PayableOnline;

    [Theory, Engines]
    public async Task Read_OfAYearAndOfAMonth_CountsItsDays(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);

        var answers = await web.UseAsync<IFigureBook, IReadOnlyList<Figure?>>(book =>
            book.ReadAsync(
                [
                    Of("T11a", "2024-01-01", "2024-03-31"),
                    Of("T11a", "2024-02-01", "2024-02-29"),
                    Of("on-time", "2024-02-01", "2024-02-29"),
                    Of("T11a", "2023-01-01", "2023-12-31"),
                    Of("T99", "2024-01-01", "2024-03-31"),
                    Of("T11a", "2024-02-01", "2024-02-29") with
                    {
                        Unit = "nowhere",
                    },
                    Of("T11a", "2024-02-01", "2024-02-29") with
                    {
                        IsSealed = true,
                    },
                ],
                default
            )
        );

        Counts(answers[0]).ShouldBe((9, 10));
        answers[0]!.Verdict.ShouldBe(Verdict.Met);
        Counts(answers[1]).ShouldBe((3, 4));
        (answers[1]!.Value, answers[1]!.Verdict, answers[1]!.Limit).ShouldBe(
            (75m, Verdict.NotMet, 80m)
        );
        answers[1]!.Address.ShouldContain("/bang-dieu-hanh/T11a");
        Counts(answers[2]).ShouldBe((1, 2));
        answers[2]!.Verdict.ShouldBe(Verdict.NotYetMeasured);
        answers[3]!.Verdict.ShouldBe(Verdict.NotApplicable);
        answers[4].ShouldBeNull();
        answers[5].ShouldBeNull();
        answers[6].ShouldBeNull();
    }

    private static (long?, long?) Counts(Figure? figure) => (figure!.Numerator, figure.Denominator);

    private static FigureQuestion Of(string key, string from, string to) =>
        new()
        {
            Key = key,
            Unit = "ninh-thuan",
            From = Canonical.ParseDay(from),
            To = Canonical.ParseDay(to),
        };

    private static async Task<TestDatabase> ProvinceAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new FactSheet()
                .Many(6, "c22888", "2024-01-15", FactKind.Received, Payable)
                .Many(3, "c22888", "2024-02-10", FactKind.Received, Payable)
                .Many(1, "c22888", "2024-02-10", FactKind.Received, FactTraits.FeeDue)
                .Add("c22888", "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .Add("c22888", "2024-02-12", FactKind.Closed, FactTraits.Resolved | FactTraits.Late)
                .WriteAsync(db, 8);
        });
        return database;
    }
}
