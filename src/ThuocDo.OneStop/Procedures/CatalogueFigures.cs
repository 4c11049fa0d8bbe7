using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures;

/// <summary>Figures counted from the catalogue on a day, not from dossiers: pairs without dossiers count too.</summary>
public sealed class CatalogueFigures(CatalogueDirectory catalogues, UnitDirectory directory)
    : ICatalogueFigures
{
    /// <summary>
    /// T08: each district and commune unit of that day with each procedure version of its level in force that day; it
    /// counts if the procedure is received and returned at the one-stop unit. What the regime of the day exempts, what is
    /// carried out on the spot, is in neither number.
    /// </summary>
    public async Task<RegisterFigure> OneStopPairsAsync(
        DateOnly day,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var exempt = Enum.Parse<ReceivingPlace>(
            RegimeRules.For(day).OneStopExempt.Value.Replace("-", "", StringComparison.Ordinal),
            ignoreCase: true
        );
        var versions = catalogue
            .Versions.Where(v =>
                v.IsValidOn(day) && v.Level != Level.Province && v.ReceivingPlace != exempt
            )
            .ToLookup(v => v.Level);
        return Count(
            tree.All.Where(u => units.Contains(u.Id) && u.IsValidOn(day) && IsOfficeOf(u))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .SelectMany(u =>
                    versions[u.Level]
                        .Select(v => new RegisterItem(
                            catalogue[v.ProcedureId].NameIn(language),
                            u.Id,
                            u.NameIn(language),
                            v.ReceivingPlace == ReceivingPlace.OneStop,
                            catalogue[v.ProcedureId].Code,
                            v.ProcedureId,
                            v.Id
                        ))
                )
        );
    }

    /// <summary>T11, second reading: procedures with a fee in force that day; it counts if the fee can be paid online.</summary>
    public async Task<RegisterFigure> PayableProceduresAsync(
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        return Count(
            catalogue
                .Versions.Where(v => v.IsValidOn(day) && v.Fee > 0)
                .OrderBy(v => catalogue[v.ProcedureId].Code, StringComparer.Ordinal)
                .Select(v => new RegisterItem(
                    catalogue[v.ProcedureId].NameIn(language),
                    v.CompetentUnitId,
                    v.CompetentUnitId is { } unit ? tree[unit].NameIn(language) : "",
                    v.IsPayableOnline(day),
                    catalogue[v.ProcedureId].Code,
                    v.ProcedureId,
                    v.Id
                ))
        );
    }

    private static RegisterFigure Count(IEnumerable<RegisterItem> items)
    {
        var list = items.ToList();
        return new RegisterFigure(list.Count(i => i.Counts), list.Count, list);
    }

    /// <summary>The people's committees of districts and communes, not the bodies beside them.</summary>
    internal static bool IsOfficeOf(Unit unit) =>
        unit.Kind
            is UnitKind.District
                or UnitKind.Commune
                or UnitKind.Ward
                or UnitKind.Township
                or UnitKind.SpecialZone;
}
