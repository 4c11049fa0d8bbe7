using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Legal.Circulation.Registers;

/// <summary>Who sent a document or receives it, and on what way.</summary>
/// <param name="UnitId">A unit of the province.</param>
/// <param name="Identifier">Of the organisation.</param>
/// <param name="IsNamedAgency">An agency by its name or because the person says so. Whoever is neither this nor has an identifier is none: a citizen, an
/// enterprise, an association.</param>
public sealed record Partner(
    Guid? UnitId,
    string? Identifier,
    string Name,
    Medium Medium,
    bool IsNamedAgency = false
)
{
    public bool IsAgency => UnitId is not null || Identifier is not null || IsNamedAgency;
}

/// <summary>How names of agencies begin, see <c>data/circulation/agencies.csv</c>.</summary>
public static class AgencyNames
{
    private static readonly List<(string Begins, bool Folded)> Beginnings =
    [
        .. ShippedData
            .Rows("circulation/agencies.csv")
            .Select(r => (r.Required("begins"), r.Required("folded") == "yes")),
    ];

    /// <summary>
    /// Whether a name begins like that of an agency. One that is wrongly taken for an agency lowers the share of electronic ones, one that is
    /// missed raises it, so doubt goes to the agency. Short words are compared with their marks: Sở is an agency, So and Số may be people.
    /// </summary>
    public static bool AreLike(string name)
    {
        var (typed, folded) = (name.Normalize(), Folding.Fold(name));
        return Beginnings.Any(b =>
            b.Folded
                ? Begins(folded, Folding.Fold(b.Begins), StringComparison.Ordinal)
                : Begins(typed, b.Begins.Normalize(), StringComparison.OrdinalIgnoreCase)
        );
    }

    private static bool Begins(string name, string with, StringComparison how) =>
        name.StartsWith(with, how)
        && (name.Length == with.Length || !char.IsLetter(name[with.Length]));
}

/// <summary>
/// Partners as a person types them, one in a line: the name of a unit of the province as it stood on the day, or an organisation identifier
/// with a name behind it, or a name alone: of an agency where it begins like one or <see cref="AgencyMark"/> stands before it, else of somebody who
/// is none.
/// </summary>
public static class PartnerList
{
    public const int Most = 100;
    public const int NameMaxLength = 200;

    /// <summary>"Cơ quan": before the name of an agency that has no identifier.</summary>
    public const string AgencyMark = "CQ:";

    private const char Between = '\t';
    private const string NamedAgency = "+agency";

    /// <returns>None where a line is too long, there are too many, or a name is that of two units.</returns>
    public static IReadOnlyList<Partner>? Parse(
        string? typed,
        Medium medium,
        UnitTree tree,
        DateOnly day
    )
    {
        var lines = (typed ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(l =>
                string.Join(
                    ' ',
                    l.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                )
            )
            .Distinct()
            .ToList();
        if (lines.Count > Most || lines.Any(l => l.Length > NameMaxLength))
        {
            return null;
        }

        var partners = lines.Select(l => Of(l, medium, tree, day)).ToList();
        return partners.Contains(null)
            ? null
            : [.. partners.OfType<Partner>().DistinctBy(p => (p.UnitId, p.Identifier, p.Name))];
    }

    public static string? Write(IReadOnlyList<Partner> partners) =>
        partners.Count == 0
            ? null
            : string.Join(
                '\n',
                partners.Select(p =>
                    string.Join(
                        Between,
                        p.IsNamedAgency ? p.Medium + NamedAgency : p.Medium.ToString(),
                        p.UnitId?.ToString("D") ?? "",
                        p.Identifier ?? "",
                        p.Name
                    )
                )
            );

    public static IReadOnlyList<Partner> Read(string? written) =>
        string.IsNullOrEmpty(written)
            ? []
            :
            [
                .. written
                    .Split('\n')
                    .Select(l => l.Split(Between, 4))
                    .Where(p => p.Length == 4)
                    .Select(p => new Partner(
                        Guid.TryParse(p[1], out var unit) ? unit : null,
                        p[2].Length > 0 ? p[2] : null,
                        p[3],
                        Enum.TryParse<Medium>(
                            p[0].Replace(NamedAgency, "", StringComparison.Ordinal),
                            out var medium
                        )
                            ? medium
                            : Medium.Paper,
                        p[0].EndsWith(NamedAgency, StringComparison.Ordinal)
                    )),
            ];

    /// <summary>The unit of the province with this identifier, in whichever form, on a day.</summary>
    public static Unit? UnitOf(string identifier, UnitTree tree, DateOnly day) =>
        tree
            .All.Where(u => u.Identifier is not null && u.IsValidOn(day))
            .FirstOrDefault(u => OrganisationIdentifier.AreSame(u.Identifier!, identifier));

    private static Partner? Of(string line, Medium medium, UnitTree tree, DateOnly day)
    {
        var first = line.Split(' ', 2)[0];
        if (OrganisationIdentifier.IsValid(first))
        {
            var unit = UnitOf(first, tree, day);
            return new Partner(
                unit?.Id,
                first,
                unit?.Name ?? (line.Length > first.Length ? line[(first.Length + 1)..] : first),
                medium
            );
        }

        if (line.StartsWith(AgencyMark, StringComparison.OrdinalIgnoreCase))
        {
            var name = line[AgencyMark.Length..].Trim();
            return name.Length == 0 ? null : new Partner(null, null, name, medium, true);
        }

        var folded = Folding.Fold(line);
        var named = tree
            .All.Where(u => u.IsValidOn(day) && Folding.Fold(u.Name) == folded)
            .ToList();
        return named.Count > 1 ? null
            : named.Count == 1
                ? new Partner(named[0].Id, named[0].Identifier, named[0].Name, medium)
            : new Partner(null, null, line, medium, AgencyNames.AreLike(line));
    }
}
