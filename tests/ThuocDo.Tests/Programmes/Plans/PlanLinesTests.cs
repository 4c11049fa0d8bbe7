using System.Globalization;
using Shouldly;
using ThuocDo.Programmes.Plans;
using Xunit;

namespace ThuocDo.Tests.Programmes.Plans;

public sealed class PlanLinesTests
{
    [Theory]
    [InlineData("2021-10-29", "2024-03-06", PlanState.InTime, 0)]
    [InlineData("2021-10-01", "2024-03-06", PlanState.InTime, 28)]
    [InlineData("2021-10-30", "2024-03-06", PlanState.Late, 1)]
    [InlineData("2022-01-15", "2024-03-06", PlanState.Late, 78)]
    [InlineData("", "2024-03-06", PlanState.Undated, null)]
    [InlineData(null, "2021-10-20", PlanState.Awaited, 9)]
    [InlineData(null, "2021-10-29", PlanState.Awaited, 0)]
    [InlineData(null, "2021-10-30", PlanState.Overdue, 1)]
    public void Line_OfABoundBody_SaysHowEarlyOrLate(
        string? issuedOn,
        string today,
        PlanState state,
        int? days
    )
    {
        IReadOnlyList<ActionPlan> plans = issuedOn is null
            ? []
            : [PlanSample.Plan("huyen-uy-ninh-hai", issuedOn.Length == 0 ? null : Day(issuedOn))];

        var line = new PlanLines(PlanSample.Tree, Day(today))
            .Of([PlanSample.Bound("huyen-uy-ninh-hai")], plans)
            .ShouldHaveSingleItem();

        (line.State, line.Days, line.IsBound).ShouldBe((state, days, true));
    }

    [Theory]
    [InlineData(null, PlanState.Missing)]
    [InlineData("2022-01-01", PlanState.Issued)]
    public void Line_OfADutyWithoutADay_IsNeverLate(string? issuedOn, PlanState state)
    {
        IReadOnlyList<ActionPlan> plans = issuedOn is null
            ? []
            : [PlanSample.Plan("dd-mttq", Day(issuedOn))];

        new PlanLines(PlanSample.Tree, Day("2024-03-06"))
            .Of([new(PlanSample.Unit("dd-mttq"), null)], plans)
            .ShouldHaveSingleItem()
            .State.ShouldBe(state);
    }

    [Fact]
    public void Line_TheFirstOfSeveralPlans_AnswersTheDuty()
    {
        var line = new PlanLines(PlanSample.Tree, Day("2024-03-06"))
            .Of(
                [PlanSample.Bound("btc-tu")],
                [
                    PlanSample.Plan("btc-tu", Day("2023-01-10")),
                    PlanSample.Plan("btc-tu", Day("2021-10-20")),
                ]
            )
            .ShouldHaveSingleItem();

        line.State.ShouldBe(PlanState.InTime);
        line.Plans.Count.ShouldBe(2);
    }

    [Fact]
    public void Line_OfABodyThatIsNotBound_StandsBesideTheOthers()
    {
        var lines = new PlanLines(PlanSample.Tree, Day("2024-03-06")).Of(
            [PlanSample.Bound("btc-tu")],
            [PlanSample.Plan("vp-tu", Day("2021-10-20"))]
        );

        lines.Count.ShouldBe(2);
        (lines[1].Body.Key, lines[1].IsBound, lines[1].DueOn).ShouldBe(("vp-tu", false, null));
    }

    /// <summary>What a body owed its heirs owe; what it issued stays in sight under them.</summary>
    [Theory]
    [InlineData("huyen-uy-bac-ai", "2025-06-30", "")]
    [InlineData("huyen-uy-bac-ai", "2025-07-01", "kh-tinh-uy")]
    [InlineData("du-bdbp", "2025-03-01", "du-qs")]
    [InlineData("du-bdbp", "2025-07-01", "kh-du-qs")]
    public void Line_OfABodyThatEnded_NamesWhoFollows(string body, string today, string heirs)
    {
        var line = new PlanLines(PlanSample.Tree, Day(today))
            .Of([PlanSample.Bound(body)], [PlanSample.Plan(body, Day("2021-10-01"))])
            .ShouldHaveSingleItem();

        string.Join(' ', line.Heirs.Select(h => h.Key)).ShouldBe(heirs);
        line.State.ShouldBe(PlanState.InTime);
    }

    [Fact]
    public void Line_PlanOfAnHeir_AnswersOnlyFromTheDayOnWhichItFollows()
    {
        var own = PlanSample.Plan("du-qs", Day("2021-10-01"));
        var later = PlanSample.Plan("du-qs", Day("2025-04-01"));

        IReadOnlyList<PlanLine> Of(params ActionPlan[] plans) =>
            new PlanLines(PlanSample.Tree, Day("2025-05-01")).Of(
                [PlanSample.Bound("du-qs"), PlanSample.Bound("du-bdbp")],
                plans
            );

        Of(own).Select(l => l.State).ShouldBe([PlanState.InTime, PlanState.Overdue]);
        var (ofHeir, ofEnded) = (Of(own, later)[0], Of(own, later)[1]);
        ofHeir.State.ShouldBe(PlanState.InTime);
        ofEnded.State.ShouldBe(PlanState.Late);
        ofEnded.Plans.ShouldHaveSingleItem().ShouldBe(later);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
