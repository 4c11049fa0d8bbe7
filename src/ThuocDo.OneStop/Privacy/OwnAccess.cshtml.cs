using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Privacy;

/// <summary>Who saw the citizen's particulars, and everything that is held of him as a file.</summary>
[CitizenPage]
public sealed class OwnAccessModel(
    AccessReader reader,
    PersonalExport export,
    ICurrentCitizen citizen,
    Clock clock
) : PageModel
{
    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public AccessLogPage Log { get; private set; } = new([], 0);
    public bool IsVerified =>
        citizen is { Level: not IdentityLevel.Declared, IdentityNumber: { Length: > 0 } };
    public int Pages =>
        Math.Max(1, (Log.Total + AccessReader.PageSize - 1) / AccessReader.PageSize);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Log = await reader.OwnAsync(PageNumber, cancellation);

    /// <summary>A file, so no redirect follows; asking again gives the present state again and changes nothing else.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        File(
            await export.WriteAsync(cancellation),
            "application/json",
            $"du-lieu-ca-nhan-{clock.Today:yyyy-MM-dd}.json"
        );
}
