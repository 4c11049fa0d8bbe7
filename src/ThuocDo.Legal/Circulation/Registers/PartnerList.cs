using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Circulation.Registers;

/// <summary>Who sent a document or receives it, and on what way.</summary>
/// <param name="UnitId">A unit of the province.</param>
/// <param name="Identifier">Of the organisation; who has none is no agency: a citizen, an enterprise, an association.</param>
public sealed record Partner(Guid? UnitId, string? Identifier, string Name, Medium Medium)
{
    public bool IsAgency => UnitId is not null || Identifier is not null;
}

/// <summary>
/// Partners as a person types them, one in a line: the name of a unit of the province as it stood on the day, or an organisation identifier
/// with a name behind it, or the name of somebody who is no agency.
/// </summary>
public static class PartnerList
{
    public const int Most = 100;
    public const int NameMaxLength = 200;

    private const char Between = '\t';

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
                        p.Medium.ToString(),
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
                        Enum.TryParse<Medium>(p[0], out var medium) ? medium : Medium.Paper
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

        var folded = Folding.Fold(line);
        var named = tree
            .All.Where(u => u.IsValidOn(day) && Folding.Fold(u.Name) == folded)
            .ToList();
        return named.Count > 1 ? null
            : named.Count == 1
                ? new Partner(named[0].Id, named[0].Identifier, named[0].Name, medium)
            : new Partner(null, null, line, medium);
    }
}
