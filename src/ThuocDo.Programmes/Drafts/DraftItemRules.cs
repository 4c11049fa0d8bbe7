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

    /// <summary>
    /// Puts what a task or duty says into another: the words one after the other, and whatever the other lacks. A second body in charge
    /// helps from now on, so that none is lost; of two days a person must choose.
    /// </summary>
    /// <returns>Why it cannot be done; nothing was changed then.</returns>
    public static FieldFault? Join(DraftItem into, DraftItem item)
    {
        if (into.Deadline is { } one && item.Deadline is { } two && one != two)
        {
            return new(nameof(item.Deadline), "draft.refused.merge-dates", one, two);
        }

        var text = $"{into.Text.TrimEnd('.', ';', ' ')}; {item.Text}";
        var helping = Together(
            into.Coordinating,
            into.Body is null || Same(item.Body, into.Body) ? null : item.Body,
            item.Coordinating
        );
        var product = Together(into.Product, item.Product);
        if (new[] { text, helping, product }.Any(t => t?.Length > DraftItem.TextMaxLength))
        {
            return new(nameof(item.Text), "draft.refused.merge-long", DraftItem.TextMaxLength);
        }

        if (into.Body is null)
        {
            (into.Body, into.BodyId) = (item.Body, item.BodyId);
        }

        if (into.Deadline is null)
        {
            (into.Deadline, into.DeadlineText) = (item.Deadline, item.DeadlineText);
        }

        (into.Text, into.Coordinating, into.Product) = (text, helping, product);
        into.Amends ??= item.Amends;
        into.AsksForPlan |= item.AsksForPlan;
        into.Doubts = string.Join(
            '|',
            into.Doubts.Split('|').Union(item.Doubts.Split('|')).Where(d => d.Length > 0)
        );
        return null;
    }

    /// <summary>What each of them says, once.</summary>
    private static string? Together(params string?[] said)
    {
        var parts = said.OfType<string>()
            .SelectMany(s =>
                s.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            )
            .DistinctBy(s => s.Normalize(), StringComparer.OrdinalIgnoreCase)
            .ToList();
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static bool Same(string? one, string? other) =>
        string.Equals(
            one?.Trim().Normalize(),
            other?.Trim().Normalize(),
            StringComparison.OrdinalIgnoreCase
        );

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
        else if (demand.Kind == ConditionKind.Rank && !Terms.IsAmongAll(item.RankGroup))
        {
            yield return new(nameof(item.RankGroup), "draft.fault.region", item.RankGroup);
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
