using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The conditions that stand today in the programme that leads, for those who measure them.</summary>
public sealed class ConditionSource(ThuocDoDb db, Clock clock) : IConditionSource
{
    public async Task<IReadOnlyList<ConditionInfo>> ConditionsAsync(CancellationToken cancellation)
    {
        var current = db.Set<Programme>().Leading(clock.Today).Select(p => p.Id).Take(1);
        var rows = await (
            from condition in db.Set<Condition>().In(null)
            join target in db.Set<Target>().In(null) on condition.TargetId equals target.Id
            join programme in db.Set<Programme>() on target.ProgrammeId equals programme.Id
            join a in db.Set<Axis>()
                on new { target.ProgrammeId, Number = target.Axis } equals new
                {
                    a.ProgrammeId,
                    Number = (int?)a.Number,
                }
                into axes
            from axis in axes.DefaultIfEmpty()
            where current.Contains(target.ProgrammeId)
            orderby condition.Order
            select new
            {
                condition,
                target,
                axis,
                programme,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new ConditionInfo
            {
                Key = row.condition.Key,
                Programme = new(row.programme.TitleVi, row.programme.TitleEn),
                Line = row.target.Line,
                LineName = new(row.target.NameVi, row.target.NameEn),
                Name = new(row.condition.NameVi, row.condition.NameEn),
                Kind = row.condition.Kind,
                Operator = row.condition.Operator,
                Limit = row.condition.Limit,
                Group = row.condition.Group,
                Unit = row.condition.Unit,
                BaseYear = row.condition.BaseYear,
                Scope = row.condition.Scope,
                Deadline = row.condition.Deadline,
                Indicator = row.condition.Indicator,
                Readings = row.condition.Readings.Split('|'),
                Index = row.condition.Index,
                Interpretation = Bilingual.Of(
                    row.condition.InterpretationVi,
                    row.condition.InterpretationEn
                ),
                IsConfirmed = row.condition.IsConfirmed,
                Axis = row.target.Axis,
                AxisName = Bilingual.Of(row.axis?.NameVi, row.axis?.NameEn),
                OwnerId = row.target.OwnerId,
            }),
        ];
    }
}
