using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>Describes the dossiers behind a figure. Outside the reader's units the code and the page stay closed.</summary>
public sealed class DossierRecordSource(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory directory
) : IRecordSource
{
    /// <summary>Enough of a code to tell two lines apart, not enough to ask for the dossier.</summary>
    private const string Hidden = "…";

    public async Task<IReadOnlyList<RecordLine>> DescribeAsync(
        IReadOnlyList<Guid> ids,
        ICurrentUser user,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var found = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancellation);
        return
        [
            .. ids.Where(found.ContainsKey)
                .Select(id => Line(found[id], catalogue, tree, user, language)),
        ];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> ProcedureNamesAsync(
        CancellationToken cancellation
    )
    {
        var language = Texts.CurrentLanguage;
        return (await catalogues.GetAsync(cancellation)).Procedures.ToDictionary(
            p => p.Id,
            p => p.NameIn(language)
        );
    }

    public async Task<IReadOnlyDictionary<Guid, Bilingual>> ProcedureFieldsAsync(
        CancellationToken cancellation
    ) =>
        (await catalogues.GetAsync(cancellation)).Procedures.ToDictionary(
            p => p.Id,
            p => new Bilingual(p.FieldVi, p.FieldEn)
        );

    private static RecordLine Line(
        Dossier dossier,
        Catalogue catalogue,
        UnitTree tree,
        ICurrentUser user,
        string language
    )
    {
        var open = DossierScope.Allows(user, Permissions.DossierView, dossier);
        return new RecordLine(
            dossier.Id,
            open ? dossier.Code : Hidden,
            catalogue[dossier.ProcedureId].NameIn(language),
            tree[dossier.UnitId].NameIn(language),
            dossier.ReceivedOn,
            dossier.DueAt is { } due ? VietnamTime.DayOf(due) : null,
            dossier.ClosedOn,
            StatusKey(dossier),
            open ? OneStopLinks.Dossier(dossier.Code) : null
        );
    }

    private static string StatusKey(Dossier dossier) =>
        dossier.Timeliness is { } how ? DossierTexts.Of(how)
        : dossier.State == DossierState.SupplementInProcess ? "dossier.left.stopped"
        : dossier.IsOpen ? "dossier.status.open"
        : "dossier.left.ended";
}
