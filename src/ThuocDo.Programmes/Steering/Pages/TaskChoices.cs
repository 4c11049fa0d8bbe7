using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>What the forms that give a task offer.</summary>
public static class TaskChoices
{
    /// <summary>Every unit of the day that can be charged with something.</summary>
    /// <param name="mayCharge">None: all of them.</param>
    public static IReadOnlyList<SelectListItem> Units(
        UnitTree tree,
        DateOnly today,
        Texts texts,
        Func<Unit, bool>? mayCharge = null
    ) =>
        [
            new SelectListItem(texts["task.choose"], ""),
            .. tree
                .All.Where(u =>
                    u.IsValidOn(today) && u.Kind != UnitKind.Area && mayCharge?.Invoke(u) != false
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];

    public static async Task<IReadOnlyList<SelectListItem>> AxesAsync(
        ThuocDoDb db,
        Guid programme,
        Texts texts,
        CancellationToken cancellation
    ) =>
        [
            new SelectListItem(texts["programme.axis.all"], ""),
            .. (
                await db.Set<Axis>()
                    .AsNoTracking()
                    .Where(a => a.ProgrammeId == programme)
                    .OrderBy(a => a.Number)
                    .ToListAsync(cancellation)
            ).Select(a => new SelectListItem(
                new Bilingual(a.NameVi, a.NameEn).ToString(),
                Formats.Number(a.Number)
            )),
        ];
}
