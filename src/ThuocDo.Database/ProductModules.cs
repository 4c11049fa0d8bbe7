using System.Reflection;
using ThuocDo.Shared.Data;

namespace ThuocDo.Database;

/// <summary>The assemblies whose entities are in the database and whose texts are shown.</summary>
public static class ProductModules
{
    public static readonly IReadOnlyList<Assembly> All =
    [
        typeof(ThuocDoDb).Assembly,
        typeof(Organisation.Units.Unit).Assembly,
        Assembly.Load("ThuocDo.OneStop"),
        Assembly.Load("ThuocDo.Programmes"),
        Assembly.Load("ThuocDo.Indicators"),
        Assembly.Load("ThuocDo.Oversight"),
        Assembly.Load("ThuocDo.Legal"),
    ];
}
