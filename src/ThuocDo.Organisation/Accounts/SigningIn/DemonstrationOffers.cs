using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Accounts.SigningIn;

/// <summary>A demonstration account as the sign-in page offers it.</summary>
public sealed record DemonstrationOffer(string UserName, Role Role, string UnitName);

/// <summary>The accounts one may sign in with by one click; none outside demonstration mode.</summary>
public sealed class DemonstrationOffers(
    ThuocDoDb db,
    UnitDirectory directory,
    DemonstrationMode demonstration
)
{
    public async Task<IReadOnlyList<DemonstrationOffer>> ListAsync(CancellationToken cancellation)
    {
        if (!demonstration.IsOn)
        {
            return [];
        }

        var tree = await directory.GetAsync(cancellation);
        var rows = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.IsDemonstration && !a.IsLocked)
            .Join(
                db.Set<RoleAssignment>().Where(r => r.To == null),
                a => a.Id,
                r => r.AccountId,
                (a, r) =>
                    new
                    {
                        a.UserName,
                        r.Role,
                        r.UnitId,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(r => (r.UserName, r.Role, Unit: tree[r.UnitId]))
                .OrderBy(r => r.Role)
                .ThenBy(r => r.Unit.Level)
                .ThenBy(r => r.UserName, StringComparer.Ordinal)
                .Select(r => new DemonstrationOffer(
                    r.UserName!,
                    r.Role,
                    r.Unit.NameIn(Texts.CurrentLanguage)
                )),
        ];
    }
}
