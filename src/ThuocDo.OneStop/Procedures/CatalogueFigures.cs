using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures;

/// <summary>Figures counted from the catalogue on a day, not from dossiers: pairs without dossiers count too.</summary>
public sealed class CatalogueFigures(CatalogueDirectory catalogues, UnitDirectory directory)
    : IRegisterSource
{
    /// <summary>T08: pairs of a unit and a listed procedure.</summary>
    public const string OneStopPairs = "one-stop-pairs";

    /// <summary>T11, second reading.</summary>
    public const string PayableProcedures = "payable-procedures";

    public IReadOnlyCollection<string> Registers { get; } = [OneStopPairs, PayableProcedures];

    /// <summary>Which procedures can be paid online is decided for the province as a whole.</summary>
    public bool IsOfProvince(string register) => register == PayableProcedures;

    public Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    ) =>
        question.Register == OneStopPairs
            ? PairsAsync(question.Day, question.Units, cancellation)
            : PayableAsync(question.Day, cancellation);

    /// <summary>
    /// T08: each district and commune unit of that day with each procedure version of its level in force that day; it
    /// counts if the procedure is received and returned at the one-stop unit. What the regime of the day exempts, what is
    /// carried out on the spot, is in neither number.
    /// </summary>
    private async Task<IReadOnlyList<RegisterItem>> PairsAsync(
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
        return
        [
            .. tree
                .All.Where(u => units.Contains(u.Id) && u.IsValidOn(day) && IsOfficeOf(u))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .SelectMany(u =>
                    versions[u.Level]
                        .Select(v => new RegisterItem(
                            catalogue[v.ProcedureId].NameIn(language),
                            u.Id,
                            u.NameIn(language),
                            catalogue[v.ProcedureId].Code,
                            v.ProcedureId,
                            v.Id.ToString("D"),
                            v.ReceivingPlace == ReceivingPlace.OneStop ? 1 : 0,
                            1
                        ))
                ),
        ];
    }

    /// <summary>T11, second reading: procedures with a fee in force that day; it counts if the fee can be paid online.</summary>
    private async Task<IReadOnlyList<RegisterItem>> PayableAsync(
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        return
        [
            .. catalogue
                .Versions.Where(v => v.IsValidOn(day) && v.Fee > 0)
                .OrderBy(v => catalogue[v.ProcedureId].Code, StringComparer.Ordinal)
                .Select(v => new RegisterItem(
                    catalogue[v.ProcedureId].NameIn(language),
                    v.CompetentUnitId,
                    v.CompetentUnitId is { } unit ? tree[unit].NameIn(language) : "",
                    catalogue[v.ProcedureId].Code,
                    v.ProcedureId,
                    v.Id.ToString("D"),
                    v.IsPayableOnline(day) ? 1 : 0,
                    1
                )),
        ];
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
