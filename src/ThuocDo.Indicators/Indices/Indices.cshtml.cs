using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices;

/// <summary>The published indices of the province with every edition; public, as they were published.</summary>
[PublicPage]
public sealed class IndicesModel(Clock clock) : PageModel
{
    public IReadOnlyList<(PublishedIndex Index, IReadOnlyList<Edition> Editions)> Series
    {
        get;
        private set;
    } = [];

    public void OnGet() =>
        Series = [
            .. IndexBook.Shipped.Indices.Select(i =>
                (i, IndexBook.Shipped.Known(i.Key, clock.Today))
            ),
        ];
}
