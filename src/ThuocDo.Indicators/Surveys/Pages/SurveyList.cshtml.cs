using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>All rounds, the last one first.</summary>
[Requires(Permissions.SurveyView)]
public sealed class SurveyListModel(ThuocDoDb db, ICurrentUser user) : PageModel
{
    public IReadOnlyList<SurveyRound> Rounds { get; private set; } = [];

    public bool MayManage => user.Can(Permissions.SurveyManage);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Rounds = await db.Set<SurveyRound>()
            .AsNoTracking()
            .OrderByDescending(r => r.Number)
            .ToListAsync(cancellation);
}
