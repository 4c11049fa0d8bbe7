using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Inspections;

/// <summary>A round in the list of a year.</summary>
/// <param name="Open">Findings that are not closed.</param>
public sealed record InspectionLine(
    Inspection Inspection,
    int Places,
    int Visited,
    int Findings,
    int Open
);

/// <summary>A place with its unit.</summary>
public sealed record PlaceLine(InspectionPlace Place, Unit Unit);

/// <summary>A finding with where it was found.</summary>
/// <param name="Body">Who answers for the remedy today; the unit itself while it stands.</param>
public sealed record FindingLine(
    InspectionFinding Finding,
    Inspection Inspection,
    Unit Unit,
    Unit? Body
);

/// <summary>How far a draw is, as everybody may know it.</summary>
public enum DrawStage
{
    /// <summary>Only hashes exist.</summary>
    Committed,

    /// <summary>Opened, and somebody may still be on the way: the list is the office's.</summary>
    Underway,

    /// <summary>Every drawn place was visited, or the round is over: the list is everybody's.</summary>
    Open,

    /// <summary>Dossiers were drawn: hashes are all that is published.</summary>
    Dossiers,

    /// <summary>The round ended without it being opened.</summary>
    NeverOpened,
}

/// <summary>A draw with the round it belongs to and what became of its places.</summary>
/// <param name="Places">Of the round.</param>
public sealed record DrawLine(
    InspectionDraw Draw,
    Inspection Inspection,
    IReadOnlyList<InspectionPlace> Places
)
{
    public string Name => DrawNames.Of(Inspection, Draw.Number);

    public bool IsCancelled => Inspection.State == InspectionState.Cancelled;

    /// <summary>Places that were drawn and nobody went to.</summary>
    public IEnumerable<InspectionPlace> NotVisited
    {
        get
        {
            var drawn =
                Draw.PlaceId is null && Draw.List is { } list
                    ? list.Split('\n').Select(Unit.IdOf).ToHashSet()
                    : [];
            return Places.Where(p => drawn.Contains(p.UnitId) && p.VisitedOn is null);
        }
    }

    public DrawStage Stage =>
        Draw.RevealedOn is null
            ? Inspection.IsOpen
                ? DrawStage.Committed
                : DrawStage.NeverOpened
            : Draw.PlaceId is not null
                ? DrawStage.Dossiers
                : Inspection.IsOpen && NotVisited.Any()
                    ? DrawStage.Underway
                    : DrawStage.Open;
}

/// <summary>What holds of a question at a place, and what waits for a choice.</summary>
public sealed record CheckLine(
    int Item,
    string Question,
    CheckEntry? Current,
    IReadOnlyList<CheckEntry> Rivals
);

/// <summary>A place with all that was entered there.</summary>
public sealed record VisitFolder(
    Inspection Inspection,
    InspectionPlace Place,
    Unit Unit,
    Checklist? Checklist,
    IReadOnlyList<CheckLine> Lines,
    IReadOnlyList<InspectionPhoto> Photos,
    IReadOnlyList<InspectionFinding> Findings,
    IReadOnlyDictionary<Guid, string> Names
);

