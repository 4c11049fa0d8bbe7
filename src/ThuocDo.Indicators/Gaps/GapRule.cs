using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Gaps;

/// <summary>Of which conditions a gap can be told.</summary>
public static class GapRule
{
    /// <summary>
    /// The share that a condition asks for. An average increase in points asks for the base with its points; relative growth asks for a root
    /// and has no exact share, a score and a place have no records.
    /// </summary>
    /// <returns>None where the condition asks for no share, or the figure is not counted or says nothing of this scope.</returns>
    public static GapTarget? TargetOf(ConditionInfo? info, ReadingResult reading)
    {
        if (
            info is not { Limit: { } limit }
            || reading
                is not {
                    IsProvinceOnly: false,
                    Share.IsApplicable: true,
                    Definition.Source: FigureSource.Dossiers or FigureSource.Register
                }
        )
        {
            return null;
        }

        return info.Kind switch
        {
            ConditionKind.Growth => reading
                is { Growth: { IsApplicable: true } growth, Definition.Reading: not "relative" }
                ? GapTarget.OnBase(growth.Base, limit, growth.Years, info.Operator)
                : null,
            ConditionKind.Share or ConditionKind.Level => GapTarget.Of(limit, info.Operator),
            _ => null,
        };
    }
}

/// <summary>How the parts of a gap are called.</summary>
public static class GapText
{
    public static string Of(Channel channel) =>
        channel switch
        {
            Channel.Online => "gap.channel.online",
            Channel.Post => "gap.channel.post",
            _ => "gap.channel.counter",
        };

    public static string Of(SplitBy by) =>
        by switch
        {
            SplitBy.Unit => "gap.by.unit",
            SplitBy.Procedure => "gap.by.procedure",
            SplitBy.Field => "gap.by.field",
            SplitBy.Channel => "gap.by.channel",
            _ => "gap.by.month",
        };
}
