using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Programmes.Year;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes;

public sealed class ProgrammesNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.CatalogueView))
        {
            yield return new("programme.nav", "/nghi-quyet", 300)
            {
                DescriptionKey = "programme.nav.description",
                Icon = "document",
            };
        }

        if (user.Can(Permissions.TaskView))
        {
            yield return new("task.nav", TaskLinks.List, 305)
            {
                DescriptionKey = "task.nav.description",
                Icon = "check",
            };
        }

        if (user.Can(Permissions.TaskView))
        {
            yield return new("cycle.title", Cycle.RoundLinks.List, 308)
            {
                DescriptionKey = "cycle.lead",
                Icon = "people",
            };
        }

        if (user.Can(Permissions.ReportView))
        {
            yield return new("report.nav", ReportLinks.List, 310)
            {
                DescriptionKey = "report.nav.description",
                Icon = "document",
            };
        }

        if (user.Can(Permissions.CatalogueView))
        {
            yield return new("year.nav", YearLinks.Now, 315)
            {
                DescriptionKey = "year.nav.description",
                Icon = "clock",
            };
        }

        yield return new("dialogue.nav", DialogueLinks.PublicList, 330)
        {
            DescriptionKey = "dialogue.nav.description",
            Icon = "people",
        };
        // Whoever has no role any more was perhaps a head. Who still has one finds the own card by the own account.
        if (
            user.Can(Permissions.AccountabilityView)
            || user.Can(Permissions.OwnAccount)
                && Permissions.All.All(p => p == Permissions.OwnAccount || !user.Can(p))
        )
        {
            yield return new("head.nav", ScoreLinks.Heads, 320)
            {
                DescriptionKey = "head.nav.description",
                Icon = "person",
            };
        }
    }
}
