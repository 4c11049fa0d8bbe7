using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Funding;

/// <summary>The sums of the reform's ledger by body, as far as a person may read it.</summary>
public sealed class ReformMoneyReader(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : IReformMoney
{
    public async Task<IReadOnlyList<ReformMoney>> OfYearAsync(
        int year,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var entries = await db.Set<FundingEntry>()
            .AsNoTracking()
            .Where(e => e.Year == year)
            .ToListAsync(cancellation);
        return
        [
            .. entries
                .Where(e =>
                    user.Can(Permissions.FundingView, e.UnitId)
                    || tree.HeirOf(e.UnitId, clock.Today) is { } heir
                        && user.Can(Permissions.FundingView, heir.Id)
                )
                .GroupBy(e => e.UnitId)
                .Select(g => (Unit: g.Key, Sum: FundingSum.Of(g)))
                .Select(x => new ReformMoney(x.Unit, x.Sum.Planned, x.Sum.Spent)),
        ];
    }
}
