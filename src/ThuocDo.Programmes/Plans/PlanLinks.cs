namespace ThuocDo.Programmes.Plans;

/// <summary>Addresses of the pages of action plans.</summary>
public static class PlanLinks
{
    /// <summary>The plans that carry a programme out.</summary>
    public static string Plans(string programme) => $"/nghi-quyet/{programme}/ke-hoach";

    /// <summary>To what each item of a plan is tied.</summary>
    public static string Ties(string plan) => $"/nghi-quyet/{plan}/gan-ket";
}
