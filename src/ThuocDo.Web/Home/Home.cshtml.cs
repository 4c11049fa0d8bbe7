using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Web.Home;

/// <summary>The public face: what this is, for whom, and the ways in that this visitor has.</summary>
[PublicPage]
public sealed class HomeModel(IEnumerable<INavigationSource> sources, ICurrentUser user) : PageModel
{
    public IReadOnlyList<NavigationEntry> Entries { get; private set; } = [];

    public bool OffersSignIn => !user.IsSignedIn;

    public void OnGet() =>
        Entries = [
            .. sources
                .SelectMany(s => s.Entries(user))
                .Where(e => e.DescriptionKey is not null)
                .OrderBy(e => e.Order),
        ];
}
