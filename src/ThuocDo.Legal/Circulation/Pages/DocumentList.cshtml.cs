using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>The registers of incoming and outgoing documents.</summary>
[Requires(Permissions.CirculationView)]
public sealed class DocumentListModel(
    CirculationShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private const int MostPartners = 3;
    private UnitTree tree = null!;

    [FromQuery(Name = CirculationLinks.DirectionField)]
    public DocumentDirection? Direction { get; set; }

    [FromQuery(Name = CirculationLinks.UnitField)]
    public string? Unit { get; set; }

    [FromQuery(Name = CirculationLinks.YearField)]
    public int? Year { get; set; }

    [FromQuery(Name = CirculationLinks.SearchField)]
    public string? Search { get; set; }

    [FromQuery(Name = CirculationLinks.StateField)]
    public string? State { get; set; }

    [FromQuery(Name = PagerTagHelper.Parameter)]
    public int PageNumber { get; set; } = 1;

    public Shown<RegisteredDocument> Shown { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayManage => user.Can(Permissions.CirculationManage);

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    public static string Partners(RegisteredDocument row)
    {
        var partners = PartnerList.Read(row.Partners);
        var names = string.Join("; ", partners.Take(MostPartners).Select(p => p.Name));
        return partners.Count > MostPartners ? names + "; …"
            : names.Length > 0 ? names
            : "–";
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Units = await shelf.ChoicesAsync(Permissions.CirculationView, cancellation);
        Shown = await shelf.DocumentsAsync(
            new CirculationFilter(Unit, Year, Search, State, Direction, PageNumber),
            cancellation
        );
    }
}
