using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Verdicts;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class JudgeTests
{
    [Theory]
    [InlineData(80, 100, 80, Verdict.Met)]
    [InlineData(79, 100, 80, Verdict.NotMet)]
    [InlineData(7999, 10_000, 80, Verdict.NotMet)]
    [InlineData(799_999_999, 1_000_000_000, 80, Verdict.NotMet)]
    [InlineData(100, 100, 100, Verdict.Met)]
    [InlineData(99, 100, 100, Verdict.NotMet)]
    [InlineData(0, 5, 10, Verdict.NotMet)]
    [InlineData(0, 0, 80, Verdict.NotApplicable)]
    public void Percent_AgainstAFloor_ComparesUnrounded(
        long numerator,
        long denominator,
        int limit,
        Verdict verdict
    ) =>
        Judge
            .Percent(new Share(numerator, denominator), ConditionOperator.AtLeast, limit)
            .ShouldBe(verdict);

    [Theory]
    [InlineData(20, 20, Verdict.Met)]
    [InlineData(21, 20, Verdict.NotMet)]
    [InlineData(null, 20, Verdict.NotYetMeasured)]
    public void Number_AgainstACeiling_MeetsAtTheLimit(int? value, int limit, Verdict verdict) =>
        Judge.Number(value, ConditionOperator.AtMost, limit).ShouldBe(verdict);

    /// <summary>Base year 2020 with 10 %, later share, year; points a year and relative growth a year against 5.</summary>
    [Theory]
    [InlineData(100, 1000, 350, 1000, 2025, Verdict.Met, Verdict.Met)]
    [InlineData(100, 1000, 349, 1000, 2025, Verdict.NotMet, Verdict.Met)]
    [InlineData(100, 1000, 105, 1000, 2021, Verdict.NotMet, Verdict.Met)]
    [InlineData(100, 1000, 11025, 100_000, 2022, Verdict.NotMet, Verdict.Met)]
    [InlineData(100, 1000, 11024, 100_000, 2022, Verdict.NotMet, Verdict.NotMet)]
    [InlineData(0, 1000, 300, 1000, 2025, Verdict.Met, Verdict.NotApplicable)]
    [InlineData(0, 0, 300, 1000, 2025, Verdict.NotApplicable, Verdict.NotApplicable)]
    [InlineData(100, 1000, 0, 0, 2025, Verdict.NotApplicable, Verdict.NotApplicable)]
    public void Growth_InBothReadings_IsJudgedExactly(
        long baseNumerator,
        long baseDenominator,
        long numerator,
        long denominator,
        int year,
        Verdict points,
        Verdict relative
    )
    {
        var growth = new Growth(
            2020,
            new Share(baseNumerator, baseDenominator),
            year,
            new Share(numerator, denominator)
        );

        Judge.Points(growth, 5).ShouldBe(points);
        Judge.Relative(growth, 5).ShouldBe(relative);
    }

    [Fact]
    public void Growth_ForPrint_IsPerYear()
    {
        var growth = new Growth(2020, new Share(10, 100), 2022, new Share(20, 100));

        growth.PointsPerYear.ShouldBe(5m);
        growth.PercentPerYear!.Value.ShouldBe(41.4214m, 0.0001m);
    }

    [Fact]
    public void Growth_BeforeAWholeYearAfterTheBase_IsNotYetMeasured()
    {
        Judge.Points(null, 5).ShouldBe(Verdict.NotYetMeasured);
        Judge.Relative(null, 5).ShouldBe(Verdict.NotYetMeasured);
    }

    /// <summary>The real editions, as known on a day, against the limits of the resolution.</summary>
    [Theory]
    [InlineData("PAPI", "2025-12-31", 2024, 5, 61, 20, Verdict.Met)]
    [InlineData("PAPI", "2021-12-31", 2020, 58, 63, 20, Verdict.NotMet)]
    [InlineData("PCI", "2025-12-31", 2024, 13, 63, 15, Verdict.Met)]
    [InlineData("PCI", "2022-12-31", 2021, 49, 63, 15, Verdict.NotMet)]
    [InlineData("PAR INDEX", "2025-12-31", 2022, 29, 63, 20, Verdict.NotMet)]
    [InlineData("SIPAS", "2025-12-31", 2022, 20, 63, 25, Verdict.Met)]
    [InlineData("SIPAS", "2021-12-31", 2020, 32, 63, 25, Verdict.NotMet)]
    public void Rank_OfTheLatestEdition_IsJudged(
        string index,
        string day,
        int year,
        int rank,
        int ranked,
        int limit,
        Verdict verdict
    )
    {
        var edition = IndexBook.Shipped.Known(index, Day(day)).Last(e => e.Main.Rank is not null);

        (edition.Year, edition.Main.Rank, edition.Main.Ranked).ShouldBe((year, rank, ranked));
        Judge.Rank(edition.Main, limit).ShouldBe(verdict);
    }

    [Theory]
    [InlineData("PAR INDEX", 80, Verdict.Met)]
    [InlineData("SIPAS", 90, Verdict.NotMet)]
    public void Score_OfTheLatestEdition_IsJudged(string index, int limit, Verdict verdict) =>
        Judge
            .Number(
                IndexBook.Shipped.Known(index, Day("2025-12-31"))[^1].Main.Score,
                ConditionOperator.AtLeast,
                limit
            )
            .ShouldBe(verdict);

    [Theory]
    [InlineData("2017-12-31", Verdict.Met, Verdict.NotMet)]
    [InlineData("2020-12-31", Verdict.NotMet, Verdict.NotMet)]
    [InlineData("2025-12-31", Verdict.Met, Verdict.Met)]
    public void Group_OfPapi_IsJudgedByStep(string day, Verdict upperMiddle, Verdict top)
    {
        var group = IndexBook.Shipped.Known("PAPI", Day(day))[^1].Main.Group;

        Judge.Group(group, IndexBook.Shipped.Group("PAPI", "upper-middle")).ShouldBe(upperMiddle);
        Judge.Group(group, IndexBook.Shipped.Group("PAPI", "highest")).ShouldBe(top);
    }

    [Fact]
    public void EveryEdition_OfIct_IsMetByTheGroupOfTheFirstTen()
    {
        var editions = IndexBook.Shipped.Known("ICT", Day("2025-12-31"));

        Judge.EveryEdition(editions, 10).ShouldBe(Verdict.Met);
        Judge.EveryEdition(editions, 5).ShouldBe(Verdict.NotYetMeasured);
        Judge.EveryEdition([], 10).ShouldBe(Verdict.NotYetMeasured);
    }

    [Fact]
    public void EveryEdition_WithOneThatFails_IsNotMet() =>
        Judge
            .EveryEdition(
                IndexBook.Shipped.Known("PAPI", Day("2025-12-31")).Where(e => e.Year >= 2020),
                20
            )
            .ShouldBe(Verdict.NotMet);

    [Fact]
    public void Editions_BeforeTheirPublication_AreNotKnown()
    {
        var book = IndexBook.Shipped;

        book.Known("SIPAS", Day("2022-05-29"))[^1].Year.ShouldBe(2020);
        book.Known("SIPAS", Day("2022-05-30"))[^1].Year.ShouldBe(2021);
        book.Known("PCI", Day("2025-05-31"))[^1]
            .Year.ShouldBe(2023, "the day of PCI 2024 is not known");
        book.Known("PCI", Day("2025-06-01"))[^1].Year.ShouldBe(2024);
    }

    [Theory]
    [InlineData(2020, true)]
    [InlineData(2021, true)]
    [InlineData(2024, false)]
    public void Prints_ThatDiffer_AreAConflict(int year, bool conflict) =>
        IndexBook
            .Shipped.Known("PAPI", Day("2025-12-31"))
            .Single(e => e.Year == year)
            .HasConflict.ShouldBe(conflict);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
