using System.Globalization;
using Shouldly;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Language;
using Xunit;

namespace ThuocDo.Tests.Indicators.SelfScoring;

public sealed class ScoringRuleTests
{
    private const int Year = 2025;

    // The input: above/below-missed, #count<before, =stated, @day, parts between bars.
    [Theory]
    // Whole, above the floor, the floor itself, below it.
    [InlineData("linear-floor", "floor=0.8", 5, "10/10", 5, 0, 0)]
    [InlineData("linear-floor", "floor=0.8", 5, "9/10", 4.5, 0.5, 0)]
    [InlineData("linear-floor", "floor=0.8", 5, "8/10", 4, 1, 0)]
    [InlineData("linear-floor", "floor=0.8", 5, "79/100", 0, 5, 0)]
    // One of ten can no more be reached: 90 % at best. Three: below the floor for good.
    [InlineData("linear-floor", "floor=0.8", 5, "8/10-1", 4, 0.5, 0.5)]
    [InlineData("linear-floor", "floor=0.8", 5, "6/10-3", 0, 0, 5)]
    [InlineData("linear-target", "target=0.6", 3, "6/10", 3, 0, 0)]
    [InlineData("linear-target", "target=0.6", 3, "3/10", 1.5, 1.5, 0)]
    [InlineData("linear-target", "target=0.5;floor=0.3", 2, "29/100", 0, 2, 0)]
    [InlineData("linear-target", "target=0.5;floor=0.3", 2, "30/100", 1.2, 0.8, 0)]
    [InlineData("linear-target", "target=0.5;floor=0.3", 2, "30/100-60", 1.2, 0.4, 0.4)]
    [InlineData("tiered", "steps=1:1|0.8:0.5", 1, "10/10", 1, 0, 0)]
    [InlineData("tiered", "steps=1:1|0.8:0.5", 1, "8/10", 0.5, 0.5, 0)]
    [InlineData("tiered", "steps=1:1|0.8:0.5", 1, "8/10-1", 0.5, 0, 0.5)]
    [InlineData("tiered", "steps=1:1|0.8:0.5", 1, "7/10", 0, 1, 0)]
    [InlineData("count", "each=0.5", 2, "#3", 1.5, 0.5, 0)]
    [InlineData("count", "each=0.5", 2, "#9", 2, 0, 0)]
    [InlineData("bonus", "each=1", 3, "#2", 2, 1, 0)]
    [InlineData("penalty", "each=0.5", 3, "#0", 3, 0, 0)]
    [InlineData("penalty", "each=0.5", 3, "#2", 2, 0, 1)]
    [InlineData("penalty", "each=0.5", 3, "#9", 0, 0, 3)]
    [InlineData("composite", "weights=1|1|1", 3, "1|0.5|0.9", 2.4, 0.6, 0)]
    [InlineData("composite", "weights=2|1|1", 4, "1|0.5|0.5", 3, 1, 0)]
    [InlineData("growth", "target=0.05", 4, "#105<100", 4, 0, 0)]
    [InlineData("growth", "target=0.05", 4, "#102<100", 1.6, 2.4, 0)]
    [InlineData("growth", "target=0.05", 4, "#90<100", 0, 4, 0)]
    [InlineData("survey", "", 10, "=8.23", 8.23, 0, 1.77)]
    [InlineData("survey", "scale=share", 10, "=0.8", 8, 0, 2)]
    [InlineData("survey", "scale=five", 10, "=4", 7.5, 0, 2.5)]
    [InlineData("stated", "", 6.5, "=5.31", 5.31, 1.19, 0)]
    [InlineData("all-or-nothing", "", 3, "@2025-03-31", 3, 0, 0)]
    [InlineData("all-or-nothing", "", 3, "@2025-04-01", 0, 0, 3)]
    [InlineData("all-or-nothing", "", 3, "", null, 3, 0)]
    public void Rule_WithinTheYear_GivesPointsOpenAndLost(
        string kind,
        string parameters,
        double max,
        string input,
        object? points,
        double open,
        double lost
    )
    {
        var due = kind == "all-or-nothing" ? new DateOnly(Year, 3, 31) : (DateOnly?)null;
        var result = ScoringRule
            .Of(kind, parameters)
            .Apply(
                (decimal)max,
                Read(input),
                WhenNone.NotSaid,
                ScoreDays.Of(new DateOnly(Year, 3, 31), Year, due)
            );

        result.Points.ShouldBe(
            points is null ? null : Convert.ToDecimal(points, CultureInfo.InvariantCulture)
        );
        (result.Open, result.Lost).ShouldBe(((decimal)open, (decimal)lost));
    }

    /// <summary>A missed day is lost the day after; a share is lost with the year; what nobody put in is only late.</summary>
    [Theory]
    [InlineData("all-or-nothing", "", "", "2025-03-31", 3, 0)]
    [InlineData("all-or-nothing", "", "", "2025-04-01", 0, 3)]
    [InlineData("linear-target", "target=1", "5/10", "2025-03-31", 1.5, 0)]
    [InlineData("linear-target", "target=1", "5/10", "2025-04-01", 0, 1.5)]
    public void Rule_WithADay_LosesWhatWasOpenTheDayAfter(
        string kind,
        string parameters,
        string input,
        string asOf,
        double open,
        double lost
    )
    {
        var result = ScoringRule
            .Of(kind, parameters)
            .Apply(
                3,
                Read(input),
                WhenNone.NotSaid,
                ScoreDays.Of(Day(asOf), Year, new DateOnly(Year, 3, 31))
            );
        (result.Open, result.Lost).ShouldBe(((decimal)open, (decimal)lost));
    }

