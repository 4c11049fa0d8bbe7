using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts.SigningIn;

/// <summary>What is shown in place of a page that is not open to this person; also after a refused POST.</summary>
[PublicPage]
[IgnoreAntiforgeryToken]
public sealed class ForbiddenModel : PageModel
{
    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;

    public void OnPost() => Response.StatusCode = StatusCodes.Status403Forbidden;
}
