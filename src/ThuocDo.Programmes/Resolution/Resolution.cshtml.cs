using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The resolution as a programme: targets with their conditions, tasks, addressees and dated duties.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class ResolutionModel(ThuocDoDb db, UnitDirectory directory) : PageModel
{
    private UnitTree tree = null!;

    public Programme? Programme { get; private set; }
    public IReadOnlyList<Axis> Axes { get; private set; } = [];
    public IReadOnlyList<(Target Target, IReadOnlyList<Condition> Conditions)> Targets
    {
        get;
        private set;
    } = [];
    public IReadOnlyList<ProgrammeTask> Tasks { get; private set; } = [];
    public IReadOnlyList<(
        Addressee Addressee,
        IReadOnlyList<string> Units,
        IReadOnlyList<Duty> Duties
    )> Addressees { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Programme = await db.Set<Programme>()
            .AsNoTracking()
            .OrderByDescending(p => p.TermEnd)
            .ThenBy(p => p.Key)
            .FirstOrDefaultAsync(cancellation);
        if (Programme is not { Id: var id })
        {
            return Page();
        }

        Axes = await db.Set<Axis>()
            .AsNoTracking()
            .Where(a => a.ProgrammeId == id)
            .OrderBy(a => a.Number)
            .ToListAsync(cancellation);
        Tasks = await db.Set<ProgrammeTask>()
            .AsNoTracking()
            .Where(t => t.ProgrammeId == id)
            .OrderBy(t => t.Number)
            .ToListAsync(cancellation);
        var targets = await db.Set<Target>()
            .AsNoTracking()
            .Where(t => t.ProgrammeId == id)
            .OrderBy(t => t.Line)
            .ToListAsync(cancellation);
        var conditions = await db.Set<Condition>()
            .AsNoTracking()
            .Where(c => db.Set<Target>().Any(t => t.Id == c.TargetId && t.ProgrammeId == id))
            .OrderBy(c => c.Order)
            .ToListAsync(cancellation);
        Targets =
        [
            .. targets.Select(t =>
                (t, (IReadOnlyList<Condition>)[.. conditions.Where(c => c.TargetId == t.Id)])
            ),
        ];
        await ReadAddresseesAsync(id, cancellation);
        return Page();
    }

    public string? UnitName(Guid? id) =>
        id is { } unit ? tree.Find(unit)?.NameIn(Texts.CurrentLanguage) : null;

    private async Task ReadAddresseesAsync(Guid programme, CancellationToken cancellation)
    {
        var addressees = await db.Set<Addressee>()
            .AsNoTracking()
            .Where(a => a.ProgrammeId == programme)
            .OrderBy(a => a.Number)
            .ToListAsync(cancellation);
        var ids = addressees.Select(a => a.Id).ToList();
        var units = (
            await db.Set<AddresseeUnit>()
                .AsNoTracking()
                .Where(a => ids.Contains(a.AddresseeId))
                .ToListAsync(cancellation)
        ).ToLookup(a => a.AddresseeId, a => a.UnitId);
        var duties = (
            await db.Set<Duty>()
                .AsNoTracking()
                .Where(d => ids.Contains(d.AddresseeId))
                .OrderBy(d => d.Number)
                .ToListAsync(cancellation)
        ).ToLookup(d => d.AddresseeId);
        Addressees =
        [
            .. addressees.Select(a =>
                (
                    a,
                    (IReadOnlyList<string>)
                        [
                            .. units[a.Id]
                                .Select(u => UnitName(u)!)
                                .Order(StringComparer.CurrentCulture),
                        ],
                    (IReadOnlyList<Duty>)[.. duties[a.Id]]
                )
            ),
        ];
    }
}
