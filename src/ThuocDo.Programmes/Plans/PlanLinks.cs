using System.Globalization;

namespace ThuocDo.Programmes.Plans;

/// <summary>Addresses of the pages of action plans.</summary>
public static class PlanLinks
{
    /// <summary>The plans that carry a programme out.</summary>
    public static string Plans(string programme) => $"/nghi-quyet/{programme}/ke-hoach";

    /// <summary>To what each item of a plan is tied.</summary>
    public static string Ties(string plan) => $"/nghi-quyet/{plan}/gan-ket";

    /// <param name="page">From 1.</param>
    public static string Ties(string plan, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ties(plan)}?trang={page}");
}
