using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cascade.Reading;

internal static class DemandReader
{
    private const decimal Largest = 1_000_000_000;

    /// <summary>The demand of a row; what a plan leaves empty is as in the condition it is tied to.</summary>
    public static Demand? Read(
        CascadeFile file,
        CsvRow row,
        ConditionKind kind,
        Demand? higher = null
    )
    {
        var direction = row["operator"] switch
        {
            null => higher?.Operator ?? ConditionOperator.AtLeast,
            ">=" => ConditionOperator.AtLeast,
            "<=" => ConditionOperator.AtMost,
            _ => (ConditionOperator?)null,
        };
        if (direction is null)
        {
            file.Refuse(row, "cascade.error.operator", row["operator"]!);
            return null;
        }

        var isPercent = kind is ConditionKind.Share or ConditionKind.Reduction;
        if (
            row.OptionalDecimal("value") is not { } value
            || value < 0
            || value > (isPercent ? 100 : Largest)
        )
        {
            file.Refuse(row, "cascade.error.value", row["value"] ?? "", isPercent ? 100 : Largest);
            return null;
        }

        if ((row.OptionalDate("deadline") ?? higher?.Deadline) is not { } deadline)
        {
            file.Refuse(row, "cascade.error.deadline");
            return null;
        }

        var demand = new Demand(kind, direction.Value, value, deadline);
        if (!demand.HasBase)
        {
            return demand;
        }

        var year = row.OptionalInt("base_year") ?? higher?.BaseYear;
        if (year is null || year >= deadline.Year || year < deadline.Year - 50)
        {
            file.Refuse(row, "cascade.error.base-year", deadline.Year);
            return null;
        }

        return demand with
        {
            BaseYear = year,
        };
    }

    /// <summary>One of the kinds that are compared.</summary>
    public static ConditionKind? Kind(CascadeFile file, CsvRow row)
    {
        if (
            Enum.TryParse<ConditionKind>(row["kind"], ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            && kind != ConditionKind.Group
        )
        {
            return kind;
        }

        file.Refuse(row, "cascade.error.kind", row["kind"] ?? "");
        return null;
    }
}
