using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.OpenData;

/// <summary>The public board: the conditions of the programme with the figures of the board inside, and the files they can be taken in.</summary>
[PublicPage]
public sealed class OpenDataPageModel(OpenDataShelf shelf) : PageModel
{
    public BoardView View { get; private set; } = null!;
    public string UnitName => View.Scope.On(View.AsOf).NameIn(Texts.CurrentLanguage);

    public async Task OnGetAsync(CancellationToken cancellation) =>
        View = (await shelf.BoardAsync(cancellation)).View;
}
