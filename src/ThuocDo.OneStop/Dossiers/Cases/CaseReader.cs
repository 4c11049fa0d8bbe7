using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>One dossier among those that belong together.</summary>
/// <param name="Depth">0 is the applicant's own.</param>
/// <param name="Url">None where the reader may not open it.</param>
public sealed record LinkedCase(
    Guid Id,
    string Code,
    int Depth,
    string Unit,
    DateTime OpenedAt,
    DateTime? DueAt,
    DossierState State,
    DateTime? ClosedAt,
    Timeliness? Timeliness,
    string? Url
);

/// <summary>One opinion asked for, as the dossier's page shows it.</summary>
public sealed record AskedOpinion(
    string Unit,
    string Question,
    DateTime AskedAt,
    DateTime DueAt,
    DateTime? ClosedAt,
    string? Answer,
    string? Note
);

/// <summary>Reads what belongs to a dossier: the whole it is part of, its parts and the opinions it asked for.</summary>
public sealed class CaseReader(ThuocDoDb db, UnitDirectory units, ICurrentUser user)
{
    private const int MaxDepth = 8;

    /// <summary>The applicant's dossier first, every sub-case below the one that opened it; empty where there is none.</summary>
    public async Task<IReadOnlyList<LinkedCase>> FamilyAsync(
        Dossier dossier,
        CancellationToken cancellation
    )
    {
        var root = dossier;
        while (root.ParentId is { } parent)
        {
            root = await db.Set<Dossier>()
                .AsNoTracking()
                .FirstAsync(d => d.Id == parent, cancellation);
        }

        var tree = await units.GetAsync(cancellation);
        var result = new List<LinkedCase>();
        await AddAsync([root], 0);
        return result.Count > 1 ? result : [];

        async Task AddAsync(IReadOnlyList<Dossier> level, int depth)
        {
            foreach (var item in level)
            {
                var open = DossierScope.Allows(user, Permissions.DossierView, item);
                result.Add(
                    new LinkedCase(
                        item.Id,
                        item.Code,
                        depth,
                        tree[item.UnitId].NameIn(Texts.CurrentLanguage),
                        item.ReceivedAt,
                        item.DueAt,
                        item.State,
                        item.ClosedAt,
                        item.Timeliness,
                        open ? OneStopLinks.Dossier(item.Code) : null
                    )
                );
                if (item.Requests.Length > 0 && depth < MaxDepth)
                {
                    await AddAsync(
                        await db.Set<Dossier>()
                            .AsNoTracking()
                            .Where(d => d.ParentId == item.Id)
                            .OrderBy(d => d.ReceivedAt)
                            .ThenBy(d => d.Id)
                            .ToListAsync(cancellation),
                        depth + 1
                    );
                }
            }
        }
    }

    public async Task<IReadOnlyList<AskedOpinion>> OpinionsAsync(
        Dossier dossier,
        CancellationToken cancellation
    )
    {
        if (dossier.Requests.Length == 0)
        {
            return [];
        }

        var tree = await units.GetAsync(cancellation);
        return
        [
            .. (
                await db.Set<Opinion>()
                    .AsNoTracking()
                    .Where(o => o.DossierId == dossier.Id)
                    .OrderBy(o => o.AskedAt)
                    .ThenBy(o => o.Code)
                    .ToListAsync(cancellation)
            ).Select(o => new AskedOpinion(
                tree[o.UnitId].NameIn(Texts.CurrentLanguage),
                o.Question,
                o.AskedAt,
                o.DueAt,
                o.ClosedAt,
                o.Answer,
                o.Note
            )),
        ];
    }

    /// <summary>Requests that wait for an answer of the reader's units; the most urgent first.</summary>
    public IQueryable<Opinion> Waiting()
    {
        var open = db.Set<Opinion>()
            .AsNoTracking()
            .Where(o =>
                o.ClosedAt == null
                && db.Set<Dossier>().Any(d => d.Id == o.DossierId && d.ClosedOn == null)
            );
        var mine = AnswerOpinion.UnitsOf(user);
        return mine is null ? open : open.Where(o => mine.Contains(o.UnitId));
    }
}
