using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Pilots;

/// <summary>A body that shall adopt a model or has done so.</summary>
/// <param name="Body">Who answers for it today; the body itself while it stands.</param>
public sealed record AdoptionLine(
    PilotAdoption Adoption,
    AssignedTask? Task,
    Unit Unit,
    Unit? Body,
    AdoptionState State
)
{
    public DateOnly DueOn => Task?.DueOn ?? Adoption.DueOn;
    public DateOnly? DoneOn => PilotRules.DoneOn(Adoption, Task);
}

/// <summary>A pilot in the register.</summary>
public sealed record PilotLine(
    Pilot Pilot,
    PilotState State,
    PilotEvaluation? Last,
    IReadOnlyList<AdoptionLine> Adoptions
)
{
    /// <param name="origin">None: any.</param>
    /// <param name="state">None: any.</param>
    public bool IsOf(PilotOrigin? origin, PilotState? state) =>
        (origin is null || Pilot.Origin == origin) && (state is null || State == state);

    public int Count(params AdoptionState[] states) =>
        Adoptions.Count(a => states.Contains(a.State));
}

/// <summary>A pilot with everything that belongs to it.</summary>
public sealed record PilotFolder(
    PilotLine Line,
    IReadOnlyList<PilotMeasure> Measures,
    IReadOnlyList<PilotEvaluation> Evaluations,
    AssignedTask? Task
);

/// <summary>The register of pilots, and what the product counts of them.</summary>
public sealed class PilotShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    IUnitFigures figures,
    Clock clock
)
{
    /// <summary>By number.</summary>
    public async Task<IReadOnlyList<PilotLine>> ListAsync(
        Guid programme,
        CancellationToken cancellation
    )
    {
        var pilots = await db.Set<Pilot>()
            .AsNoTracking()
            .Where(p => p.ProgrammeId == programme)
            .OrderBy(p => p.Number)
            .ToListAsync(cancellation);
        return await LinesAsync(pilots, cancellation);
    }

    /// <returns>None where the programme has no such pilot.</returns>
    public async Task<PilotFolder?> FindAsync(
        Guid programme,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (
            await db.Set<Pilot>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Id == id && p.ProgrammeId == programme, cancellation)
            is not { } pilot
        )
        {
            return null;
        }

        return new PilotFolder(
            (await LinesAsync([pilot], cancellation)).Single(),
            await db.Set<PilotMeasure>()
                .AsNoTracking()
                .Where(m => m.PilotId == id)
                .OrderBy(m => m.Number)
                .ToListAsync(cancellation),
            await db.Set<PilotEvaluation>()
                .AsNoTracking()
                .Where(e => e.PilotId == id)
                .OrderByDescending(e => e.Number)
                .ToListAsync(cancellation),
            pilot.TaskId is { } task
                ? await db.Set<AssignedTask>()
                    .AsNoTracking()
                    .FirstAsync(t => t.Id == task, cancellation)
                : null
        );
    }

    /// <summary>The figure of the board in the pilot's units before and during it, and outside it on the same days; counted anew at each call.</summary>
    /// <returns>None where it has no such figure, or has not begun.</returns>
    public async Task<PilotComparison?> CompareAsync(Pilot pilot, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var units = new PilotUnits(tree, UnitList.Read(pilot.Units));
        var programme = await db.Set<Programme>()
            .AsNoTracking()
            .FirstAsync(p => p.Id == pilot.ProgrammeId, cancellation);
        if (
            pilot is not { Indicator: { } key, From: { } from }
            || PilotWindow.Of(from, pilot.To, units.StandsSince, units.StandsUntil, clock.Today)
                is not { } window
            || SteeringUnits.ProvinceOf(programme, tree) is not { } province
        )
        {
            return null;
        }

        var adopters = (await AdoptionsAsync(pilot, cancellation))
            .Where(a => a.DoneOn <= window.To)
            .SelectMany(a => new[] { a.Unit.Id, a.Body?.Id ?? a.Unit.Id })
            .ToHashSet();
        return units.Compare(
            window,
            await SharesAsync(key, province, window.BeforeFrom, window.BeforeTo, cancellation),
            await SharesAsync(key, province, window.From, window.To, cancellation),
            adopters
        );
    }

    /// <summary>The bodies that shall adopt it or have done so, and those that were dropped.</summary>
    public async Task<IReadOnlyList<AdoptionLine>> AdoptionsAsync(
        Pilot pilot,
        CancellationToken cancellation
    ) => (await LinesAsync([pilot], cancellation)).Single().Adoptions;

    private async Task<IReadOnlyList<UnitShare>> SharesAsync(
        string key,
        Unit province,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) => (await figures.ReadAsync(province.Key, key, from, to, cancellation))?.Units ?? [];

    private async Task<IReadOnlyList<PilotLine>> LinesAsync(
        IReadOnlyList<Pilot> pilots,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var (ids, today) = (pilots.Select(p => p.Id).ToArray(), clock.Today);
        var last = (
            await db.Set<PilotEvaluation>()
                .AsNoTracking()
                .Where(e => EF.Parameter(ids).Contains(e.PilotId))
                .ToListAsync(cancellation)
        ).ToLookup(e => e.PilotId);
        var adoptions = await db.Set<PilotAdoption>()
            .AsNoTracking()
            .Where(a => EF.Parameter(ids).Contains(a.PilotId))
            .ToListAsync(cancellation);
        var made = adoptions.Select(a => a.TaskId).OfType<Guid>().ToArray();
        var tasks = await db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => EF.Parameter(made).Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, cancellation);
        var lines = adoptions
            .Select(a =>
            {
                var task = a.TaskId is { } id ? tasks[id] : null;
                return new AdoptionLine(
                    a,
                    task,
                    tree[a.UnitId],
                    tree.HeirOf(a.UnitId, today),
                    PilotRules.StateOf(a, task, today)
                );
            })
            .OrderBy(a => a.DueOn)
            .ThenBy(a => a.Unit.Name, StringComparer.Create(Formats.Sorting, false))
            .ToLookup(a => a.Adoption.PilotId);
        return
        [
            .. pilots.Select(p =>
            {
                var evaluation = last[p.Id].MaxBy(e => e.Number);
                return new PilotLine(
                    p,
                    PilotRules.StateOf(
                        p,
                        evaluation,
                        lines[p.Id].Count(a => a.State != AdoptionState.Dropped),
                        today
                    ),
                    evaluation,
                    [.. lines[p.Id]]
                );
            }),
        ];
    }
}

