using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>
/// What an entry of the national database says, field by field as text: the one list from which its hash is made and by which
/// two revisions are compared.
/// </summary>
public static class NationalFields
{
    public static IReadOnlyList<(string Field, string? Text)> Of(NationalProcedure p) =>
        [
            ("name", p.Name),
            ("field", p.Field),
            ("levels", p.Levels.ToString()),
            ("audience", p.Audience.ToString()),
            ("applicants", p.Applicants),
            ("kind", p.Kind),
            ("decision", p.Decision),
            ("ministry", p.Ministry),
            ("agency", p.Agency),
            ("outcome", p.Outcome),
            ("portal", p.PortalUrl),
            ("ways", CatalogueJson.Write(p.Ways)),
            ("papers", CatalogueJson.Write(p.Papers)),
        ];

    public static string HashOf(NationalProcedure p)
    {
        var text = new StringBuilder(p.Code);
        foreach (var (field, value) in Of(p))
        {
            // The length keeps two neighbouring fields from running into each other.
            text.Append(CultureInfo.InvariantCulture, $"\n{field}:{value?.Length ?? -1}:{value}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The names of the fields in which two revisions differ.</summary>
    public static IReadOnlyList<string> Changed(
        NationalProcedure before,
        NationalProcedure after
    ) =>
        [
            .. Of(before)
                .Zip(Of(after))
                .Where(pair => pair.First.Text != pair.Second.Text)
                .Select(pair => pair.First.Field),
        ];
}
