using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Year.Pages;

/// <summary>The duties of a reform year: until when, by which figures, whom they bind, whether they are done and by what.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class YearPageModel(YearShelf shelf, ICurrentUser user, Clock clock) : PageModel
{
    public int Year { get; private set; }
    public IReadOnlyList<YearLine> Lines { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.ProgrammeManage);
    public IEnumerable<int> Years =>
        Enumerable.Range(YearShelf.FirstYear, clock.Today.Year + 2 - YearShelf.FirstYear);

    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellation)
    {
        Year = year ?? clock.Today.Year;
        if (!shelf.Has(Year))
        {
            return NotFound();
        }

        Lines = await shelf.ReadAsync(Year, cancellation);
        return Page();
    }

    public int Count(DutyState state) => Lines.Count(l => l.Standing.State == state);
}
