namespace ThuocDo.Tests.Organisation;

/// <summary>
/// The records that stand in the routes of pages: one of the own unit and one of a foreign unit for each route
/// parameter. A page with a new kind of record gets its line here; without it the permission matrix fails.
/// </summary>
/// <param name="Own">The value for a record within <see cref="RouteRecords.OwnUnit"/>.</param>
/// <param name="Foreign">The value for a record within <see cref="RouteRecords.ForeignUnit"/>; null where the
/// parameter names nothing that belongs to a unit.</param>
public sealed record RouteRecord(string Own, string? Foreign);

public static class RouteRecords
{
    public const string OwnUnit = "d587";
    public const string ForeignUnit = "d586";

    public static readonly IReadOnlyDictionary<string, RouteRecord> ByParameter = new Dictionary<
        string,
        RouteRecord
    >
    {
        ["key"] = new("c22888", "c22846"),
        ["userName"] = new(MatrixAccounts.RecordIn(OwnUnit), MatrixAccounts.RecordIn(ForeignUnit)),
        ["code"] = new(MatrixDossiers.CodeIn(OwnUnit), MatrixDossiers.CodeIn(ForeignUnit)),
        ["number"] = new("1", null),
        ["process"] = new("commune", null),
        ["opinion"] = new(
            $"{MatrixDossiers.OpinionOf(OwnUnit):D}",
            $"{MatrixDossiers.OpinionOf(ForeignUnit):D}"
        ),
        ["condition"] = new("T11a", null),
    };
}
