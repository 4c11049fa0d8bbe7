using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Web.Help;

/// <summary>Short answers to what comes up most.</summary>
[PublicPage]
public sealed class HelpModel : PageModel;
