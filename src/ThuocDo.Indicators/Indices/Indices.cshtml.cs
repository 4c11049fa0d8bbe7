using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices;

/// <summary>The published indices of the province with every edition; public, as they were published.</summary>
[PublicPage]
public sealed class IndicesModel(Clock clock, IndexLibrary library, ICurrentUser user) : PageModel
{
    public IReadOnlyList<(PublishedIndex Index, IReadOnlyList<Edition> Editions)> Series
    {
        get;
        private set;
    } = [];

    public bool MayImport => user.Can(Permissions.IndexManage);
    public bool MayScore => user.Can(Permissions.ParIndexView);
    public bool MayOpenBoard => user.Can(Permissions.BoardView);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var book = await library.BookAsync(cancellation);
        Series = [.. book.Indices.Select(i => (i, book.Known(i.Key, clock.Today)))];
    }
}
