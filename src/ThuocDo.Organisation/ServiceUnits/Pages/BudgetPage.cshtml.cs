using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>Money of a body for one product.</summary>
public sealed record BudgetRow(string Body, string Address, string Product, ProductMoney Money);

/// <summary>What a completed dossier cost at a body, with all it is made of.</summary>
public sealed record CostRow(string Body, string Address, DossierCost Cost);

/// <summary>Money of the reform, from its own ledger.</summary>
public sealed record ReformRow(string Body, decimal Planned, decimal Spent);

/// <summary>Budget allotted against products in a year, what was spent, and the cost of a completed dossier with its allocation.</summary>
[Requires(Permissions.FundingView)]
public sealed class BudgetPageModel(
    ActShelf shelf,
    StaffSheets sheets,
    ICountBook counts,
    IReformMoney reform,
    ICurrentUser user
) : PageModel
{
    [BindProperty(Name = StaffLinks.YearField, SupportsGet = true)]
    public int? Year { get; set; }

    public int Shown { get; private set; }
    public IReadOnlyList<BudgetRow> Rows { get; private set; } = [];
    public IReadOnlyList<CostRow> Costs { get; private set; } = [];
    public IReadOnlyList<ReformRow> Reform { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.FundingManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Shown = Math.Clamp(Year ?? sheets.Today.Year, ActRules.FirstYear, sheets.Today.Year + 1);
        var language = Texts.CurrentLanguage;
        var book = await shelf.ReadAsync([ActKind.Allotted, ActKind.Spent], cancellation);
        var end = new DateOnly(Shown, 12, 31);
        end = end < sheets.Today ? end : sheets.Today;
        var (rows, costs) = (new List<BudgetRow>(), new List<CostRow>());
        var bodies = book
            .Fold.Acts.Where(a => a.Kind is ActKind.Allotted or ActKind.Spent && MaySee(a, book))
            .Where(a => a.Year == Shown)
            .GroupBy(BodyKey.Of)
            .Select(g => (Body: g.Key, Name: StaffSheets.NameOf(book, g.Key, language), Acts: g))
            .OrderBy(b => b.Name, StringComparer.Create(Formats.Sorting, false));
        foreach (var (body, name, acts) in bodies)
        {
            var money = UnitCost.ByProduct(acts, Shown);
            var address = body.ServiceUnit is { } unit
                ? ServiceUnitLinks.Of(unit)
                : StaffLinks.Of(book.Tree[body.Unit]);
            rows.AddRange(
                StaffLaw
                    .Products.Where(p => money.ContainsKey(p.Key))
                    .Select(p => new BudgetRow(name, address, p.Value.ToString(), money[p.Key]))
            );
            // Dossiers are counted at units of the tree; a service unit that is none completes none by name. The money is the body's own, and so
            // are the dossiers: units below it have money of their own.
            if (body.ServiceUnit is null)
            {
                var key = book.Tree[body.Unit].Key;
                var units = await counts.CountAsync(
                    new CountQuestion(key, new DateOnly(Shown, 1, 1), end, CountsBy.Unit),
                    cancellation
                );
                var closed = units.Where(r => r.Key == key).Sum(r => r[CountCodes.Closed]);
                if (UnitCost.Of(money, closed) is { } cost)
                {
                    costs.Add(new CostRow(name, address, cost));
                }
            }
        }

        (Rows, Costs) = (rows, costs);
        Reform =
        [
            .. (await reform.OfYearAsync(Shown, cancellation))
                .Select(r => new ReformRow(
                    book.Tree.Find(r.UnitId)?.NameIn(language) ?? "–",
                    r.Planned,
                    r.Spent
                ))
                .OrderBy(r => r.Body, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    private bool MaySee(OrganisationAct act, ActBook book) =>
        user.Can(Permissions.FundingView, act.UnitId)
        || book.Tree.HeirOf(act.UnitId, sheets.Today) is { } heir
            && user.Can(Permissions.FundingView, heir.Id);
}
