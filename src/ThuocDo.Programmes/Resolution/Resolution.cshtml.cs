using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The resolution as a programme: targets with their conditions, tasks, addressees and dated duties.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class ResolutionModel(ThuocDoDb db, UnitDirectory directory, Clock clock) : PageModel
{
    private UnitTree tree = null!;

    public Programme? Programme { get; private set; }

    /// <summary>The programme whose action plan this is.</summary>
    public Programme? CarriesOut { get; private set; }

    /// <summary>All programmes but action plans, the leading one first.</summary>
    public IReadOnlyList<Programme> Programmes { get; private set; } = [];

    /// <summary>The version shown; the last one unless an earlier one was asked for.</summary>
    public ProgrammeVersion Version { get; private set; } = null!;
    public bool IsLast { get; private set; }

    /// <summary>What the board shows: its last version, if no other programme leads.</summary>
    public bool IsOnBoard =>
        IsLast && Programmes is [var leading, ..] && leading.Id == Programme!.Id;
    public IReadOnlyList<Axis> Axes { get; private set; } = [];
    public ProgrammeItems Items { get; private set; } = null!;

    /// <summary>In what later versions asked for less, by the key of the condition.</summary>
    public ILookup<string, SoftenedCondition> Softened { get; private set; } = null!;
    public IReadOnlyList<(
        Addressee Addressee,
        IReadOnlyList<string> Units,
        IReadOnlyList<Duty> Duties
    )> Addressees { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string? programme,
        [FromQuery(Name = "phien-ban")] int? version,
        CancellationToken cancellation
    )
    {
        tree = await directory.GetAsync(cancellation);
        Programmes = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .ToListAsync(cancellation);
        Programme = programme is null
            ? Programmes is [var leading, ..]
                ? leading
                : null
            : await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Key == programme, cancellation);
        if (Programme is not { Id: var id })
        {
            return programme is null ? Page() : NotFound();
        }

        var history = await VersionHistory.ReadAsync(db, id, cancellation);
        var shown = version is { } number
            ? history.Versions.FirstOrDefault(v => v.Number == number)
            : history.Versions[^1];
        if (shown is null)
        {
            return NotFound();
        }

        CarriesOut = Programme.CarriesOutId is { } higher
            ? await db.Set<Programme>()
                .AsNoTracking()
                .SingleAsync(p => p.Id == higher, cancellation)
            : null;
        (Version, IsLast) = (shown, shown == history.Versions[^1]);
        Softened = history.SoftenedUpTo(shown.Number).ToLookup(s => s.Before.Key);
        Axes = await db.Set<Axis>()
            .AsNoTracking()
            .Where(a => a.ProgrammeId == id)
            .OrderBy(a => a.Number)
            .ToListAsync(cancellation);
        Items = history.ItemsOf(shown.Number);
        await ReadAddresseesAsync(cancellation);
        return Page();
    }

    public string? UnitName(Guid? id) =>
        id is { } unit ? tree.Find(unit)?.NameIn(Texts.CurrentLanguage) : null;

    private async Task ReadAddresseesAsync(CancellationToken cancellation)
    {
        var ids = Items.Addressees.Select(a => a.Id).ToList();
        var units = (
            await db.Set<AddresseeUnit>()
                .AsNoTracking()
                .Where(a => ids.Contains(a.AddresseeId))
                .ToListAsync(cancellation)
        ).ToLookup(a => a.AddresseeId, a => a.UnitId);
        Addressees =
        [
            .. Items.Addressees.Select(a =>
                (
                    a,
                    (IReadOnlyList<string>)
                        [
                            .. units[a.Id]
                                .Select(u => UnitName(u)!)
                                .Order(StringComparer.CurrentCulture),
                        ],
                    Items.DutiesOf(a)
                )
            ),
        ];
    }
}
