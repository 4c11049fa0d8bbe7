using System.Globalization;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Organisation.Staff.Rules;

/// <summary>A position of a scheme.</summary>
/// <param name="Rank">Rank of a civil servant or professional grade of a public employee.</param>
/// <param name="Count">People it needs.</param>
/// <param name="Competence">Its competence frame in words.</param>
public sealed record JobPosition(
    string Code,
    string Name,
    string Rank,
    int Count,
    string Competence
);

/// <summary>
/// Reads a scheme as it is typed: one position in each line, its parts parted by a stroke: code | name | rank | people | competence frame.
/// </summary>
public static class JobPositions
{
    public const int MaxLength = 40_000;
    private const int Parts = 5;

    /// <summary>The positions of a text that <see cref="FaultOf"/> found in order; other lines are left out.</summary>
    public static IReadOnlyList<JobPosition> Read(string text) =>
        [.. Lines(text).Select(l => Of(l.Line)).OfType<JobPosition>()];

    /// <returns>None where every line is a position and no code stands twice.</returns>
    public static Outcome? FaultOf(string text)
    {
        if (text.Length > MaxLength)
        {
            return Outcome.Refused("staff.refused.long", MaxLength);
        }

        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (number, line) in Lines(text))
        {
            if (Of(line) is not { } position)
            {
                return Outcome.Refused("staff.refused.scheme-line", number);
            }

            if (!codes.Add(position.Code))
            {
                return Outcome.Refused("staff.refused.scheme-twice", number, position.Code);
            }
        }

        return codes.Count == 0 ? Outcome.Refused("staff.refused.scheme-empty") : null;
    }

    /// <summary>The rank structure: how many people of each rank, the largest first.</summary>
    public static IReadOnlyList<(string Rank, int Count)> Ranks(
        IEnumerable<JobPosition> positions
    ) =>
        [
            .. positions
                .GroupBy(p => p.Rank)
                .Select(g => (g.Key, g.Sum(p => p.Count)))
                .OrderByDescending(r => r.Item2)
                .ThenBy(r => r.Key, StringComparer.Ordinal),
        ];

    private static IEnumerable<(int Number, string Line)> Lines(string text) =>
        text.ReplaceLineEndings("\n")
            .Split('\n')
            .Select((line, i) => (i + 1, line.Trim()))
            .Where(l => l.Item2.Length > 0);

    private static JobPosition? Of(string line)
    {
        var parts = line.Split('|', Parts);
        return
            parts.Length == Parts
            && parts.All(p => !string.IsNullOrWhiteSpace(p))
            && parts[0].Trim().Length <= ServiceUnits.OrganisationAct.PositionMaxLength
            && int.TryParse(parts[3].Trim(), CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= 10_000
            ? new JobPosition(
                parts[0].Trim(),
                parts[1].Trim(),
                parts[2].Trim(),
                count,
                parts[4].Trim()
            )
            : null;
    }
}
