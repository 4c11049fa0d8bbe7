using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Privacy;

/// <summary>Who saw whose particulars, for inspectors and administrators, within their units.</summary>
[Requires(Permissions.PrivacyAudit)]
public sealed class AccessLogViewModel(AccessReader reader) : PageModel
{
    [BindProperty(Name = "ma", SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(Name = "can-bo", SupportsGet = true)]
    public string? Account { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public AccessLogPage Log { get; private set; } = new([], 0);
    public int Pages =>
        Math.Max(1, (Log.Total + AccessReader.PageSize - 1) / AccessReader.PageSize);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Log = await reader.SupervisedAsync(Code, Account, PageNumber, cancellation);
}
