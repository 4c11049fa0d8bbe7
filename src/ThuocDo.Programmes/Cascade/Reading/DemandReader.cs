using ThuocDo.Programmes.Cascade.Assembling;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cascade.Reading;

internal static class DemandReader
{
    /// <summary>The demand as the row gives it; none where its kind or operator is no word of the files.</summary>
    public static GivenDemand? Read(CsvRow row, Refuse refuse)
    {
        if (
            !Enum.TryParse<ConditionKind>(row["kind"], ignoreCase: true, out var kind)
            || !Enum.IsDefined(kind)
        )
        {
            refuse(CascadeFault.Kind, row["kind"] ?? "");
            return null;
        }

        if (row["operator"] is not (null or ">=" or "<="))
        {
            refuse(CascadeFault.Operator, row["operator"]!);
            return null;
        }

        return new(
            kind,
            row["operator"] switch
            {
                ">=" => ConditionOperator.AtLeast,
                "<=" => ConditionOperator.AtMost,
                _ => null,
            },
            row.OptionalDecimal("value"),
            row.OptionalDate("deadline"),
            row.OptionalInt("base_year")
        );
    }
}
