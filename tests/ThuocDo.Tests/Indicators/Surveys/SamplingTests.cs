using Shouldly;
using ThuocDo.Indicators.Surveys.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

public sealed class SamplingTests
{
    private static readonly byte[] Seed =
    [
        .. Enumerable.Range(0, Sampling.SeedBytes).Select(i => (byte)i),
    ];

    [Fact]
    public void Ticket_OfAKnownSeed_IsThePublishedHash() =>
        // sha256sum of "000102…1f:00000000-0000-0000-0000-000000000001".
        Convert
            .ToHexStringLower(
                Sampling.Ticket(
                    Convert.ToHexStringLower(Seed),
                    new Guid("00000000-0000-0000-0000-000000000001")
                )
            )
            .ShouldBe("04f338321c86f2e353574a48d85ac193fde6e1efa3240b910305c2e6b2568342");

    [Theory]
    [InlineData("60,30,10", 10, 1, "6,3,1")]
    [InlineData("60,30,10", 10, 3, "4,3,3")]
    [InlineData("60,30,2", 10, 3, "5,3,2")]
    [InlineData("5,5,5", 100, 1, "5,5,5")]
    [InlineData("5,5,5", 2, 2, "2,2,2")]
    [InlineData("1,1", 1, 0, "1,0")]
    [InlineData("", 5, 1, "")]
    public void Allocate_SharesInProportion_AfterTheLeast(
        string cases,
        int size,
        int least,
        string places
    ) => string.Join(',', Sampling.Allocate(Numbers(cases), size, least)).ShouldBe(places);

    [Fact]
    public void Draw_OfAnyFrame_IsTheSameWhateverTheOrder_AndKeepsItsSizes()
    {
        for (var run = 0; run < 30; run++)
        {
            var random = SurveyDraws.From($"frame {run}");
            var frame = Enumerable
                .Range(0, 1 + random.Below(300))
                .Select(i => new FrameCase(
                    Id(random),
                    $"u{random.Below(4)}|f{random.Below(3)}|c{random.Below(2)}"
                ))
                .ToList();
            var (size, least) = (random.Below(120), 1 + random.Below(8));

            var one = Sampling.Draw(frame, size, least, Seed);
            var other = Sampling.Draw(frame.OrderBy(_ => random.Next()), size, least, Seed);

            other.Select(Text).ShouldBe(one.Select(Text));
            one.Sum(s => s.Cases).ShouldBe(frame.Count);
            one.SelectMany(s => s.Drawn).ShouldBeUnique();
            // A stratum lies in one unit, whatever is joined; a small one is all that its unit has, and is not asked.
            one.ShouldAllBe(s =>
                s.Stratum.Split('+', StringSplitOptions.None)
                    .Select(k => k.Split('|', StringSplitOptions.None)[0])
                    .Distinct()
                    .Count() == 1
            );
            var (large, small) = (
                one.Where(s => s.Cases >= least).ToList(),
                one.Where(s => s.Cases < least).ToList()
            );
            large
                .Sum(s => s.Drawn.Count)
                .ShouldBe(Math.Min(large.Sum(s => s.Cases), Math.Max(size, large.Count * least)));
            large.ShouldAllBe(s => s.Drawn.Count >= least);
            small.ShouldAllBe(s => s.Drawn.Count == 0);
            one.GroupBy(s => s.Stratum.Substring(0, 2))
                .ShouldAllBe(u => u.Count() == 1 || u.All(s => s.Cases >= least));
            Sampling
                .Plan(frame, size, least)
                .Select(p => (p.Stratum.Key, p.Size))
                .ShouldBe(one.Select(s => (s.Stratum, s.Drawn.Count)));
            // A greater sample of one stratum begins with the smaller one.
            Sampling
                .Draw(frame, size + 10, least, Seed)
                .Zip(one)
                .ShouldAllBe(p =>
                    p.First.Drawn.Take(p.Second.Drawn.Count).SequenceEqual(p.Second.Drawn)
                );
        }
    }

    [Fact]
    public void Draw_WithAnotherSeed_TakesOtherCases_EachEquallyOften()
    {
        var random = SurveyDraws.From("cases");
        var frame = Enumerable
            .Range(0, 20)
            .Select(_ => new FrameCase(Id(random), "u|f|c"))
            .ToList();
        var times = frame.ToDictionary(c => c.Id, _ => 0);
        for (byte i = 0; i < 250; i++)
        {
            foreach (var id in Sampling.Draw(frame, 5, 1, [i]).Single().Drawn)
            {
                times[id]++;
            }
        }

        // 62.5 expected with a standard deviation of 6.8.
        times.Values.ShouldAllBe(n => n > 35 && n < 90);
    }

    [Fact]
    public void Draw_OfACaseTwice_IsRefused()
    {
        var id = new Guid("00000000-0000-0000-0000-000000000001");
        Should.Throw<ArgumentException>(() =>
            Sampling.Draw([new(id, "a"), new(id, "b")], 1, 1, Seed)
        );
    }

    [Theory]
    [InlineData("a|x:1 a|y:5 b|x:5", "a|x+a|y b|x")]
    [InlineData("a|x:5 b|x:1 b|y:5", "a|x b|x+b|y")]
    [InlineData("a|x:5 b|x:1 c|y:5", "a|x+b|x c|y")]
    [InlineData("a|x:1 b|x:1 c|y:1", "a|x+b|x+c|y")]
    [InlineData("a|x:1", "a|x")]
    public void TooSmallStrata_JoinTheNeighbourOfTheLongerCommonKey(string strata, string joined) =>
        string.Join(
                ' ',
                Neighbours
                    .Join(
                        strata
                            .Split(' ')
                            .Select(s => new Joined<int>(
                                s.Split(':')[0],
                                [
                                    .. Enumerable.Range(
                                        0,
                                        int.Parse(
                                            s.Split(':')[1],
                                            System.Globalization.CultureInfo.InvariantCulture
                                        )
                                    ),
                                ]
                            )),
                        s => s.Members.Count < 3
                    )
                    .Select(s => s.Key)
            )
            .ShouldBe(joined);

    private static string Text(StratumDraw draw) =>
        $"{draw.Stratum} {draw.Cases} {string.Join(' ', draw.Drawn)}";

    private static List<int> Numbers(string text) =>
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private static Guid Id(SurveyDraws random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, random.Next());
        BitConverter.TryWriteBytes(bytes[8..], random.Next());
        return new(bytes);
    }
}
