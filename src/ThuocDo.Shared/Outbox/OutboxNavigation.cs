using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Shared.Outbox;

public static class OutboxLinks
{
    public const string Page = "/quan-tri/hang-doi";
}

public sealed class OutboxNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.OutboxManage))
        {
            yield return new NavigationEntry("outbox.nav", OutboxLinks.Page, 430)
            {
                DescriptionKey = "outbox.nav.description",
                Icon = "arrow",
            };
        }
    }
}
