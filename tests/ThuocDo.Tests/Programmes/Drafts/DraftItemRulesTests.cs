using Shouldly;
using ThuocDo.Programmes.Drafts;
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

    private static IndicatorChoice Choice(string key, ConditionKind kind) =>
        new(
            new IndicatorInfo(key, new Bilingual(key, key), ["default"], [], false),
            [],
            kind,
            null,
            null
        );
}
