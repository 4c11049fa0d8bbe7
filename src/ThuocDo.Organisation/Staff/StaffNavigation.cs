using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Organisation.Staff;

public sealed class StaffNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.StaffView))
        {
            yield return new NavigationEntry("staff.nav", StaffLinks.Overview, 402)
            {
                DescriptionKey = "staff.nav.description",
                Icon = "people",
            };
            yield return new NavigationEntry("service-unit.nav", ServiceUnitLinks.Register, 404);
        }

        if (user.Can(Permissions.FundingView))
        {
            yield return new NavigationEntry(
                "service-unit.budget.nav",
                ServiceUnitLinks.Budget,
                406
            );
        }

        if (user.Can(Permissions.PrivacyAudit))
        {
            yield return new NavigationEntry("staff.reads.nav", StaffLinks.Reads, 415);
        }
    }
}
