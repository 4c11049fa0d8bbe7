namespace ThuocDo.Shared.Contracts;

/// <summary>What the four operators mean, said once for those who judge, compare and print conditions.</summary>
public static class ConditionOperators
{
    public static string Sign(this ConditionOperator direction) =>
        direction switch
        {
            ConditionOperator.AtLeast => "≥",
            ConditionOperator.Above => ">",
            ConditionOperator.AtMost => "≤",
            ConditionOperator.Below => "<",
            _ => throw new ArgumentOutOfRangeException(nameof(direction)),
        };

    /// <summary>More is better.</summary>
    public static bool IsFloor(this ConditionOperator direction) =>
        direction is ConditionOperator.AtLeast or ConditionOperator.Above;

    /// <summary>The limit itself is not enough.</summary>
    public static bool IsStrict(this ConditionOperator direction) =>
        direction is ConditionOperator.Above or ConditionOperator.Below;

    public static bool IsMet(this ConditionOperator direction, decimal value, decimal limit) =>
        value == limit ? !direction.IsStrict() : value > limit == direction.IsFloor();
}
