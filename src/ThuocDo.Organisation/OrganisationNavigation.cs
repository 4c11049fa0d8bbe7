using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Organisation;

public sealed class OrganisationNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.UnitsView))
        {
            yield return new NavigationEntry("units.nav", UnitLinks.Structure, 400)
            {
                DescriptionKey = "units.nav.description",
                Icon = "people",
            };
        }

        if (user.Can(Permissions.UsersManage))
        {
            yield return new NavigationEntry("admin.accounts", AccountLinks.List, 410)
            {
                DescriptionKey = "admin.nav.description",
                Icon = "enter",
            };
        }

        if (user.Can(Permissions.ApiManage))
        {
            yield return new NavigationEntry("api.nav", ApiLinks.Clients, 450);
        }
    }
}
