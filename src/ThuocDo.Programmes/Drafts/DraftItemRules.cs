using System.Globalization;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Programmes.Drafts;

/// <summary>What an item must say before it can be taken into a programme.</summary>
public static class DraftItemRules
{
    /// <param name="indicators">By key.</param>
    public static IEnumerable<FieldFault> FaultsOf(
        DraftItem item,
        IReadOnlyDictionary<string, IndicatorChoice> indicators
    )
    {
        if (string.IsNullOrWhiteSpace(item.Text))
        {
            yield return new(nameof(item.Text), "draft.fault.text");
        }

        if (!Deadlines.IsValid(item.Deadline))
        {
            yield return new(nameof(item.Deadline), "draft.fault.deadline", item.Deadline);
        }

        if (item.Kind == DraftItemKind.Duty && string.IsNullOrWhiteSpace(item.Body))
        {
            yield return new(nameof(item.Body), "draft.fault.body");
        }

        if (item.Kind != DraftItemKind.Target)
        {
            yield break;
        }

        if (Conditions.Read(item.Operator, item.Value, item.Unit) is not { } demand)
        {
            yield return new(nameof(item.Value), "draft.fault.value", item.Value ?? "");
        }
        else if (item.Indicator is { Length: > 0 } key)
        {
            foreach (var fault in MeasureFaults(item, demand, indicators.GetValueOrDefault(key)))
            {
                yield return fault;
            }
        }
    }

    /// <summary>Nothing is wrong and nothing was left open: it can be accepted with others at once.</summary>
    public static bool IsPlain(
        DraftItem item,
        IReadOnlyDictionary<string, IndicatorChoice> indicators
    ) => item.Doubts.Length == 0 && !FaultsOf(item, indicators).Any();

    /// <summary>A measure of another kind would be judged, and wrongly.</summary>
    private static IEnumerable<FieldFault> MeasureFaults(
        DraftItem item,
        StatedDemand demand,
        IndicatorChoice? indicator
    )
    {
        if (indicator is null || !IndicatorMatcher.Fits(indicator.Kind, demand.Kind))
        {
            yield return new(nameof(item.Indicator), "draft.fault.measure", item.Indicator);
        }
        else if (demand.Kind == ConditionKind.Growth && !HasBase(item))
        {
            // A growth that is measured needs to know from where.
            yield return new(nameof(item.BaseYear), "draft.fault.base-year");
        }
        else if (demand.Kind == ConditionKind.Group && Terms.Group(item.Value) is null)
        {
            yield return new(nameof(item.Value), "draft.fault.group", item.Value);
        }
    }

    private static bool HasBase(DraftItem item) =>
        int.TryParse(item.BaseYear, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is > 1900 and < 2200;
}