/// <summary>What the forms of pilots offer.</summary>
public sealed class PilotChoices(
    ThuocDoDb db,
    UnitDirectory directory,
    IUnitFigures figures,
    Clock clock,
    Texts texts
)
{
    /// <summary>A pilot of before a reorganisation was tried where the bodies of its first day were.</summary>
    private const int EndedYears = 5;

    /// <summary>Bodies that stand; for a pilot also those that ended in the last years, with their last day.</summary>
    /// <param name="kept">Units chosen before, offered however long ago they ended.</param>
    public async Task<IReadOnlyList<SelectListItem>> EverAsync(
        IReadOnlyCollection<Guid> kept,
        CancellationToken cancellation
    )
    {
        var since = clock.Today.AddYears(-EndedYears);
        return await UnitsAsync(
            u => u.ValidTo is null || u.ValidTo > since || kept.Contains(u.Id),
            cancellation
        );
    }

    /// <summary>Bodies that stand today.</summary>
    public Task<IReadOnlyList<SelectListItem>> TodayAsync(CancellationToken cancellation) =>
        UnitsAsync(u => u.IsValidOn(clock.Today), cancellation);

    private async Task<IReadOnlyList<SelectListItem>> UnitsAsync(
        Func<Unit, bool> isOffered,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. tree
                .All.Where(u => u.Kind != UnitKind.Area && isOffered(u))
                .OrderBy(u => u.ValidTo <= clock.Today)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(
                    u.ValidTo is { } end && end <= clock.Today
                        ? texts[
                            "pilot.unit.until",
                            u.NameIn(Texts.CurrentLanguage),
                            Formats.Day(end.AddDays(-1))
                        ]
                        : u.NameIn(Texts.CurrentLanguage),
                    u.Key
                )),
        ];
    }

    /// <param name="kept">Chosen before, offered even where it was withdrawn since.</param>
    public async Task<IReadOnlyList<SelectListItem>> TasksAsync(
        Guid programme,
        Guid? kept,
        CancellationToken cancellation
    ) =>
        [
            new(texts["pilot.none"], ""),
            .. (
                await db.Set<AssignedTask>()
                    .AsNoTracking()
                    .Where(t =>
                        t.ProgrammeId == programme
                        && (
                            t.Id == kept
                            || t.State != TaskState.Withdrawn && t.Source != TaskSource.Pilot
                        )
                    )
                    .OrderBy(t => t.Number)
                    .Select(t => new
                    {
                        t.Id,
                        t.Number,
                        t.Name,
                        t.NameEn,
                    })
                    .ToListAsync(cancellation)
            ).Select(t => new SelectListItem(
                $"{Formats.Number(t.Number)}. {Shortened(new Bilingual(t.Name, t.NameEn).ToString())}",
                t.Id.ToString("D")
            )),
        ];

    public async Task<IReadOnlyList<SelectListItem>> ConditionsAsync(
        Guid programme,
        CancellationToken cancellation
    ) =>
        [
            new(texts["pilot.none"], ""),
            .. (await ProgrammeItems.EverAsync(db, programme, cancellation))
                .In(null)
                .Conditions.Select(c => new SelectListItem(
                    $"{c.Key}. {Shortened(new Bilingual(c.NameVi, c.NameEn).ToString())}",
                    c.Key
                )),
        ];

    public async Task<IReadOnlyList<SelectListItem>> IndicatorsAsync(
        CancellationToken cancellation
    ) =>
        [
            new(texts["pilot.none"], ""),
            .. (await figures.NamesAsync(cancellation)).Select(n => new SelectListItem(
                Shortened(n.Name.ToString()),
                n.Key
            )),
        ];

    private static string Shortened(string name) => name.Length <= 120 ? name : name[..119] + "…";
}