    [Fact]
    public void Rule_WithoutACase_IsWorthWhatTheTableSays()
    {
        var rule = ScoringRule.Of("linear-target", "target=1");
        var input = new ScoreInput { NoCase = true };
        var days = ScoreDays.Of(new DateOnly(2026, 2, 1), Year, null);
        rule.Apply(4, input, WhenNone.Full, days).Points.ShouldBe(4);
        rule.Apply(4, input, WhenNone.Zero, days).Lost.ShouldBe(4);
        rule.Apply(4, input, WhenNone.Redistribute, days).IsLeftOut.ShouldBeTrue();
    }

    /// <summary>2,000 random inputs and days of each rule.</summary>
    [Fact]
    public void Rule_WhateverTheInput_KeepsItsPointsTogetherAndLosesThemOnce()
    {
        var random = new Random(20251231);
        string[] rules =
        [
            "linear-floor floor=0.8",
            "linear-target target=0.6;floor=0.2",
            "tiered steps=1:1|0.9:0.7|0.5:0.2",
            "count each=0.7",
            "penalty each=0.3",
            "composite weights=2|1",
            "growth target=0.1",
            "survey scale=five",
            "stated ",
            "all-or-nothing ",
        ];
        for (var i = 0; i < 20000; i++)
        {
            var words = rules[i % rules.Length].Split(' ');
            var rule = ScoringRule.Of(words[0], words[1]);
            decimal max = random.Next(1, 200) / 10m;
            decimal? Some(int most) => random.Next(4) == 0 ? null : random.Next(most);
            var input = new ScoreInput
            {
                Numerator = Some(120),
                Denominator = Some(110),
                Missed = Some(60),
                Count = Some(130),
                Before = Some(120),
                Stated = Some(7),
                DoneOn =
                    random.Next(2) == 0 ? null : new DateOnly(Year, 1, 1).AddDays(random.Next(500)),
                Parts = random.Next(3) == 0 ? null : [random.Next(3) / 2m, random.Next(11) / 10m],
            };
            DateOnly? due =
                random.Next(2) == 0 ? null : new DateOnly(Year, 1, 1).AddDays(random.Next(364));
            var when = (WhenNone)random.Next(4);
            var lost = 0m;
            decimal? points = null;
            for (
                var (day, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year + 1, 3, 1));
                day < last;
                day = day.AddDays(23)
            )
            {
                var result = rule.Apply(max, input, when, ScoreDays.Of(day, Year, due));
                ((result.Points ?? 0) + result.Open + result.Lost).ShouldBe(max, rule.Kind);
                new[] { result.Points ?? 0, result.Open, result.Lost }
                    .Min()
                    .ShouldBeGreaterThanOrEqualTo(0);
                result.Lost.ShouldBeGreaterThanOrEqualTo(lost, "what is lost is lost for good");
                if (points is not null)
                {
                    result.Points.ShouldBe(points, "the day alone changes no points");
                }

                (lost, points) = (result.Lost, result.Points);
            }

            // One more reached is never worth less.
            if (
                rule is LinearAboveFloorRule or LinearToTargetRule or TieredRule
                && input.Numerator is { } above
            )
            {
                var now = ScoreDays.Of(new DateOnly(Year, 6, 1), Year, null);
                (
                    rule.Apply(max, input with { Numerator = above + 1 }, when, now).Points ?? 0
                ).ShouldBeGreaterThanOrEqualTo(rule.Apply(max, input, when, now).Points ?? 0);
            }

            ScoreInput.Of(input.ToJson()).ToJson().ShouldBe(input.ToJson());
        }
    }

    [Theory]
    [InlineData("linear-floor", "")]
    [InlineData("linear-floor", "floor=80")]
    [InlineData("linear-floor", "floor=0.8;target=1")]
    [InlineData("tiered", "steps=0.8:0.5|1:1")]
    [InlineData("penalty", "each=-1")]
    [InlineData("survey", "scale=ten")]
    [InlineData("composite", "weights=1|0")]
    [InlineData("guess", "")]
    public void Rule_WithWrongParameters_IsRefused(string kind, string parameters) =>
        Should.Throw<FormatException>(() => ScoringRule.Of(kind, parameters));

    /// <summary>Every rule and every sentence is there in both languages, with its numbers.</summary>
    [Fact]
    public void Rule_InWords_TellsItsNumbersInBothLanguages()
    {
        var texts = new Texts([typeof(ScoringRule).Assembly, typeof(Texts).Assembly]);
        var result = new LinearAboveFloorRule(0.8m).Apply(
            5,
            Read("9/10"),
            WhenNone.NotSaid,
            ScoreDays.Of(new DateOnly(Year, 6, 1), Year, null)
        );
        var vi = result.Words.Render(texts, "vi");
        vi.ShouldContain("4,5 điểm");
        vi.ShouldContain("9 trên 10");
        result.Words.Render(texts, "en").ShouldContain("4.5 points");
    }

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ScoreInput Read(string text)
    {
        decimal Number(string part) => decimal.Parse(part, CultureInfo.InvariantCulture);
        return text switch
        {
            "" => ScoreInput.None,
            ['#', .. var count] => count.Split('<') is [var now, var before]
                ? new() { Count = Number(now), Before = Number(before) }
                : new() { Count = Number(count) },
            ['=', .. var stated] => new() { Stated = Number(stated) },
            ['@', .. var day] => new() { DoneOn = Day(day) },
            _ when text.Contains('|', StringComparison.Ordinal) => new()
            {
                Parts = ScoreInput.ReadParts(text),
            },
            _ => text.Split('/', '-') is [var above, var below, .. var missed]
                ? new()
                {
                    Numerator = Number(above),
                    Denominator = Number(below),
                    Missed = missed is [var m] ? Number(m) : null,
                }
                : throw new FormatException(text),
        };
    }
}
