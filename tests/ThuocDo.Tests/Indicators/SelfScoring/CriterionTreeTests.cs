using Shouldly;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Indicators.SelfScoring.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.SelfScoring;

public sealed class CriterionTreeTests
{
    private const string Head = "code,name_vi,max,rule,parameters,when_none,decimals,due,within\n";

    public static TheoryData<string> Tables =>
        new(ParSet.Shipped.Where(s => s.Text() is not null).Select(s => s.Key));

    [Theory, MemberData(nameof(Tables))]
    public void Table_ThatShips_AddsUp(string key)
    {
        var set = ParSet.Find(key)!;
        var tree = CriterionFile.Kept(set.Text()!);

        tree.Max.ShouldBe(100);
        tree.Roots.Count(r => !r.IsApart).ShouldBe(set.Domains!.Value);
        foreach (var parent in tree.All.Where(c => c.Rule is null))
        {
            tree.PartsOf(parent.Code).Sum(c => c.Max).ShouldBe(parent.Max, parent.Code);
        }

        var survey = tree.Leaves.Where(c => c.IsSurvey).Sum(c => c.Max);
        survey.ShouldBe(set.SurveyPoints!.Value);
        (tree.Max - survey).ShouldBe(set.ResultsPoints!.Value);
        // Settings of this project are never shown as confirmed.
        tree.All.Any(c => c.IsConfirmed).ShouldBe(set.Kind == ParKind.Province);
    }

    /// <summary>Decision 876: the sums that were published, and no criterion that nobody has read.</summary>
    [Fact]
    public void Table_OfTheMinistry_HoldsOnlyWhatIsKnown()
    {
        var tree = CriterionFile.Kept(ParSet.Find("par-876")!.Text()!);
        tree.Find("8")!.Max.ShouldBe(16.5m);
        tree.Find("8.1")!.Max.ShouldBe(10);
        tree.Roots.Where(r => tree.Held.Contains(r.Code)).Sum(r => r.Max).ShouldBe(61.5m + 22);
        tree.All.Where(c => c.IsConfirmed).Select(c => c.Code).ShouldBe(["8", "8.1", "8.2", "K"]);
    }

    [Fact]
    public void File_WithFaults_NamesEachWithItsLine()
    {
        var file = new IndexFile(
            "bang.csv",
            new StringReader(
                Head
                    + "1,A,50,,,,,,\n1.1,B,20,linear-floor,floor=8,,,,\n1.1,B,20,stated,,,,,\n1.2,C,0,guess,,maybe,9,31-01,\n"
            )
        );
        CriterionFile.Read(file).ShouldBeNull();
        file.Faults.Select(f => f.Key)
            .ShouldBe(
                [
                    "par-file.parameters",
                    "index-file.repeated",
                    "par-file.max",
                    "par-file.rule",
                    "par-file.when-none",
                    "par-file.decimals",
                    "par-file.due",
                ],
                ignoreOrder: true
            );
        file.Faults.ShouldAllBe(f => f.Arguments.Length >= 2);

        var sums = new IndexFile(
            "bang.csv",
            new StringReader(
                Head
                    + "1,A,50,,,,,,\n1.1,B,20,stated,,,,,\n2,C,40,,,,,,\n3,D,5,stated,,,,,9\n4.1,E,1,stated,,,,,\n"
            )
        );
        CriterionFile.Read(sums).ShouldBeNull();
        sums.Faults.Select(f => f.Key)
            .ShouldBe(
                [
                    "par-file.sum",
                    "par-file.leaf",
                    "par-file.within",
                    "par-file.parent",
                    "par-file.total",
                ],
                ignoreOrder: true
            );
    }

    /// <summary>Half away from zero where the table rounds; points of what has no case go to the others in proportion.</summary>
    [Fact]
    public void Sheet_SumsRoundsAndSpreads()
    {
        var tree = Tree(
            "1,A,60,,,,,,\n1.1,B,40,linear-target,target=1,redistribute,,,\n1.2,C,20,linear-target,target=1,redistribute,,,\n2,D,40,count,each=0.125,,2,,\n3,E,2,bonus,each=1,,,,\n"
        );
        var inputs = new Dictionary<string, ScoreInput>
        {
            ["1.1"] = new() { NoCase = true },
            ["1.2"] = new() { Numerator = 1, Denominator = 2 },
            ["2"] = new() { Count = 1 },
            ["3"] = new() { Count = 1 },
        };
        var score = SheetScore.Of(tree, inputs, 2025, new DateOnly(2026, 2, 1));
        score["1"].Points.ShouldBe(30);
        score["2"].Points.ShouldBe(0.13m);
        score.Total.ShouldBe(new NodeScore(null, 31.13m, 0, 69.87m));
        (score["2"].Points + score["2"].Open + score["2"].Lost).ShouldBe(40);
    }

