using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Who may be given a step: the open accounts that hold its role for the competent unit today.</summary>
public sealed class Candidates(ThuocDoDb db, UnitDirectory units, Clock clock)
{
    public async Task<IReadOnlyList<SelectListItem>> OfAsync(
        Guid unitId,
        Role role,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var tree = await units.GetAsync(cancellation);
        var held = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.Role == role && r.From <= today && (r.To == null || today < r.To))
            .Join(
                db.Set<Account>().Where(a => !a.IsLocked),
                r => r.AccountId,
                a => a.Id,
                (r, a) =>
                    new
                    {
                        r.UnitId,
                        a.Id,
                        a.DisplayName,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. held.Where(h => Grants.Area(tree, h.UnitId, today).Contains(unitId))
                .DistinctBy(h => h.Id)
                .OrderBy(h => h.DisplayName, StringComparer.Create(Formats.Sorting, false))
                .Select(h => new SelectListItem(h.DisplayName, h.Id.ToString("D"))),
        ];
    }
}
