using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Cycle;

/// <summary>Addresses of the reporting cycle.</summary>
public static class RoundLinks
{
    public const string List = "/bao-cao/dot";
    public const string Create = "/bao-cao/dot/lap";

    public static string Round(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/{id:D}");

    public static string Part(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"/bao-cao/phan/{id:D}");

    public static string Write(Guid id) => Part(id) + "/soan";

    public static string Settle(Guid id) => Part(id) + "/xet";
}

/// <summary>A round with the parts that a person may see.</summary>
public sealed record RoundFolder(ReportRound Round, IReadOnlyList<Contribution> Parts);

/// <summary>The rounds and parts of the own units.</summary>
public sealed class RoundShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
)
{
    public const int MostRounds = 40;

    /// <summary>The newest first, each with the parts of the own units.</summary>
    public async Task<IReadOnlyList<RoundFolder>> ListAsync(CancellationToken cancellation)
    {
        var parts = db.Set<Contribution>().AsNoTracking();
        if (user.UnitsFor(Permissions.TaskView) is { } units)
        {
            Guid[] mine = [.. units];
            parts = parts.Where(c => EF.Parameter(mine).Contains(c.UnitId));
        }

        var rounds = await db.Set<ReportRound>()
            .AsNoTracking()
            .Where(r => parts.Any(c => c.RoundId == r.Id))
            .OrderByDescending(r => r.To)
            .ThenByDescending(r => r.SentOn)
            .Take(MostRounds)
            .ToListAsync(cancellation);
        var ids = rounds.Select(r => r.Id).ToArray();
        var found = (
            await parts.Where(c => EF.Parameter(ids).Contains(c.RoundId)).ToListAsync(cancellation)
        ).ToLookup(c => c.RoundId);
        return [.. rounds.Select(r => new RoundFolder(r, [.. found[r.Id]]))];
    }

    /// <returns>None where there is no such round, or not for this person.</returns>
    public async Task<RoundFolder?> FindAsync(
        Guid id,
        string permission,
        CancellationToken cancellation
    ) =>
        await db.Set<ReportRound>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.Id == id, cancellation)
            is { } round
        && user.Can(permission, round.UnitId)
            ? new RoundFolder(
                round,
                await db.Set<Contribution>()
                    .AsNoTracking()
                    .Where(c => c.RoundId == id)
                    .ToListAsync(cancellation)
            )
            : null;

    /// <param name="permission">Held for the agency, or for the round if it is that of whoever settles parts.</param>
    public async Task<(Contribution Part, ReportRound Round)?> PartAsync(
        Guid id,
        string permission,
        CancellationToken cancellation
    )
    {
        if (
            await db.Set<Contribution>()
                .AsNoTracking()
                .FirstOrDefaultAsync(c => c.Id == id, cancellation)
            is not { } part
        )
        {
            return null;
        }

        var round = await db.Set<ReportRound>()
            .AsNoTracking()
            .SingleAsync(r => r.Id == part.RoundId, cancellation);
        return user.Can(
            permission,
            permission == Permissions.ReportManage ? round.UnitId : part.UnitId
        )
            ? (part, round)
            : null;
    }

    /// <summary>Whose rounds the person may send today.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(
        DateOnly today,
        CancellationToken cancellation
    ) =>
        [
            .. (await directory.GetAsync(cancellation))
                .All.Where(u =>
                    u.Kind
                        is UnitKind.Province
                            or UnitKind.District
                            or UnitKind.Commune
                            or UnitKind.Ward
                            or UnitKind.Township
                            or UnitKind.SpecialZone
                    && u.IsValidOn(today)
                    && user.Can(Permissions.ReportManage, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal),
        ];

    /// <summary>Who is asked for a part: the bodies right below the unit, and below its reporting areas.</summary>
    public static IReadOnlyList<Unit> AgenciesOf(UnitTree tree, Unit unit, DateOnly today) =>
        [
            .. tree.ChildrenOn(unit.Id, today)
                .SelectMany(u => u.Kind == UnitKind.Area ? tree.ChildrenOn(u.Id, today) : [u])
                .Where(u =>
                    u.Kind
                        is UnitKind.Department
                            or UnitKind.Office
                            or UnitKind.District
                            or UnitKind.Commune
                            or UnitKind.Ward
                            or UnitKind.Township
                            or UnitKind.SpecialZone
                            or UnitKind.DistrictOffice
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false)),
        ];

    public string NameOf(ReportRound round) => NameOf(round.Period, round.Year);

    public string NameOf(string period, int year) =>
        texts[$"cycle.period.{period}", year.ToString(CultureInfo.InvariantCulture)];

    public static string Tone(ContributionState state) =>
        state switch
        {
            ContributionState.Accepted => "good",
            ContributionState.Submitted => "info",
            ContributionState.Returned => "warn",
            _ => "open",
        };

    public static string TextOf(ContributionState state) =>
        $"cycle.state.{state.ToString().ToLowerInvariant()}";
}
