using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators;

public sealed class IndicatorsNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.BoardView))
        {
            yield return new("board.nav", BoardLinks.Board, 100)
            {
                DescriptionKey = "board.nav.description",
                Icon = "board",
            };
        }

        if (user.Can(Permissions.MonthClose))
        {
            yield return new("seal.nav", SealLinks.Months, 120)
            {
                DescriptionKey = "seal.nav.description",
                Icon = "check",
            };
        }

        if (user.Can(Permissions.SurveyView))
        {
            yield return new("survey.nav", Surveys.SurveyLinks.Rounds, 130)
            {
                DescriptionKey = "survey.nav.description",
                Icon = "document",
            };
        }

        yield return new("open.nav", OpenData.OpenDataLinks.Page, 355)
        {
            DescriptionKey = "open.nav.description",
            Icon = "document",
        };
        yield return new("indices.nav", BoardLinks.Indices, 350)
        {
            DescriptionKey = "indices.nav.description",
            Icon = "document",
        };
    }
}
