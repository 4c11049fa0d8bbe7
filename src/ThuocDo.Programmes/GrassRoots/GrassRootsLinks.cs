using ThuocDo.Programmes.Steering;

namespace ThuocDo.Programmes.GrassRoots;

/// <summary>Addresses of the axes and of the communes' weak points.</summary>
public static class GrassRootsLinks
{
    public const string PointField = "chi-so";

    public static string Axes(string programme, string? unit = null) =>
        unit is null
            ? $"/nghi-quyet/{programme}/sau-truc"
            : $"/nghi-quyet/{programme}/sau-truc?{SteeringUnits.Field}={Uri.EscapeDataString(unit)}";

    public static string Communes(string programme) => $"/nghi-quyet/{programme}/co-so";

    /// <param name="point">Key of the share to be mended.</param>
    public static string Commune(string programme, string unit, string? point = null) =>
        $"{Communes(programme)}/{unit}"
        + (point is null ? "" : $"?{PointField}={Uri.EscapeDataString(point)}");
}