/// <summary>Reads inspections for those who may. A surprise that a head could read beforehand would be none.</summary>
public sealed class InspectionShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public bool IsOfTheOffice =>
        user.Can(Permissions.InspectionManage) || user.Can(Permissions.InspectionVisit);

    public async Task<IReadOnlyList<InspectionLine>> ListAsync(
        int year,
        CancellationToken cancellation
    )
    {
        var inspections = (
            await db.Set<Inspection>()
                .AsNoTracking()
                .Where(i => i.Year == year)
                .OrderBy(i => i.Number)
                .ToListAsync(cancellation)
        )
            .Where(MaySee)
            .ToList();
        var ids = inspections.Select(i => i.Id).ToArray();
        var places = (
            await db.Set<InspectionPlace>()
                .AsNoTracking()
                .Where(p => EF.Parameter(ids).Contains(p.InspectionId))
                .ToListAsync(cancellation)
        ).ToLookup(p => p.InspectionId);
        var of = places.SelectMany(g => g).Select(p => p.Id).ToArray();
        var findings = (
            await db.Set<InspectionFinding>()
                .AsNoTracking()
                .Where(f => EF.Parameter(of).Contains(f.PlaceId))
                .Select(f => new { f.PlaceId, f.State })
                .ToListAsync(cancellation)
        ).ToLookup(f => f.PlaceId, f => f.State);
        return
        [
            .. inspections.Select(i =>
            {
                var states = places[i.Id].SelectMany(p => findings[p.Id]).ToList();
                return new InspectionLine(
                    i,
                    places[i.Id].Count(),
                    places[i.Id].Count(p => p.VisitedOn is not null),
                    states.Count,
                    states.Count(s => s != FindingState.Closed)
                );
            }),
        ];
    }

    public Task<InspectionPlan?> PlanAsync(int year, CancellationToken cancellation) =>
        db.Set<InspectionPlan>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Year == year, cancellation);

    /// <returns>None where it is not there or not to be seen.</returns>
    public async Task<Inspection?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation)
            is { } found
        && MaySee(found)
            ? found
            : null;

    /// <summary>Of a round, those the person may know of.</summary>
    public async Task<IReadOnlyList<PlaceLine>> PlacesAsync(
        Guid inspection,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. (
                await db.Set<InspectionPlace>()
                    .AsNoTracking()
                    .Where(p => p.InspectionId == inspection)
                    .ToListAsync(cancellation)
            )
                .Where(MaySee)
                .Select(p => new PlaceLine(p, tree[p.UnitId]))
                .OrderBy(p => p.Unit.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    /// <summary>Hashes are for everybody, so draws are too.</summary>
    /// <param name="inspection">None: of all rounds, the last first.</param>
    public async Task<IReadOnlyList<DrawLine>> DrawsAsync(
        Guid? inspection,
        CancellationToken cancellation
    ) =>
        await LinesAsync(
            [
                .. (
                    await (
                        from draw in db.Set<InspectionDraw>().AsNoTracking()
                        join round in db.Set<Inspection>().AsNoTracking()
                            on draw.InspectionId equals round.Id
                        where inspection == null || draw.InspectionId == inspection
                        orderby draw.CommittedOn descending, draw.Number descending
                        select new { draw, round }
                    )
                        .Take(200)
                        .ToListAsync(cancellation)
                ).Select(d => new DrawLine(d.draw, d.round, [])),
            ],
            cancellation
        );

    public async Task<DrawLine?> DrawAsync(Guid id, CancellationToken cancellation)
    {
        var lines = await LinesAsync(
            [
                .. (
                    await (
                        from draw in db.Set<InspectionDraw>().AsNoTracking()
                        join round in db.Set<Inspection>().AsNoTracking()
                            on draw.InspectionId equals round.Id
                        where draw.Id == id
                        select new { draw, round }
                    ).ToListAsync(cancellation)
                ).Select(d => new DrawLine(d.draw, d.round, [])),
            ],
            cancellation
        );
        return lines is [var line, ..] ? line : null;
    }

    /// <summary>
    /// Whether the person may read seed, frame, weights and list. Before a place was visited they would warn it, and a dossier's
    /// weight tells of its signs, which are for its unit and the office alone.
    /// </summary>
    public bool MayOpen(DrawLine line) =>
        line.Draw.RevealedOn is not null
        && (
            IsOfTheOffice
            || line.Stage == DrawStage.Open
            || line.Stage == DrawStage.Dossiers
                && line.Places.FirstOrDefault(p => p.Id == line.Draw.PlaceId)
                    is { VisitedOn: not null } place
                && user.Can(Permissions.InspectionView, place.UnitId)
        );

    private async Task<IReadOnlyList<DrawLine>> LinesAsync(
        IReadOnlyList<DrawLine> lines,
        CancellationToken cancellation
    )
    {
        var ids = lines.Select(l => l.Inspection.Id).Distinct().ToArray();
        var places = (
            await db.Set<InspectionPlace>()
                .AsNoTracking()
                .Where(p => EF.Parameter(ids).Contains(p.InspectionId))
                .ToListAsync(cancellation)
        ).ToLookup(p => p.InspectionId);
        return [.. lines.Select(l => l with { Places = [.. places[l.Inspection.Id]] })];
    }

    /// <summary>By due day, the open ones first; of the units the person may read.</summary>
    /// <param name="place">None: of all places.</param>
    public async Task<IReadOnlyList<FindingLine>> FindingsAsync(
        Guid? place,
        Guid? id,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var rows = await (
            from finding in db.Set<InspectionFinding>().AsNoTracking()
            join at in db.Set<InspectionPlace>().AsNoTracking() on finding.PlaceId equals at.Id
            join round in db.Set<Inspection>().AsNoTracking() on at.InspectionId equals round.Id
            where (place == null || at.Id == place) && (id == null || finding.Id == id)
            select new { finding, round }
        ).ToListAsync(cancellation);
        return
        [
            .. rows.Where(r => user.Can(Permissions.InspectionView, r.finding.UnitId))
                .OrderBy(r => r.finding.State == FindingState.Closed)
                .ThenBy(r => r.finding.DueOn)
                .ThenBy(r => r.finding.Number)
                .Select(r => new FindingLine(
                    r.finding,
                    r.round,
                    tree[r.finding.UnitId],
                    tree.HeirOf(r.finding.UnitId, clock.Today)
                )),
        ];
    }

    /// <returns>None where the place is not there or somebody else's.</returns>
    public async Task<VisitFolder?> VisitAsync(Guid place, CancellationToken cancellation)
    {
        if (
            await db.Set<InspectionPlace>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Id == place, cancellation)
                is not { } found
            || !user.Can(Permissions.InspectionVisit, found.UnitId)
        )
        {
            return null;
        }

        return await ReadAsync(found, cancellation);
    }

    public async Task<VisitFolder> ReadAsync(InspectionPlace place, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var inspection = await db.Set<Inspection>()
            .AsNoTracking()
            .FirstAsync(i => i.Id == place.InspectionId, cancellation);
        var checklist = await db.Set<Checklist>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == inspection.ChecklistId, cancellation);
        var entries = (
            await db.Set<CheckEntry>()
                .AsNoTracking()
                .Where(e => e.PlaceId == place.Id && e.State != EntryState.Replaced)
                .OrderBy(e => e.Id)
                .ToListAsync(cancellation)
        ).ToLookup(e => e.Item);
        var by = entries.SelectMany(g => g).Select(e => e.By).Distinct().ToArray();
        return new VisitFolder(
            inspection,
            place,
            tree[place.UnitId],
            checklist,
            [
                .. (checklist?.Questions ?? []).Select(
                    (question, i) =>
                        new CheckLine(
                            i + 1,
                            question,
                            entries[i + 1].FirstOrDefault(e => e.State == EntryState.Current),
                            [.. entries[i + 1].Where(e => e.State == EntryState.Rival)]
                        )
                ),
            ],
            await db.Set<InspectionPhoto>()
                .AsNoTracking()
                .Where(p => p.PlaceId == place.Id)
                .OrderBy(p => p.Id)
                .ToListAsync(cancellation),
            await db.Set<InspectionFinding>()
                .AsNoTracking()
                .Where(f => f.PlaceId == place.Id)
                .OrderBy(f => f.Number)
                .ToListAsync(cancellation),
            await db.Set<Organisation.Accounts.Account>()
                .AsNoTracking()
                .Where(a => EF.Parameter(by).Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation)
        );
    }

    public async Task<IReadOnlyList<Checklist>> ChecklistsAsync(CancellationToken cancellation) =>
        await db.Set<Checklist>()
            .AsNoTracking()
            .OrderBy(c => c.Name)
            .ThenByDescending(c => c.Number)
            .ToListAsync(cancellation);

    /// <summary>The office knows all; others what is announced or has begun.</summary>
    private bool MaySee(Inspection inspection) =>
        IsOfTheOffice
        || inspection.Kind == InspectionKind.Regular
        || inspection.BegunOn is not null;

    private bool MaySee(InspectionPlace place) =>
        user.Can(Permissions.InspectionManage)
        || user.Can(Permissions.InspectionVisit, place.UnitId)
        || place.VisitedOn is not null && user.Can(Permissions.InspectionView, place.UnitId);
}
