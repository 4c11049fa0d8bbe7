using Shouldly;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using Xunit;

namespace ThuocDo.Tests.Programmes.Drafts;

public sealed class DraftItemRulesTests
{
    private static readonly Dictionary<string, IndicatorChoice> Choices = new[]
    {
        Choice("share", ConditionKind.Share),
        Choice("rank", ConditionKind.Rank),
        Choice("growth", ConditionKind.Growth),
    }.ToDictionary(c => c.Info.Key);

    /// <summary>What measures another kind of thing would be judged, and wrongly.</summary>
    [Theory]
    [InlineData(">=", "80", "%", "share", null, null)]
    [InlineData(">=", "80", "%", null, null, null)]
    [InlineData(">=", "80", "%", "rank", null, "Indicator")]
    [InlineData(">=", "80", "%", "gone", null, "Indicator")]
    [InlineData("growth>=", "5", "%", "growth", "2020", null)]
    [InlineData("growth>=", "5", "%", "growth", null, "BaseYear")]
    [InlineData("<=", "nhiều", "%", "share", null, "Value")]
    public void FaultsOf_TargetWithAMeasure_NamesTheFieldThatDoesNotFit(
        string operation,
        string value,
        string unit,
        string? indicator,
        string? baseYear,
        string? field
    )
    {
        var item = new DraftItem
        {
            Id = Guid.CreateVersion7(),
            DraftId = Guid.CreateVersion7(),
            Number = 1,
            Kind = DraftItemKind.Target,
            Sentence = 1,
            Text = "Tỷ lệ",
            Operator = operation,
            Value = value,
            Unit = unit,
            Indicator = indicator,
            BaseYear = baseYear,
        };

        DraftItemRules
            .FaultsOf(item, Choices)
            .Select(f => f.Field)
            .ShouldBe(field is null ? [] : [field]);
    }

    /// <summary>An index ranks all provinces: by it a rank in a region would be judged, and wrongly.</summary>
    [Theory]
    [InlineData(null, "rank", true)]
    [InlineData("cả nước", "rank", true)]
    [InlineData("Toàn quốc", "rank", true)]
    [InlineData("63 tỉnh, thành phố", "rank", true)]
    [InlineData("các tỉnh, thành phố trong cả nước", "rank", true)]
    [InlineData("Đông Nam Bộ", "rank", false)]
    [InlineData("Đông Nam Bộ", null, true)]
    public void FaultsOf_RankInARegion_LeavesNationalIndicesAlone(
        string? among,
        string? indicator,
        bool fits
    )
    {
        var item = Target();
        (item.Operator, item.Value, item.Unit) = ("rank<=", "5", "hạng");
        (item.RankGroup, item.Indicator) = (among, indicator);

        DraftItemRules
            .FaultsOf(item, Choices)
            .Select(f => f.Field)
            .ShouldBe(fits ? [] : [nameof(item.RankGroup)]);
    }

    [Fact]
    public void Fill_OfARank_KeepsAmongWhomAsTyped()
    {
        var item = Target();
        item.RankGroup = "Đông Nam Bộ";
        var form = DraftItemInput.Of(item, null);
        form.RankGroup.ShouldBe("Đông Nam Bộ");
        form.RankGroup = " ";
        form.Fill(item, null);
        item.RankGroup.ShouldBeNull();
    }

    /// <summary>A unit without words was chosen by a person.</summary>
    [Theory]
    [InlineData("Sở Nội vụ", true, true)]
    [InlineData(null, true, true)]
    [InlineData("Các cơ quan", false, false)]
    public void Target_WhoseTextNamesTheOwner_IsNoProposal(string? body, bool isUnit, bool isNamed)
    {
        var item = Target();
        item.State = DraftItemState.Accepted;
        (item.Body, item.BodyId) = (body, isUnit ? Guid.CreateVersion7() : null);

        var target = AdoptionPlan
            .Of(
                Guid.CreateVersion7(),
                1,
                AdoptionWay.New,
                new DateOnly(2030, 12, 31),
                [item],
                ProgrammeItems.None,
                ProgrammeItems.None,
                Choices
            )
            .Added.Targets.ShouldHaveSingleItem();

        (target.OwnerId, target.IsOwnerNamed).ShouldBe((item.BodyId, isNamed));
    }

    private static DraftItem Target() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            DraftId = Guid.CreateVersion7(),
            Number = 1,
            Kind = DraftItemKind.Target,
            Sentence = 1,
            Line = 1,
            Text = "Chỉ số",
            Operator = ">=",
            Value = "80",
            Unit = "%",
        };

    private static IndicatorChoice Choice(string key, ConditionKind kind) =>
        new(
            new IndicatorInfo(key, new Bilingual(key, key), ["default"], [], false),
            [],
            kind,
            null,
            null
        );

    [Fact]
    public void Join_OfTwoTasks_KeepsWhatEitherSays()
    {
        var into = Task("Công khai thủ tục.", body: "Sở Nội vụ", helping: "Sở Tài chính");
        var item = Task(
            "rà soát thủ tục",
            body: "Sở Tư pháp",
            helping: "sở tài chính; Sở Y tế",
            deadline: "2024-06",
            product: "Danh mục"
        );

        DraftItemRules.Join(into, item).ShouldBeNull();

        into.Text.ShouldBe("Công khai thủ tục; rà soát thủ tục");
        into.Body.ShouldBe("Sở Nội vụ");
        into.Coordinating.ShouldBe("Sở Tài chính; Sở Tư pháp; Sở Y tế");
        (into.Deadline, into.DeadlineText).ShouldBe(("2024-06", "trong 2024-06"));
        into.Product.ShouldBe("Danh mục");
    }

    [Fact]
    public void Join_IntoOneWithoutABody_TakesTheBodyAndItsUnit()
    {
        var (into, item) = (Task("a"), Task("b", body: "Sở Nội vụ"));
        item.BodyId = Guid.CreateVersion7();

        DraftItemRules.Join(into, item).ShouldBeNull();

        (into.Body, into.BodyId, into.Coordinating).ShouldBe(("Sở Nội vụ", item.BodyId, null));
    }

    [Fact]
    public void Join_OfTwoDaysOrTooManyWords_IsRefusedAndChangesNothing()
    {
        var into = Task("a", deadline: "2024");
        DraftItemRules
            .Join(into, Task("b", deadline: "2025"))
            .ShouldNotBeNull()
            .Key.ShouldBe("draft.refused.merge-dates");
        DraftItemRules
            .Join(into, Task(new string('b', DraftItem.TextMaxLength)))
            .ShouldNotBeNull()
            .Key.ShouldBe("draft.refused.merge-long");
        into.Text.ShouldBe("a");
    }

    private static DraftItem Task(
        string text,
        string? body = null,
        string? helping = null,
        string? deadline = null,
        string? product = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            DraftId = Guid.CreateVersion7(),
            Number = 1,
            Kind = DraftItemKind.Task,
            Sentence = 1,
            Text = text,
            Body = body,
            Coordinating = helping,
            Deadline = deadline,
            DeadlineText = deadline is null ? null : $"trong {deadline}",
            Product = product,
        };
}
