using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Web.About;

/// <summary>How figures are made and proved, in plain words.</summary>
[PublicPage]
public sealed class AboutModel : PageModel;
