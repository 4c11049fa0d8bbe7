using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>
/// The public check of a licence, by the QR code printed with it or by what stands beside the code. Number and check code may
/// stand in the address: whoever is shown the licence reads them there.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LicenceCheckModel(CheckLicence check, Texts texts) : PageModel
{
    [BindProperty(Name = LicenceLinks.Number, SupportsGet = true)]
    [StringLength(Licence.NumberMaxLength)]
    public string? Number { get; set; }

    [BindProperty(Name = LicenceLinks.Code, SupportsGet = true)]
    [StringLength(LicenceCode.TypedMaxLength)]
    public string? Code { get; set; }

    public CheckedLicence? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(Number) && !string.IsNullOrWhiteSpace(Code))
        {
            await CheckAsync(cancellation);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Number))
        {
            ModelState.Wrong(LicenceLinks.Number, texts, "licence.check.number.missing");
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.Wrong(LicenceLinks.Code, texts, "licence.check.code.missing");
        }

        await CheckAsync(cancellation);
        return Page();
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return;
        }

        var (answer, found) = await check.RunAsync(
            Number!,
            Code!,
            HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            cancellation
        );
        Found = found;
        if (answer == TrackAnswer.Locked)
        {
            ModelState.Wrong("", texts, "licence.check.locked", TrackingGuard.Minutes);
        }
        else if (answer == TrackAnswer.Wrong)
        {
            ModelState.Wrong("", texts, "licence.check.wrong");
        }
    }
}
