using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Drafts;

/// <summary>
/// The indicators with what programmes have said of them so far: the names of the targets they measured, the kind of condition, the
/// published index. A published indicator that no programme has used yet cannot be chosen: nobody has said which index it is.
/// </summary>
public sealed class IndicatorChoices(ThuocDoDb db, IIndicatorCatalogue catalogue)
{
    public async Task<IReadOnlyDictionary<string, IndicatorChoice>> ByKeyAsync(
        CancellationToken cancellation
    ) => (await AllAsync(cancellation)).ToDictionary(c => c.Info.Key);

    public async Task<IReadOnlyList<IndicatorChoice>> AllAsync(CancellationToken cancellation)
    {
        var used = (
            await (
                from condition in db.Set<Condition>()
                join target in db.Set<Target>() on condition.TargetId equals target.Id
                join programme in db.Set<Programme>() on target.ProgrammeId equals programme.Id
                // An action plan repeats in other words what a programme has said.
                where programme.CarriesOutId == null
                select new
                {
                    condition.Indicator,
                    condition.Kind,
                    condition.Index,
                    condition.Group,
                    Name = target.NameVi + " " + condition.NameVi,
                }
            ).ToListAsync(cancellation)
        ).ToLookup(c => c.Indicator);
        return
        [
            .. catalogue
                .All.Where(i =>
                    i.Key != IndicatorChoice.Unmeasured
                    && (!i.IsPublished || used[i.Key].Any(u => u.Index is not null))
                )
                .Select(i => new IndicatorChoice(
                    i,
                    [.. i.Names, .. used[i.Key].Select(u => u.Name)],
                    used[i.Key].FirstOrDefault()?.Kind ?? ConditionKind.Share,
                    used[i.Key].FirstOrDefault(u => u.Index is not null)?.Index,
                    used[i.Key].FirstOrDefault(u => u.Group is not null)?.Group
                )),
        ];
    }
}
