using Shouldly;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Programmes.Compiling;
using Xunit;

namespace ThuocDo.Tests.Programmes.Drafts;

public sealed class DraftMakerTests
{
    private static readonly DateTime Now = new(2024, 3, 6, 3, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string> Samples =>
        [.. CompiledSample.WithKey, .. CompiledSample.WithoutTargets];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Draft_OfADocument_PointsIntoItsText(string sample)
    {
        var text = CompiledSample.Text(sample);
        var made = DraftMaker.Make("Tên", "tep.txt", text, Now);

        made.Sentences.Select(s => s.Number).ShouldBe(Enumerable.Range(1, made.Sentences.Count));
        made.Sentences.ShouldAllBe(s => 0 <= s.Start && s.Start < s.End && s.End <= text.Length);
        // What is read is what stands there, but for breaks of lines.
        foreach (var sentence in made.Sentences)
        {
            Letters(text[sentence.Start..sentence.End]).ShouldBe(Letters(sentence.Text));
        }

        made.Items.ShouldAllBe(i => 1 <= i.Sentence && i.Sentence <= made.Sentences.Count);
        made.Items.Where(i => i.Counts)
            .ShouldAllBe(i => made.Sentences[i.Sentence - 1].State == SentenceState.Compiled);
        made.Items.Select(i => i.Number).ShouldBe(Enumerable.Range(1, made.Items.Count));
    }

    [Fact]
    public void Draft_OfAResolution_PutsTheConditionsOfASentenceOnOneLine()
    {
        var made = DraftMaker.Make("Tên", "tep.txt", CompiledSample.Text("party-resolution"), Now);
        var targets = made.Items.Where(i => i.Kind == DraftItemKind.Target && i.Counts).ToList();

        targets.Count.ShouldBeGreaterThan(8);
        foreach (var line in targets.GroupBy(t => t.Line))
        {
            line.Select(t => t.Sentence).Distinct().Count().ShouldBe(1);
        }

        targets.GroupBy(t => t.Line).ShouldContain(l => l.Count() > 1);
        made.Items.ShouldContain(i =>
            i.Kind == DraftItemKind.Duty && i.Deadline == Deadlines.Ongoing
        );
        made.Draft.ReachYear.ShouldBe(2030);
    }

    /// <summary>The 24 conditions that ship are the answer; each is found by the words of the resolution alone.</summary>
    [Fact]
    public void Indicators_OfTheResolution_AreProposedByItsWords()
    {
        var text = File.ReadAllText(
            ReferenceData.File("resolution/nghi-quyet-cai-cach-hanh-chinh-2021.txt")
        );
        var facts = ProgrammeFacts.Read();
        var matcher = new IndicatorMatcher(Choices(facts));
        var items = DraftMaker
            .Make("Tên", "tep.txt", text, Now)
            .Items.Where(i => i.Kind == DraftItemKind.Target && i.Counts)
            .ToList();

        items.Count.ShouldBe(facts.Conditions.Count);
        var proposed = items
            .Select(i =>
                matcher.Propose(
                    $"{i.Text} {i.Scope}",
                    Conditions.Read(i.Operator, i.Value, i.Unit)!.Kind
                )
                    is [var first, ..]
                    ? first.Info.Key
                    : "–"
            )
            .ToList();
        var right = proposed.Zip(facts.Conditions).Count(p => p.First == p.Second.Indicator);
        right.ShouldBeGreaterThanOrEqualTo(
            22,
            string.Join(
                '\n',
                items
                    .Zip(proposed, facts.Conditions)
                    .Select(p => $"{p.Third.Key} {p.Second} {p.First.Text}")
            )
        );
    }

    [Theory]
    [InlineData("Tỷ lệ hồ sơ giải quyết đúng hạn", "on-time")]
    [InlineData("hồ sơ nộp trực tuyến", "online-filing")]
    [InlineData("diện tích rừng trồng mới", null)]
    public void Indicator_ByItsWords_IsProposedOrNone(string name, string? key) =>
        (
            new IndicatorMatcher(Choices(ProgrammeFacts.Read())).Propose(name, ConditionKind.Share)
                is [var first, ..]
                ? first.Info.Key
                : null
        ).ShouldBe(key);

    [Theory]
    [InlineData(
        "TỈNH ỦY SÔNG ĐÀ\nSố 09-NQ/TU\n\nNGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH\nvề phát triển du lịch\n\nI- TÌNH HÌNH",
        "NGHỊ QUYẾT CỦA BAN CHẤP HÀNH về phát triển du lịch"
    )]
    [InlineData(
        "KẾ HOẠCH\nCải cách hành chính năm 2025\nCăn cứ Nghị quyết 76",
        "KẾ HOẠCH Cải cách hành chính năm 2025"
    )]
    [InlineData("QUYẾT ĐỊNH\n1. Phê duyệt", "QUYẾT ĐỊNH")]
    [InlineData("Thực hiện nghị quyết của tỉnh", null)]
    public void Title_OfADocument_IsWhatItCallsItself(string text, string? title) =>
        DraftTitle.Of(text).ShouldBe(title);

    private static IEnumerable<IndicatorChoice> Choices(ProgrammeFacts facts)
    {
        var used = facts.Conditions.ToDictionary(c => c.Indicator);
        var targets = facts.Targets.ToDictionary(t => t.Id, t => t.NameVi);
        return new IndicatorCatalogue()
            .All.Where(i => i.Key != IndicatorChoice.Unmeasured)
            .Select(i =>
                used.GetValueOrDefault(i.Key) is { } condition
                    ? new IndicatorChoice(
                        i,
                        [.. i.Names, $"{targets[condition.TargetId]} {condition.NameVi}"],
                        condition.Kind,
                        condition.Index,
                        condition.Group
                    )
                    : new IndicatorChoice(i, i.Names, ConditionKind.Share, null, null)
            );
    }

    private static string Letters(string text) =>
        string.Concat(text.Normalize().Where(char.IsLetterOrDigit));
}
