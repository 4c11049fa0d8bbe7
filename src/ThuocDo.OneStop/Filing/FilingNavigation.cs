using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.OneStop.Filing;

public sealed class FilingNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.DossierReceive))
        {
            yield return new NavigationEntry("inbox.nav", FilingLinks.Inbox, 205)
            {
                DescriptionKey = "inbox.nav.description",
                Icon = "document",
            };
        }

        // Of citizens; the staff has the work-list.
        if (!user.IsSignedIn)
        {
            yield return new NavigationEntry("filing.nav", FilingLinks.Mine, 215)
            {
                DescriptionKey = "filing.nav.description",
                Icon = "people",
            };
        }
    }
}