    /// <summary>A domain of which no part has a case gives its points to the other domains: a full sheet still makes 100.</summary>
    [Fact]
    public void Sheet_WithADomainWithoutACase_SpreadsItOverTheOthers()
    {
        var tree = Tree(
            "1,A,76,linear-target,target=1,,,,\n2,B,5,,,,,,\n2.1,C,5,linear-target,target=1,redistribute,,,\n3,D,19,linear-target,target=1,redistribute,,,\n4,E,2,bonus,each=1,,,,\n"
        );
        var inputs = new Dictionary<string, ScoreInput>
        {
            ["1"] = new() { Numerator = 1, Denominator = 2 },
            ["2.1"] = new() { NoCase = true },
            ["3"] = new() { Numerator = 1, Denominator = 1 },
            ["4"] = new() { Count = 1 },
        };
        var score = SheetScore.Of(tree, inputs, 2025, new DateOnly(2026, 2, 1));
        score["2"].IsLeftOut.ShouldBeTrue();
        // 38 + 19 of 95 make 60 of 100; the bonus is on top.
        (score.Total.Points, score.Total.Open, score.Total.Lost).ShouldBe((61, 0, 40));

        inputs["3"] = new() { NoCase = true };
        score = SheetScore.Of(tree, inputs, 2025, new DateOnly(2025, 6, 1));
        (score.Total.Points, score.Total.Open, score.Total.Lost).ShouldBe((51, 50, 0));
    }

    /// <summary>An appraiser who gives points to what was said to have no case finds that there was one.</summary>
    [Fact]
    public void Sheet_WithACaseThatWasDenied_CountsWhatTheAppraiserGives()
    {
        var round = new ParRound
        {
            Id = Guid.CreateVersion7(),
            UnitId = Guid.CreateVersion7(),
            Kind = ParKind.Department,
            Year = 2024,
            Name = "Sample",
            Criteria = Head + "1,A,96,stated,,,,,\n2,B,4,linear-target,target=1,redistribute,,,\n",
            DueOn = new DateOnly(2024, 12, 31),
        };
        ParScore Score(string code, ScoreInput input)
        {
            var score = new ParScore
            {
                Id = Guid.CreateVersion7(),
                SheetId = round.Id,
                Code = code,
            };
            Fill(score, input);
            return score;
        }

        void Fill(ParScore score, ScoreInput input)
        {
            var one = CriterionFile.Kept(round.Criteria).Find(score.Code)!;
            var days = ScoreDays.Of(new DateOnly(2025, 2, 1), 2024, null);
            score.Fill(input, one.Rule!.Apply(one.Max, input, one.WhenNone, days), null);
        }

        var (first, second) = (
            Score("1", new() { Stated = 48 }),
            Score("2", new() { NoCase = true })
        );
        SheetScore Counted() =>
            new ParBook(
                round,
                ParSheet.Open(round.Id, round.Id, round.UnitId),
                [first, second],
                [],
                [],
                new DateOnly(2025, 2, 1)
            ).Counted;
        Counted().Total.Points.ShouldBe(50);
        second.Propose(0, "There were two petitions.");
        Counted().Total.Points.ShouldBe(48);
        // Sent back and put in anew: the draft judged other numbers.
        Fill(second, new() { Numerator = 1, Denominator = 2 });
        second.Counted.ShouldBe(2);
        second.Decide(1, "One of four.");
        second.Shown(true, false).Counted.ShouldBe(2);
        Counted().Total.Points.ShouldBe(49);
    }

    /// <summary>Before the file, the form and the what-if: numbers that make no points, or more than there are, are refused.</summary>
    [Theory]
    [InlineData("growth", "target=0.05", "before=0", "par.refused.no-points")]
    [InlineData("growth", "target=0.05", "before=100", null)]
    [InlineData("survey", "scale=share", "stated=85", "par.refused.result")]
    [InlineData("survey", "scale=share", "stated=0.85", null)]
    [InlineData("stated", "", "stated=99", "par.refused.points")]
    [InlineData("stated", "", "", null)]
    public void Input_IsChecked(string kind, string parameters, string given, string? refused)
    {
        var one = new Criterion
        {
            Code = "1",
            Name = new("A", null),
            Max = 6,
            Rule = ScoringRule.Of(kind, parameters),
            IsConfirmed = false,
        };
        decimal? number = given.Split('=') is [_, var text]
            ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;
        var input = kind switch
        {
            "growth" => new ScoreInput { Count = 110, Before = number },
            _ => new ScoreInput { Stated = number },
        };
        ParInput.Check(one, input, new DateOnly(2025, 2, 1)).Key.ShouldBe(refused);
    }

    /// <summary>Where a survey lies within domains, what is open and lost is told for them together.</summary>
    [Fact]
    public void Sheet_WithASurveyWithin_TellsOpenAndLostTogether()
    {
        var tree = CriterionFile.Kept(ParSet.Find("par-876")!.Text()!);
        var inputs = new Dictionary<string, ScoreInput>();
        foreach (var code in "1234567")
        {
            inputs[$"{code}"] = new() { Stated = 7 };
        }

        var after = new DateOnly(2023, 2, 1);
        var score = SheetScore.Of(tree, inputs, 2022, after);
        score["1"].Open.ShouldBeNull();
        (score.Total.Points, score.Total.Open, score.Total.Lost).ShouldBe((49, 51, 0));
        inputs["K"] = new() { Stated = 18.05m };
        inputs["8.1"] = new() { Stated = 8.23m };
        inputs["8.2"] = new() { Stated = 5.31m };
        score = SheetScore.Of(tree, inputs, 2022, after);
        // Printed for Ninh Thuận 2022: 8.23 + 18.05 + 5.31 = 31.59.
        (score.Total.Points - 49).ShouldBe(31.59m);
        (score.Total.Open, score.Total.Lost).ShouldBe((0, 100 - 49 - 31.59m));
    }

    private static CriterionTree Tree(string rows) => CriterionFile.Kept(Head + rows);
}
