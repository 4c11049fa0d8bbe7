using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.OneStop;

public sealed class OneStopNavigation : INavigationSource
{
    /// <summary>Of these, everybody is given dossiers or gives them.</summary>
    private static readonly string[] OfWork =
    [
        Permissions.DossierReceive,
        Permissions.DossierProcess,
        Permissions.DossierAssign,
        Permissions.DossierSign,
    ];

    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.DossierReceive))
        {
            yield return new NavigationEntry("receive.nav", OneStopLinks.Receive, 200)
            {
                DescriptionKey = "receive.nav.description",
                Icon = "document",
            };
        }

        if (user.Can(Permissions.DossierView))
        {
            yield return new NavigationEntry("worklist.nav", OneStopLinks.WorkList, 210)
            {
                DescriptionKey = "worklist.nav.description",
                Icon = "clock",
            };
        }

        if (OfWork.Any(user.Can))
        {
            yield return new NavigationEntry("absence.nav", OneStopLinks.Absences, 214)
            {
                DescriptionKey = "absence.nav.description",
                Icon = "person",
            };
        }

        yield return new NavigationEntry("tracking.nav", OneStopLinks.Track, 220)
        {
            DescriptionKey = "tracking.nav.description",
            Icon = "search",
        };
        yield return new NavigationEntry("verify-result.nav", OneStopLinks.VerifyResult, 225)
        {
            DescriptionKey = "verify-result.nav.description",
            Icon = "check",
        };
        yield return new NavigationEntry("catalogue.nav", OneStopLinks.Procedures, 230)
        {
            DescriptionKey = "catalogue.nav.description",
            Icon = "document",
        };
        if (user.Can(Permissions.CatalogueView))
        {
            yield return new NavigationEntry("process.nav", OneStopLinks.Processes, 235)
            {
                DescriptionKey = "process.nav.description",
                Icon = "document",
            };
        }

        if (user.Can(Permissions.DossierTransfer))
        {
            yield return new NavigationEntry("takeover.nav", OneStopLinks.Takeover, 238)
            {
                DescriptionKey = "takeover.nav.description",
                Icon = "document",
            };
        }

        yield return new NavigationEntry("workdays.nav", OneStopLinks.Calendar, 240);
    }
}
