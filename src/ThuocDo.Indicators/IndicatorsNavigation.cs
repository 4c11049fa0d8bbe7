using ThuocDo.Indicators.Board;
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

        yield return new("indices.nav", BoardLinks.Indices, 350)
        {
            DescriptionKey = "indices.nav.description",
            Icon = "document",
        };
    }
}
