using ThuocDo.Database;
using ThuocDo.Shared.Access;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// An embedded database demonstrates unless told otherwise; a PostgreSQL server holds a real province unless told
/// otherwise.
/// </summary>
public static class Demonstration
{
    public const string Variable = "THUOCDO_DEMONSTRATION";

    /// <exception cref="FormatException">The setting is neither 0 nor 1.</exception>
    public static DemonstrationMode Choose(IConfiguration settings, DatabaseTarget target) =>
        settings[Variable] switch
        {
            null or "" => new(!target.IsPostgres),
            "1" => new(true),
            "0" => new(false),
            var other => throw new FormatException(
                $"{Variable}={other}: write 1 to show demonstration data, 0 not to."
            ),
        };
}
